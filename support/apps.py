"""Help beside each page, how to reach us, and what is going on with the service."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Help panels, questions people ask, contact channels, announcements and busy times."""

    name = "support"

    def ready(self) -> None:
        from support import checks  # noqa: F401 - registers itself
