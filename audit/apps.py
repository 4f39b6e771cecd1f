"""Who did what, and who read what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only events and reads."""

    name = "audit"
