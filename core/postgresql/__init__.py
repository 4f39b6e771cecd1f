"""The database as this service uses it: Django's own PostgreSQL, and what every page needs to be quick."""
