"""Outbound messages."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The outbox and what empties it."""

    name = "notifications"

    def ready(self) -> None:
        """Make the jobs of messages to many known to workers."""
        from notifications import bulk_running  # noqa: F401
