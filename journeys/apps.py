"""The question engine and saved answers."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Journeys, drafts and answers."""

    name = "journeys"

    def ready(self) -> None:
        from journeys import checks  # noqa: F401 - registers itself
