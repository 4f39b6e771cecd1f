"""The questions of signing up and signing in, of second steps, and of an account's own pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Language, Person
from govuk.fields import EmailField, PasswordField, PhoneField, RadiosField, SecurityCodeField, TextField
from govuk.forms import GovukForm
from notifications.models import LetterFormat, Medium


class SignUpEmailForm(GovukForm):
    """Where to send the code."""

    title = _("Create an account")
    body = _("We will email you a code, to check that the address is yours.")
    email = EmailField(label=_("Email address"), missing=_("Enter your email address"))


class EmployerEmailForm(SignUpEmailForm):
    """The same, for somebody who acts for an employer."""

    title = _("Create an account for an employer")
    body = _(
        "Use your email address at work. If you claim too, use another than for your claim: we keep the two apart."
    )


class EmailedCodeForm(GovukForm):
    """The code that was sent by email."""

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


class EmployerPasswordForm(NewPasswordForm):
    """The password of an employer's new account."""

    why = _("With your account you act for your organisation. The password keeps others from doing so.")


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


class NewEmailForm(GovukForm):
    """The address to change to."""

    title = _("Change your email address")
    body = _("We will email a code to the new address, to check that it is yours. You sign in with it from then on.")
    email = EmailField(label=_("New email address"), missing=_("Enter your new email address"))


class NewPhoneForm(GovukForm):
    """The number to be reached on."""

    title = _("Change your phone number")
    body = _("We will text a code to the number, to check that it is yours.")
    phone = PhoneField(label=_("Phone number"), missing=_("Enter your phone number"))


WAYS = [
    (Medium.EMAIL, Medium.EMAIL.label, _("To the address you sign in with, within minutes")),
    (Medium.TEXT, Medium.TEXT.label, _("To your mobile number, within minutes")),
    (Medium.LETTER, Medium.LETTER.label, _("To where you live, as you told us on your claim. It takes some days")),
    (Medium.PHONE, Medium.PHONE.label, _("Somebody calls you, and asks you nothing secret")),
]
FORMATS = [
    (LetterFormat.STANDARD, LetterFormat.STANDARD.label, _("Letters the size of most print")),
    (LetterFormat.LARGE_PRINT, LetterFormat.LARGE_PRINT.label, _("Larger letters and more space, on more pages")),
    (
        LetterFormat.AUDIO,
        LetterFormat.AUDIO.label,
        _("A recording of the words. It takes longer, because we make it for you"),
    ),
    (LetterFormat.BRAILLE, LetterFormat.BRAILLE.label, _("It takes longer, because we make it for you")),
]


class ContactForm(GovukForm):
    """How they want to hear from us."""

    title = _("How we contact you")
    button = _("Save")
    contact_by = RadiosField(
        label=_("How should we tell you when there is something new on your account?"),
        hint=_(
            "Messages never hold your details: they ask you to sign in. Codes, and warnings about your account, also "
            "go by email or text."
        ),
        personal=True,
        missing=_("Select how we should tell you"),
        choices=WAYS,
    )
    language = RadiosField(
        label=_("Which language should we write in?"),
        personal=True,
        missing=_("Select the language we should write to you in"),
        choices=Language.choices,
    )
    letter_format = RadiosField(
        label=_("Which format do you need for letters?"),
        personal=True,
        missing=_("Select the format you need"),
        choices=FORMATS,
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """Nobody is texted or called who has given no number."""
        given = super().clean()
        if self.person and not self.person.phone and given.get("contact_by") in (Medium.TEXT, Medium.PHONE):
            self.add_error("contact_by", _("Add a phone number to your account first, or select another way"))
        return given


class ChangePasswordForm(GovukForm):
    """The password that was, and the one that is to be."""

    title = _("Change your password")
    body = _("You stay signed in here. Everywhere else you are signed out; answers that you saved are kept.")
    button = _("Change password")
    password = PasswordField(label=_("Your password now"), missing=_("Enter the password that you have now"))
    new_password = PasswordField(
        label=_("New password"),
        hint=_("It must be 8 characters or more, and three words that do not belong together are easy to remember."),
        missing=_("Enter a new password"),
        name=_("Your new password"),
        new=True,
    )


class NotMeForm(ChangePasswordForm):
    """The same, for somebody who fears that another has their password."""

    title = _("Something on my account was not me")
    body = _(
        "Choose a new password. We sign out everybody else who uses your account, and our staff will look into it."
    )
    button = _("Change password and tell us")


class StaffSignInForm(SignInForm):
    """The same, for those who work here."""

    title = _("Sign in to work")


class EmployerSignInForm(SignInForm):
    """The same, for those who act for an employer."""

    title = _("Sign in as an employer")


class SecondStepForm(GovukForm):
    """A code of any kind that they have. Its name is no other question's: what was typed elsewhere is sent with it."""

    title = _("Confirm that it is you")
    second_step_code = TextField(
        label=_("Code"),
        name=_("The code"),
        missing=_("Enter a code"),
        personal=False,
        secret=True,
        max_length=30,
        width=10,
        autocomplete="one-time-code",
        spellcheck=False,
    )


class PasskeyForm(GovukForm):
    """No code at all: their passkey answers, or nothing does."""

    title = _("Confirm that it is you")


class PasswordAgainForm(GovukForm):
    """The password, of somebody who has no second step."""

    title = _("Confirm that it is you")
    second_step_password = PasswordField(label=_("Password"), missing=_("Enter your password"))


class AppCodeForm(GovukForm):
    """A code from the app that is being set up."""

    code = SecurityCodeField(
        label=_("The 6-digit code that the app shows"),
        name=_("The code"),
        missing=_("Enter the 6-digit code that the app shows"),
    )


class TextNumberForm(GovukForm):
    """Where codes are to go by text."""

    title = _("Get codes by text message")
    number = PhoneField(
        label=_("Mobile phone number"),
        hint=_("We will text a code to it, to check that it reaches you."),
        missing=_("Enter your mobile phone number"),
    )


class TextCodeForm(GovukForm):
    """The code that was texted."""

    title = _("Check your phone")
    code = SecurityCodeField(
        label=_("6-digit code"),
        name=_("The code"),
        missing=_("Enter the 6-digit code from the text message"),
    )


class ForgottenPasswordForm(GovukForm):
    """Whose password was forgotten."""

    title = _("Choose a new password")
    body = _("We will email you a code, to check that the account is yours.")
    email = EmailField(label=_("Email address"), missing=_("Enter your email address"), autocomplete="username")


class ResetPasswordForm(NewPasswordForm):
    """The password in place of the one that was forgotten."""

    why = _("Everybody who uses your account with the old password is signed out. Answers that you saved are kept.")


class BackInForm(GovukForm):
    """The code from an adviser's help, and whose account it opens."""

    title = _("Get back into your account")
    body = _("Enter the code that our adviser gave or sent you.")
    email = EmailField(
        label=_("Email address"),
        hint=_("The one that you want to sign in with from now on."),
        missing=_("Enter your email address"),
        autocomplete="username",
    )
    code = SecurityCodeField(label=_("6-digit code"), name=_("The code"), missing=_("Enter the 6-digit code"))
