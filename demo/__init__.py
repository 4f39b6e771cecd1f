"""Personas, the clock, the outbox and the gallery of a demonstration. Never in production."""
