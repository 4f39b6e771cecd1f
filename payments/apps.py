"""Assessments, statements and payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Tells the journal how payments are worded."""

    name = "payments"

    def ready(self) -> None:
        """Add the kinds of to-do and journal entry."""
        from payments import doing
        from payments.kinds import add_kinds

        add_kinds()
        doing.add_own()
