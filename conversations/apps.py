"""Conversations between people and the department."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Conversations, what is written in them, and who looks after whom."""

    name = "conversations"

    def ready(self) -> None:
        """Make known how the journal and messages speak of them."""
        from conversations.answering import add_answering
        from conversations.files import hear_of_refusals
        from conversations.kinds import ENTRIES, add_kinds
        from conversations.selectors import beside_entries
        from journal.timeline import show_beside

        add_kinds()
        add_answering()
        show_beside(ENTRIES, beside_entries)
        hear_of_refusals()
