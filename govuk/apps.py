"""Registers the check that every question carries its own words."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    """Form fields and templates in the style of the GOV.UK Design System."""

    name = "govuk"

    def ready(self) -> None:
        from govuk import checks  # noqa: F401
