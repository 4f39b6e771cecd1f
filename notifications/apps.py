"""Outbound messages."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The outbox and what empties it."""

    name = "notifications"
