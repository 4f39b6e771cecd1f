"""The questions about a helper: whom a claimant names, and what the helper is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.forms import NewPasswordForm
from accounts.helping import LONGEST
from accounts.models import HelperKind, HelpScope
from core import clock
from govuk.fields import CheckboxesField, DateField, EmailField, NameField, RadiosField, TextField
from govuk.forms import GovukForm


class NameHelperForm(GovukForm):
    """Whom a claimant names, with what they may help, and until when."""

    title = _("Name somebody to help you")
    body = _("They get an email with a code, and sign in to an account of their own. You can end that at any time.")
    button = _("Send the invitation")
    kind = RadiosField(
        label=_("Who are they?"),
        personal=True,
        missing=_("Select who they are"),
        choices=HelperKind.of_claimants(),
    )
    name = TextField(
        label=_("What is the name of the person or organisation?"),
        name=_("The name"),
        personal=True,
        spellcheck=False,
        missing=_("Enter the name of the person or organisation"),
    )
    email = EmailField(
        label=_("What is their email address?"),
        hint=_("The email does not say who you are. You tell them yourself that it comes from you."),
        autocomplete="off",
        missing=_("Enter their email address"),
    )
    scopes = CheckboxesField(
        label=_("What can they help with?"),
        hint=_(
            "They never see your bank details or National Insurance number, never send a claim for you, and cannot "
            "change your account."
        ),
        personal=True,
        missing=_("Select what they can help with"),
        choices=HelpScope.choices,
    )
    until = DateField(
        label=_("Until which day can they help?"),
        hint=_("It ends by itself after that day. It can be at most a year from now."),
        name=_("The last day"),
        personal=True,
        future=True,
        or_today=True,
        latest=lambda: clock.today() + LONGEST,
        missing=_("Enter the last day on which they can help"),
    )


class InvitationForm(GovukForm):
    """The code that a helper was sent, and where it was sent to."""

    title = _("Help somebody who asked you to")
    body = _("Somebody who uses this service named you as their helper. We sent you an email with a code.")
    email = EmailField(label=_("The email address that the code was sent to"), missing=_("Enter the email address"))
    code = TextField(
        label=_("The code from the email"),
        hint=_("It is 8 letters and numbers, like ABCD-2345."),
        name=_("The code"),
        personal=False,
        secret=True,
        max_length=40,
        width=10,
        spellcheck=False,
        autocomplete="one-time-code",
        missing=_("Enter the code from the email"),
    )


class HelperAccountForm(NewPasswordForm):
    """The account of a helper: their name, and a password."""

    title = _("Create an account to help")
    body = _("The person you help sees your name beside everything that you do for them.")
    why = _("With this account you see things about somebody else. The password keeps them private.")
    name = NameField(
        label=_("Your name"),
        hint=_("If you help for an organisation, still give your own name."),
        name=_("Your name"),
        personal=True,
        autocomplete="name",
        missing=_("Enter your name"),
    )
    field_order = ("name", "password")
