"""What a rented home costs (UC Regs 25, 26, Sch 1 and Sch 4): the forms that the home task asks of who rents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import (
    CheckboxesField,
    DateField,
    MoneyField,
    RadiosField,
    TextField,
    WholeNumberField,
    YesNoField,
)
from journeys.forms import QuestionForm

FREQUENCIES = (
    ("weekly", _("Every week")),
    ("fortnightly", _("Every 2 weeks")),
    ("four_weekly", _("Every 4 weeks")),
    ("monthly", _("Every calendar month")),
    ("quarterly", _("Every 3 months")),
    ("yearly", _("Every year")),
)


class LandlordForm(QuestionForm):
    """Who the rent is paid to."""

    why = _("We may ask your landlord to confirm your rent.")
    landlord = TextField(
        label=_("What is the name of your landlord?"),
        hint=_("For example, the name of the council, housing association, agent or person."),
        personal=True,
        missing=_("Enter the name of your landlord"),
        name=_("The name of your landlord"),
        spellcheck=False,
        max_length=200,
    )


class TenancyStartedForm(QuestionForm):
    """When they became liable for rent."""

    tenancy_started = DateField(
        label=_("When did your tenancy start?"),
        hint=_("The date is on your tenancy agreement, for example 27 3 2019"),
        personal=True,
        missing=_("Enter the date your tenancy started"),
        name=_("The date your tenancy started"),
        past=True,
        or_today=True,
    )


class JointTenancyForm(QuestionForm):
    """Whether somebody else is liable for part of the rent."""

    joint_tenancy = YesNoField(
        label=_("Is anyone else named on the tenancy agreement with you?"),
        hint=_("Your share of the rent is what counts."),
        personal=True,
        missing=_("Select yes if anyone else is named on the tenancy agreement"),
    )


class TenantsForm(QuestionForm):
    """Over how many the rent is divided (Sch 4 paras 24 and 35)."""

    tenants = WholeNumberField(
        label=_("How many people are named on the tenancy agreement, counting you?"),
        personal=True,
        missing=_("Enter how many people are named on the tenancy agreement"),
        name=_("The number of people on the tenancy agreement"),
        minimum=2,
        maximum=20,
    )


class PaysAllRentForm(QuestionForm):
    """Rent is not divided equally where that would be unreasonable (Sch 4 paras 24(5) and 35(5))."""

    why = _("We usually pay your equal share of the rent. If you have to pay all of it, we may count all of it.")
    pays_all_rent = YesNoField(
        label=_("Has everyone else on the tenancy agreement left, so that you have to pay all the rent?"),
        personal=True,
        missing=_("Select yes if everyone else has left and you have to pay all the rent"),
    )


class RentForm(QuestionForm):
    """The rent as charged."""

    why = _("It decides how much we add for housing. For a private home there is a most we can pay in each area.")
    title = _("How much is your rent?")
    body = _("Enter the rent for the whole home as your landlord charges it, without service charges.")
    rent = MoneyField(
        label=_("Rent"),
        hint=_("In pounds and pence, like 112.50"),
        personal=True,
        missing=_("Enter your rent"),
        name=_("Rent"),
        maximum_pence=1_000_000,
    )
    rent_frequency = RadiosField(
        label=_("How often is it charged?"),
        personal=True,
        missing=_("Select how often your rent is charged"),
        choices=FREQUENCIES,
    )


class RentFreeWeeksForm(QuestionForm):
    """Weeks for which no rent is charged (Sch 4 para 7(3))."""

    why = _("We spread your rent over 12 equal months, so we leave out the weeks without rent.")
    rent_free_weeks = WholeNumberField(
        label=_("How many weeks a year do you pay no rent?"),
        hint=_("Enter 0 if you pay rent for every week of the year."),
        personal=True,
        missing=_("Enter how many weeks a year you pay no rent, or 0"),
        name=_("Weeks without rent"),
        maximum=26,
    )


class HasServiceChargesForm(QuestionForm):
    """Whether there are service charges: for who rents, and for who owns (Sch 1 paras 2(c) and 7, Sch 5)."""

    why = _(
        "We can pay some service charges. To somebody who owns their home we can pay them from the fourth month, "
        "in months when they have no pay."
    )
    has_service_charges = YesNoField(
        label=_("Do you have to pay service charges for your home?"),
        hint=_("For example, for cleaning shared stairs, lifts or gardens."),
        personal=True,
        missing=_("Select yes if you pay service charges"),
    )


class ServiceChargesForm(QuestionForm):
    """Those charges (Sch 1 para 8)."""

    title = _("How much are your service charges?")
    body = _("Do not count charges for your own heating, water, meals or care: Universal Credit cannot pay those.")
    service_charges = MoneyField(
        label=_("Service charges"),
        hint=_("In pounds and pence, like 8.20"),
        personal=True,
        missing=_("Enter your service charges"),
        name=_("Service charges"),
        maximum_pence=1_000_000,
    )
    service_charge_frequency = RadiosField(
        label=_("How often are they charged?"),
        personal=True,
        missing=_("Select how often your service charges are charged"),
        choices=FREQUENCIES,
    )
    service_charge_for = CheckboxesField(
        label=_("What are they for?"),
        personal=True,
        missing=_("Select what your service charges are for"),
        choices=(
            ("cleaning", _("Cleaning and lighting shared areas")),
            ("repairs", _("Repairs to the building and lifts")),
            ("gardens", _("Gardens, play areas and rubbish")),
            ("furniture", _("Use of furniture or appliances")),
            ("windows", _("Cleaning the outside of upstairs windows")),
        ),
    )


class OwesRentForm(QuestionForm):
    """Rent owed: it may be paid off bit by bit, or the landlord paid directly, so that the home is safe."""

    why = _("If you are behind, we can pay your landlord directly so that you are less likely to lose your home.")
    owes_rent = YesNoField(
        label=_("Are you behind with your rent?"),
        personal=True,
        missing=_("Select yes if you are behind with your rent"),
    )


class RentOwedForm(QuestionForm):
    """How much."""

    rent_owed = MoneyField(
        label=_("How much rent do you owe?"),
        hint=_("If you are not sure, give your best guess."),
        personal=True,
        missing=_("Enter how much rent you owe"),
        name=_("The rent you owe"),
        maximum_pence=10_000_000,
    )


class BedroomsForm(QuestionForm):
    """Counted for the spare-room reduction (Sch 4 paras 8 to 12, 36)."""

    why = _(
        "If you rent from a council or housing association and have more bedrooms than the rules allow, "
        "we take off 14% of the rent for one spare room, or 25% for two or more."
    )
    bedrooms = WholeNumberField(
        label=_("How many bedrooms does your home have?"),
        hint=_("Count every bedroom, even one that nobody sleeps in."),
        personal=True,
        missing=_("Enter how many bedrooms your home has"),
        name=_("The number of bedrooms"),
        minimum=1,
        maximum=20,
    )


class ExtraBedroomForm(QuestionForm):
    """Circumstances that allow an extra bedroom (Sch 4 paras 12 to 12A): asked of everyone who rents."""

    why = _("You may be allowed another bedroom, so that less or nothing is taken off for a spare room.")
    extra_bedroom = CheckboxesField(
        label=_("Does anyone in your home need an extra bedroom for one of these reasons?"),
        hint=_("Select all that apply."),
        personal=True,
        missing=_("Select the reasons that apply, or select none of these"),
        choices=(
            ("overnight_carer", _("Somebody needs care at night from a carer who does not live there")),
            ("foster_carer", _("I foster a child, or have just been approved to")),
            ("disabled_child", _("A disabled child cannot share a bedroom")),
        ),
        none=("none", _("None of these")),
    )


class SpareRoomExceptionsForm(QuestionForm):
    """Homes of which no spare room is counted (Sch 4 paras 30 and 36(5) to (8)): asked because it pays more."""

    why = _("If one of these is true, nothing is taken off your rent for a spare room. Your answer is kept private.")
    spare_room_exceptions = CheckboxesField(
        label=_("Is any of these true of your home?"),
        hint=_("A sanctuary scheme makes a home safer with locks, doors or alarms after domestic abuse."),
        personal=True,
        secret=True,
        missing=_("Select what is true of your home, or select none of these"),
        choices=(
            ("sanctuary", _("It was made safer under a sanctuary scheme")),
            ("shared_ownership", _("I own a part of it and rent the rest (shared ownership)")),
        ),
        none=("none", _("None of these")),
    )
