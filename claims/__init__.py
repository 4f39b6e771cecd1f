"""Claims, the people on them, their circumstances, declarations and decisions."""
