"""Personas, the clock and the outbox of a demonstration. Never in production."""
