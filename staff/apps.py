"""The adviser's view."""

from django.apps import AppConfig

from journeys.registry import draw


class StaffConfig(AppConfig):
    """Work to do, records opened with a reason, identity checks, decisions and reported pay."""

    name = "staff"

    def ready(self) -> None:
        """Have the table of permissions drawn, and tell the journal what staff ask for."""
        from staff.kinds import add_kinds
        from staff.roles_page import PATH, roles_page

        add_kinds()
        draw(PATH, roles_page)
