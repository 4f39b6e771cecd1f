"""What the service sends out: email and text, through an outbox. Takes a Recipient, never a user."""
