"""Pages of a claim that is being made, and of one that was sent."""
