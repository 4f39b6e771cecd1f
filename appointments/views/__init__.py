"""Pages about appointments."""
