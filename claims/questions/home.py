"""Where they live and what it costs (UC Regs 25, 26, Sch 1 and Sch 4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims import counting
from claims.places import doubt_about_home
from claims.questions import tenancy
from govuk.addresses import AddressFields
from govuk.fields import DateField, RadiosField
from govuk.forms import Doubt
from journeys.answers import KnownAnswers
from journeys.definition import Page, Task
from journeys.forms import QuestionForm


class AddressForm(QuestionForm, AddressFields):
    """Their address."""

    why = _("Where you live decides how much rent we can pay, and the limit on benefits is higher in London.")
    body = _(
        "If you live in a hostel or a refuge, you can give the address it uses for post. If you stay in somebody "
        "else’s home, you can start with ‘care of’ and their name."
    )

    def doubts(self) -> list[Doubt]:
        """A postcode where nobody can live, or from where the claim is made elsewhere."""
        said = doubt_about_home(self.cleaned_data["postcode"])
        return [Doubt("postcode", said)] if said else []


class MovedInForm(QuestionForm):
    """Since when."""

    why = _("We can pay housing costs only for a home that you live in.")
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
    return counting.rents({"tenure": known.get("tenure")})


def has_an_address(known: KnownAnswers) -> bool:
    """They have somewhere to live."""
    return known.get("tenure") not in {None, "none"}


def owns_their_home(known: KnownAnswers) -> bool:
    """They own their home."""
    return known.get("tenure") in {"mortgage", "own"}


def may_pay_service_charges(known: KnownAnswers) -> bool:
    """They rent or own their home."""
    return rents(known) or owns_their_home(known)


def may_have_a_spare_room(known: KnownAnswers) -> bool:
    """They rent from a council or housing association and have more than one bedroom."""
    return known.get("tenure") == "social" and (known.get("bedrooms") or 0) > 1


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
    have_ready=_("Have ready: your tenancy agreement, or a letter that shows your rent and service charges."),
    needs=("eligibility",),
    pages=(
        Page("tenure", TenureForm),
        Page("address", AddressForm, asked_if=has_an_address),
        Page("moved-in", MovedInForm, asked_if=has_an_address),
        Page("landlord", tenancy.LandlordForm, asked_if=rents),
        Page("tenancy-started", tenancy.TenancyStartedForm, asked_if=rents),
        Page("joint-tenancy", tenancy.JointTenancyForm, asked_if=rents),
        Page("tenants", tenancy.TenantsForm, asked_if=has_joint_tenants),
        Page("pays-all-rent", tenancy.PaysAllRentForm, asked_if=has_joint_tenants),
        Page("rent", tenancy.RentForm, asked_if=rents),
        Page("rent-free-weeks", tenancy.RentFreeWeeksForm, asked_if=pays_by_the_week),
        Page("service-charges", tenancy.HasServiceChargesForm, asked_if=may_pay_service_charges),
        Page("service-charge-amount", tenancy.ServiceChargesForm, asked_if=pays_service_charges),
        Page("owes-rent", tenancy.OwesRentForm, asked_if=rents),
        Page("rent-owed", tenancy.RentOwedForm, asked_if=owes_rent),
        Page("bedrooms", tenancy.BedroomsForm, asked_if=rents),
        Page("extra-bedroom", tenancy.ExtraBedroomForm, asked_if=rents),
        Page("spare-room-exceptions", tenancy.SpareRoomExceptionsForm, asked_if=may_have_a_spare_room),
    ),
)
