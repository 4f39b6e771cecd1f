"""Appointments."""

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    """Offices, diaries, and who meets whom and when."""

    name = "appointments"

    def ready(self) -> None:
        """Add the kinds of to-do, journal entry and message."""
        from appointments import doing
        from appointments.kinds import WITH_REASONS, add_kinds
        from appointments.selectors import reasons_beside
        from journal.timeline import show_beside

        add_kinds()
        doing.add_own()
        show_beside(WITH_REASONS, reasons_beside)
