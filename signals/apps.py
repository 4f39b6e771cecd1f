"""Signals of fraud and error."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """What was noticed, who looked at it, and what came of it."""

    name = "signals"

    def ready(self) -> None:
        """Have the thresholds in the settings checked."""
        import signals.checks  # noqa: F401 - registers itself
