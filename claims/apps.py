"""Claims and what is known about them."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Claims, members, circumstances, declarations and decisions."""

    name = "claims"
