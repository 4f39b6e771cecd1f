"""The claimant's front door."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The start page, the claimant's home, who looked at their record, and feedback."""

    name = "home"
