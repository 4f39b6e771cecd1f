"""Appointments."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    """Offices, diaries, and who meets whom and when."""

    name = "appointments"

    def ready(self) -> None:
        """Add the kinds of to-do, journal entry and message."""
        from appointments import doing
        from appointments.kinds import add_kinds

        add_kinds()
        doing.add_own()
