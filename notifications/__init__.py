"""What the service sends to people outside it: email and text, through an outbox. Takes a Recipient, never a user."""
