"""Where they live and what it costs (UC Regs 25, 26, Sch 1 and Sch 4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.questions import tenancy
from govuk.fields import (
    DateField,
    PostcodeField,
    RadiosField,
    TextField,
)
from journeys.answers import KnownAnswers
from journeys.definition import Page, Task
from journeys.forms import QuestionForm


class AddressForm(QuestionForm):
    """Their address."""

    title = _("What is your address?")
    address_line_1 = TextField(
        label=_("Address line 1"),
        personal=True,
        missing=_("Enter address line 1, such as your house number and street"),
        name=_("Address line 1"),
        autocomplete="address-line1",
        spellcheck=False,
        max_length=100,
    )
    address_line_2 = TextField(
        label=_("Address line 2"),
        personal=True,
        optional=True,
        name=_("Address line 2"),
        autocomplete="address-line2",
        spellcheck=False,
        max_length=100,
    )
    town = TextField(
        label=_("Town or city"),
        personal=True,
        missing=_("Enter your town or city"),
        name=_("Town or city"),
        autocomplete="address-level2",
        spellcheck=False,
        width=20,
        max_length=100,
    )
    postcode = PostcodeField(label=_("Postcode"), personal=True, missing=_("Enter your postcode"), name=_("Postcode"))


class MovedInForm(QuestionForm):
    """Since when."""

    moved_in = DateField(
        label=_("When did you move in?"),
        hint=_("For example, 27 3 2019, or your best guess if you are not sure of the day"),
        personal=True,
        missing=_("Enter the date you moved in"),
        name=_("The date you moved in"),
        past=True,
        or_today=True,
    )


class TenureForm(QuestionForm):
    """On what terms: it decides whether housing costs can be paid."""

    why = _("It decides whether Universal Credit can help with your housing costs, and by which rules.")
    tenure = RadiosField(
        label=_("Which of these describes where you live?"),
        personal=True,
        missing=_("Select what describes where you live"),
        choices=(
            ("social", _("I rent from a council or housing association")),
            ("private", _("I rent from a private landlord or letting agent")),
            ("mortgage", _("I own it with a mortgage")),
            ("own", _("I own it without a mortgage")),
            ("family", _("I live with family or friends and pay no rent")),
            ("supported", _("A hostel, refuge or supported housing")),
            ("temporary", _("Temporary housing from the council")),
            ("none", _("I have nowhere to live")),
        ),
    )


def rents(known: KnownAnswers) -> bool:
    """They rent their home."""
    return known.get("tenure") in {"social", "private"}


def has_an_address(known: KnownAnswers) -> bool:
    """They have somewhere to live."""
    return known.get("tenure") not in {None, "none"}


def has_joint_tenants(known: KnownAnswers) -> bool:
    """Somebody else is named on the tenancy."""
    return known.get("joint_tenancy") is True


def pays_by_the_week(known: KnownAnswers) -> bool:
    """Their rent is charged by the week, two weeks or four weeks."""
    return known.get("rent_frequency") in {"weekly", "fortnightly", "four_weekly"}


def pays_service_charges(known: KnownAnswers) -> bool:
    """They pay service charges."""
    return known.get("has_service_charges") is True


def owes_rent(known: KnownAnswers) -> bool:
    """They are behind with their rent."""
    return known.get("owes_rent") is True


TASK = Task(
    "home",
    _("Tell us where you live and what it costs"),
    needs=("eligibility",),
    pages=(
        Page("tenure", TenureForm),
        Page("address", AddressForm, asked_if=has_an_address),
        Page("moved-in", MovedInForm, asked_if=has_an_address),
        Page("landlord", tenancy.LandlordForm, asked_if=rents),
        Page("tenancy-started", tenancy.TenancyStartedForm, asked_if=rents),
        Page("joint-tenancy", tenancy.JointTenancyForm, asked_if=rents),
        Page("tenants", tenancy.TenantsForm, asked_if=has_joint_tenants),
        Page("rent", tenancy.RentForm, asked_if=rents),
        Page("rent-free-weeks", tenancy.RentFreeWeeksForm, asked_if=pays_by_the_week),
        Page("service-charges", tenancy.HasServiceChargesForm, asked_if=rents),
        Page("service-charge-amount", tenancy.ServiceChargesForm, asked_if=pays_service_charges),
        Page("owes-rent", tenancy.OwesRentForm, asked_if=rents),
        Page("rent-owed", tenancy.RentOwedForm, asked_if=owes_rent),
        Page("bedrooms", tenancy.BedroomsForm, asked_if=rents),
        Page("extra-bedroom", tenancy.ExtraBedroomForm, asked_if=rents),
    ),
)
