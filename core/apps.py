"""The package that every other one may use."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Actors, the clock, secret fields, states and access declarations."""

    name = "core"
