"""Accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, people, identity."""

    name = "accounts"

    def ready(self) -> None:
        """Add the messages about an account and about who somebody is."""
        from accounts.sign_up import CODE_TEMPLATE, KNOWN_TEMPLATE
        from notifications.models import Medium
        from notifications.templates import add_template

        # Nothing but the address is known of who signs up, and the code says that they read what is sent there.
        add_template(CODE_TEMPLATE, "code", when=_("Somebody signs up with an email address"), media=(Medium.EMAIL,))
        add_template(
            KNOWN_TEMPLATE,
            when=_("Somebody signs up with an email address that has an account already"),
            media=(Medium.EMAIL,),
        )
        add_template("identity_verified", when=_("Staff have checked who the person is"))
