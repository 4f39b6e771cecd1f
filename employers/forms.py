"""What is asked of an employer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from employers import numbers
from employers.models import EmployerKind
from govuk.addresses import AddressFields
from govuk.fields import EmailField, NameField, PhoneField, RadiosField, TextField
from govuk.forms import GovukForm


class KindForm(GovukForm):
    """What the organisation is."""

    why = _("It says in which public register we can look you up.")
    kind = RadiosField(
        label=_("What is your organisation?"),
        personal=False,
        missing=_("Select what your organisation is"),
        choices=EmployerKind.choices,
    )


class OrganisationForm(GovukForm):
    """Its name, and the numbers by which others know it: those that its kind has."""

    title = _("Your organisation")
    why = _("We compare them with public registers, so that nobody offers work in your name.")
    name = TextField(
        label=_("Name of the organisation"),
        personal=True,
        missing=_("Enter the name of the organisation"),
        name=_("The name"),
        hint=_("As it is registered. If you work for yourself, the name that you trade under."),
        autocomplete="organization",
        spellcheck=False,
    )
    company_number = TextField(
        label=_("Company number"),
        personal=False,
        missing=_("Enter the company number"),
        name=_("The company number"),
        hint=_("8 characters, like 01234567 or SC123456. It is on your letters and at Companies House."),
        max_length=20,
        width=10,
        spellcheck=False,
    )
    charity_number = TextField(
        label=_("Charity number"),
        personal=False,
        optional=True,
        name=_("The charity number"),
        hint=_("Like 1234567, or SC012345 in Scotland. Leave it empty if the charity has none."),
        max_length=20,
        width=10,
        spellcheck=False,
    )
    paye_reference = TextField(
        label=_("PAYE reference"),
        personal=True,
        secret=True,
        optional=True,
        name=_("The PAYE reference"),
        hint=_("Like 123/AB456, from HM Revenue and Customs. Leave it empty if you have not got it at hand."),
        max_length=30,
        width=20,
        spellcheck=False,
    )

    def __init__(self, *args: Any, kind: str = EmployerKind.COMPANY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, whose in (("company_number", EmployerKind.COMPANY), ("charity_number", EmployerKind.CHARITY)):
            if kind != whose:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Each number as it is written, or what it should look like."""
        given = super().clean()
        if _is_none(given, "company_number", numbers.company_number):
            self.add_error(
                "company_number", _("Enter the company number as Companies House writes it, like 01234567 or SC123456")
            )
        if _is_none(given, "charity_number", numbers.charity_number):
            self.add_error(
                "charity_number", _("Enter the charity number as the register writes it, like 1234567 or SC012345")
            )
        if _is_none(given, "paye_reference", numbers.paye_reference):
            self.add_error(
                "paye_reference",
                _("Enter the PAYE reference with its 3 numbers and the part after the slash, like 123/AB456"),
            )
        return given


def _is_none(given: dict[str, Any], name: str, written: Callable[[str], str | None]) -> bool:
    """Whether what was typed cannot be one. If it can, it is from here on as it is written."""
    if given.get(name):
        given[name] = written(given[name])
        return given[name] is None
    return False


class EmployerAddressForm(AddressFields):
    """Where it is."""

    title = _("Where is your organisation?")
    body = _("The address at which it is registered, or from where you work.")


class ContactForm(GovukForm):
    """Whom we ask when something is unclear."""

    title = _("Whom can we ask?")
    body = _("Somebody who may act for the organisation. We may call them when we check it.")
    contact_name = NameField(
        label=_("Full name"), personal=True, missing=_("Enter their full name"), name=_("The name"), autocomplete="name"
    )
    contact_phone = PhoneField(
        label=_("Phone number at work"), missing=_("Enter their phone number at work"), name=_("The phone number")
    )
    website = TextField(
        label=_("Website of the organisation"),
        personal=False,
        optional=True,
        name=_("The website"),
        autocomplete="url",
        spellcheck=False,
    )

    def clean(self) -> dict[str, Any]:
        """The website without how it is asked for."""
        given = super().clean()
        if _is_none(given, "website", numbers.website):
            self.add_error("website", _("Enter the website, like example.co.uk"))
        return given


class ChangeContactForm(ContactForm):
    """The same, once the organisation was sent."""

    button = _("Save")


class InviteForm(GovukForm):
    """Who else is to act for the organisation."""

    title = _("Invite a colleague")
    body = _("They can do here whatever you can. We email them how to make an account of their own.")
    button = _("Send the invitation")
    email = EmailField(
        label=_("Their email address at work"), missing=_("Enter their email address"), autocomplete="off"
    )
