"""Who they are and how to reach them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.questions import names
from govuk.fields import NinoField, PhoneField, RadiosField, TextField, YesNoField
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Page, Task
from journeys.forms import QuestionForm


class NameForm(QuestionForm):
    """Their name."""

    title = _("What is your name?")
    given_names = names.given_names(
        hint=_("Your first name and any middle names"), missing=_("Enter your given names"), own=True
    )
    family_name = names.family_name(missing=_("Enter your family name"), own=True)


class HasOtherNamesForm(QuestionForm):
    """Whether records elsewhere may hold another name."""

    why = _("Your tax, pension and benefit records may be under another name.")
    has_other_names = YesNoField(
        label=_("Have you ever been known by another name?"),
        hint=_("For example, your name before you married."),
        personal=True,
        missing=_("Select yes if you have been known by another name"),
    )


class OtherNamesForm(QuestionForm):
    """Those names."""

    other_names = TextField(
        label=_("What other names have you been known by?"),
        hint=_("If there are several, put a comma between them."),
        personal=True,
        missing=_("Enter the other names you have been known by"),
        name=_("Other names"),
        spellcheck=False,
    )


class KnowsNinoForm(QuestionForm):
    """A claim can be made without the number; an award needs it (SSAA 1992 s.1)."""

    why = _("We cannot pay you without this number, but you can claim without it and we will help you to get one.")
    knows_nino = YesNoField(
        label=_("Do you know your National Insurance number?"),
        hint=_("It is on your payslips, P60, or letters about tax, pensions and benefits."),
        personal=True,
        missing=_("Select yes if you know your National Insurance number"),
        no=_("No, or I do not have one"),
    )


class NinoForm(QuestionForm):
    """The number."""

    why = _("We use it to find your tax and benefit records, so that we do not have to ask you for them.")
    nino = NinoField(
        label=_("What is your National Insurance number?"),
        hint=_("It has 2 letters, 6 numbers and 1 letter, like QQ 12 34 56 C."),
        personal=True,
        secret=True,
        missing=_("Enter your National Insurance number"),
        name=_("National Insurance number"),
    )


class PhoneForm(QuestionForm):
    """A number to call about the claim."""

    phone = PhoneField(
        label=_("What is your phone number?"),
        hint=_("We call only if we cannot reach you another way."),
        personal=True,
        optional=True,
        name=_("Phone number"),
    )


class ContactByForm(QuestionForm):
    """How they want to hear from us."""

    contact_by = RadiosField(
        label=_("How should we tell you when there is something new on your account?"),
        hint=_("Messages never hold your details: they ask you to sign in."),
        personal=True,
        missing=_("Select how we should tell you"),
        choices=(
            ("email", _("Email")),
            ("text", _("Text message")),
            ("letter", _("Letter")),
            ("phone", _("Phone call")),
        ),
    )


class WritingForm(QuestionForm):
    """The language and format of everything we send."""

    title = _("How should we write to you?")
    language = RadiosField(
        label=_("Which language?"),
        personal=True,
        missing=_("Select the language we should write to you in"),
        choices=(("en", _("English")), ("cy", _("Welsh (Cymraeg)"))),
    )
    format = RadiosField(
        label=_("Which format for letters?"),
        personal=True,
        missing=_("Select the format you need"),
        choices=(
            ("standard", _("Standard print")),
            ("large-print", _("Large print")),
            ("audio", _("Audio")),
            ("braille", _("Braille")),
        ),
    )


def has_other_names(known: KnownAnswers) -> bool:
    """They have had another name."""
    return known.get("has_other_names") is True


def knows_nino(known: KnownAnswers) -> bool:
    """They know their National Insurance number."""
    return known.get("knows_nino") is True


TASK = Task(
    "about-you",
    _("Give your details"),
    have_ready=_("Have ready: your National Insurance number, if you know it."),
    needs=("eligibility",),
    part=OWN,
    pages=(
        Page("name", NameForm),
        Page("has-other-names", HasOtherNamesForm),
        Page("other-names", OtherNamesForm, asked_if=has_other_names),
        Page("knows-nino", KnowsNinoForm),
        Page("nino", NinoForm, asked_if=knows_nino),
        Page("phone", PhoneForm),
        Page("contact-by", ContactByForm),
        Page("writing", WritingForm),
    ),
)
