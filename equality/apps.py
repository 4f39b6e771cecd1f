"""Equality questions."""

from django.apps import AppConfig


class EqualityConfig(AppConfig):
    """The questions, the envelopes in which answers wait, and the figures."""

    name = "equality"

    def ready(self) -> None:
        """Make the journey known."""
        import equality.journey  # noqa: F401 - registers itself
