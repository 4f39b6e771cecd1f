"""What a person has to do and what has happened. Belongs to the person, not to a claim."""
