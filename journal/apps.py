"""To-dos and the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """A person's to-dos and journal."""

    name = "journal"

    def ready(self) -> None:
        """Add the message that there is something to do."""
        from journal.returned import add_kinds
        from notifications.templates import add_template

        add_kinds()
        add_template("todo_added", when=_("There is a new to-do that is announced"))
