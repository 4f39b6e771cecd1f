"""What we wrote to people."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """What was sent to somebody, for them to see; and what goes on paper, or in another format."""

    name = "letters"
