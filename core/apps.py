"""The package that every other one may use."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Actors, the clock, secret fields, states and access declarations."""

    name = "core"

    def ready(self) -> None:
        """Have what is asked of a deployment known to `manage.py check`."""
        from core import checks  # noqa: F401 - registers itself
