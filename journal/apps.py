"""To-dos and the journal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """A person's to-dos and journal."""

    name = "journal"

    def ready(self) -> None:
        """Add the messages about what there is to do, and what of it people wait for us with."""
        from journal.doing import add_own
        from journal.returned import add_kinds
        from notifications.templates import add_template

        add_kinds()
        add_own()
        add_template("todo_added", when=_("There is a new to-do that is announced"))
        add_template("todo_due", when=_("One thing is due in 7 days, in 2 days or today"))
        add_template("todos_due", when=_("Several things are due in 7 days, in 2 days or today"))
        add_template("todo_late", when=_("Something was not done by its day, and somebody looks at why"))
        add_template(
            "todo_answered", when=_("Staff write to somebody about a to-do, such as that there is more time for it")
        )
