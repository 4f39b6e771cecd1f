"""The questions of signing up and signing in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import EmailField, PasswordField, SecurityCodeField
from govuk.forms import GovukForm


class SignUpEmailForm(GovukForm):
    """Where to send the code."""

    title = _("Create an account")
    body = _("We will email you a code, to check that the address is yours.")
    email = EmailField(label=_("Email address"), missing=_("Enter your email address"))


class SignUpCodeForm(GovukForm):
    """The code that was sent."""

    title = _("Check your email")
    code = SecurityCodeField(
        label=_("6-digit code"),
        name=_("The code"),
        missing=_("Enter the 6-digit code from the email"),
    )


class NewPasswordForm(GovukForm):
    """The password of a new account."""

    why = _("Your account holds your claim and your payments. The password keeps them private.")
    password = PasswordField(
        label=_("Create a password"),
        hint=_("It must be 8 characters or more, and three words that do not belong together are easy to remember."),
        missing=_("Enter a password"),
        name=_("Your password"),
        new=True,
    )


class SignInForm(GovukForm):
    """An account's email address and password."""

    title = _("Sign in")
    button = _("Sign in")
    email = EmailField(
        label=_("Email address"),
        missing=_("Enter your email address"),
        autocomplete="username",
    )
    password = PasswordField(label=_("Password"), missing=_("Enter your password"))
