"""What only a demonstration has: people to sign in as, a clock that moves, an outbox to read."""

from django.apps import AppConfig

from journeys.registry import draw


class DemoConfig(AppConfig):
    """Personas, the clock and the outbox. Every page refuses outside a demonstration."""

    name = "demo"

    def ready(self) -> None:
        """Have the personas drawn into the documentation, and a One Login answer."""
        from demo.one_login.wire import connect_demonstration
        from demo.personas_page import personas_page

        draw("personas.md", personas_page)
        connect_demonstration()
