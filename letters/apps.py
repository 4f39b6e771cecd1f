"""What we wrote to people."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """What was sent to somebody, for them to see; and what goes on paper, or in another format."""

    name = "letters"

    def ready(self) -> None:
        """Say what is made for people, and how a copy on paper is worded. That goes by letter alone, because it may
        hold what the letter is about."""
        from django.utils.translation import gettext_lazy as _

        from letters import doing
        from letters.copies import WRITTEN_COPY
        from notifications.models import Medium
        from notifications.templates import add_template

        doing.add_own()
        add_template(
            WRITTEN_COPY,
            "sent_on",
            "what",
            "words",
            when=_("Somebody asks for a copy on paper of what we sent them"),
            media=(Medium.LETTER,),
        )
