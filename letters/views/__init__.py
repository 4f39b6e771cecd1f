"""Pages about what we wrote to people."""
