"""Calls, visits, post and emails as staff wrote them down, what was agreed in them, and who does that. Of a person."""
