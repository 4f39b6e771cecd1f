"""Equality questions: asked of everybody, answered by those who wish to, counted, and known of nobody."""
