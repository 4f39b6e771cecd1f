"""To-dos and the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """A person's to-dos and journal."""

    name = "journal"
