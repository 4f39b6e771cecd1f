"""What we hold about people."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """What is held, a copy of it, how long it is kept, and what must not be deleted yet."""

    name = "privacy"

    def ready(self) -> None:
        """Say whose data must not be deleted, and how what we write about this is worded."""
        from django.utils.translation import gettext_lazy as _

        from core.holds import add_holder
        from notifications.templates import add_template
        from privacy.holds import held_people
        from privacy.words import add_words

        add_holder(held_people)
        add_words()
        add_template("account_unused", "last_day", when=_("An account that nobody uses is deleted in 30 days"))
