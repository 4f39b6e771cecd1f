"""Accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, people, identity."""

    name = "accounts"

    def ready(self) -> None:
        """Add the messages about an account and about who somebody is."""
        from accounts.sign_up import CODE_TEMPLATE, KNOWN_TEMPLATE
        from notifications.templates import add_template

        add_template(CODE_TEMPLATE, "code")
        add_template(KNOWN_TEMPLATE)
        add_template("identity_verified")
