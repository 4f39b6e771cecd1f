"""The adviser's view."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Work to do, records opened with a reason, identity checks, decisions and reported pay."""

    name = "staff"
