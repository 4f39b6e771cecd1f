"""The staff package."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """See the package's docstring."""

    name = "staff"
