"""Claims and what is known about them."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Claims, members, circumstances, declarations and decisions."""

    name = "claims"

    def ready(self) -> None:
        """Make the claim's journey known."""
        import claims.journey  # noqa: F401 - registers itself; cannot be imported before the apps are ready
