"""What only a demonstration has: people to sign in as, a clock that moves, an outbox to read."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Personas, the clock and the outbox. Every page refuses outside a demonstration."""

    name = "demo"
