"""Employers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployersConfig(AppConfig):
    """Organisations, who acts for them, and how they were checked."""

    name = "employers"

    def ready(self) -> None:
        """Add the messages to those who act for an employer. All go to the address that they sign in with."""
        from accounts.languages import add_languages
        from employers import messages
        from employers.selectors import language_of
        from notifications.models import Medium
        from notifications.templates import add_template

        add_languages(language_of)
        by_email = (Medium.EMAIL,)
        add_template(messages.APPLIED, when=_("An employer has sent its registration"), media=by_email)
        add_template(messages.APPROVED, when=_("Staff have approved an employer"), media=by_email)
        add_template(messages.REFUSED, when=_("Staff have refused an employer’s registration"), media=by_email)
        add_template(messages.SUSPENDED, when=_("Staff have suspended an employer’s account"), media=by_email)
        add_template(
            messages.RESTORED, when=_("Staff have opened an employer’s suspended account again"), media=by_email
        )
        add_template(messages.INVITED, when=_("Somebody is invited to act for an employer"), media=by_email)
        add_template(
            messages.INVITED_FOR_YOU, when=_("Staff have invited somebody to act for an employer"), media=by_email
        )
        add_template(messages.REMOVED, when=_("Somebody does not act for an employer any more"), media=by_email)
