"""Who else lives there: other adults and lodgers (UC Regs Sch 4 paras 9, 13 to 16)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from claims.counting import is_non_dependant
from claims.questions import names
from claims.questions.children import has_a_child_who_counts
from core import clock
from govuk.fields import CheckboxesField, DateField, MoneyField, RadiosField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import ListTask, ListWords, Page
from journeys.forms import QuestionForm
from rules.ages import age_on, birthday
from rules.housing import CONTRIBUTION_AGE, SHARED_RATE_AGE

OLDER_THAN_A_CHILD = 16


class LivesWithAdultsForm(QuestionForm):
    """Anybody who may have to pay towards the rent, or needs a bedroom."""

    why = _("We may take an amount off your rent for another adult, or allow you another bedroom.")
    lives_with_adults = YesNoField(
        label=_("Does anyone aged 16 or over live with you, other than children you told us about?"),
        hint=_("For example a grown-up child, a parent, a friend or a lodger."),
        personal=True,
        missing=_("Select yes if anyone else aged 16 or over lives with you"),
    )


class OwnBedroomForm(QuestionForm):
    """Who is not held to the rate for a room in a shared home (Sch 4 para 29): asked because it pays more."""

    why = _(
        "We pay most single people under 35 only the rate for a room in a shared home. If one of these is true of "
        "you, we pay up to the rate for a home with one bedroom, which is more. Your answer is kept private."
    )
    own_bedroom = CheckboxesField(
        label=_("Is any of these true of you?"),
        hint=_("You do not have to tell us more about it now."),
        personal=True,
        secret=True,
        missing=_("Select what is true of you, or select none of these"),
        choices=(
            ("care_leaver", _("I am under 25 and was in care before I turned 18")),
            (
                "hostel",
                _("I have lived in hostels for homeless people for 3 months or more in all, with help to resettle"),
            ),
            ("domestic_abuse", _("A partner, former partner or relative hurt or threatened me after I turned 16")),
            ("modern_slavery", _("I have a positive decision that I am a victim of modern slavery")),
            ("offender_management", _("The police and probation service manage me together (MAPPA)")),
        ),
        none=("none", _("None of these")),
    )


class AdultNameForm(QuestionForm):
    """Who."""

    title = _("What is this person’s name?")
    adult_given_names = names.given_names(missing=_("Enter their given names"))
    adult_family_name = names.family_name(missing=_("Enter their family name"))


class _NamedAdultForm(QuestionForm):
    """A question about somebody whose name is known."""

    @classmethod
    def words(cls, known: KnownAnswers) -> dict[str, str]:
        return {"name": known.get("adult_given_names") or str(_("this person"))}


class AdultBornForm(_NamedAdultForm):
    """Nobody under 21 pays towards the rent."""

    why = _("We take nothing off your rent for anyone under 21.")
    adult_date_of_birth = DateField(
        label=_("When was {name} born?"),
        hint=_("For example, 27 3 1993"),
        personal=True,
        missing=_("Enter the date {name} was born"),
        name=_("Date of birth"),
        past=True,
        latest=lambda: birthday(clock.today(), -OLDER_THAN_A_CHILD),
        errors={"latest": _("{name} must be 16 or over for you to add them here")},
    )


class AdultRelationshipForm(_NamedAdultForm):
    """Lodgers, and tenants beside them, are not non-dependants."""

    adult_relationship = RadiosField(
        label=_("What is {name} to you?"),
        personal=True,
        missing=_("Select what {name} is to you"),
        choices=(
            ("child", _("My grown-up child")),
            ("parent", _("My parent")),
            ("relative", _("Another relative")),
            ("friend", _("A friend")),
            ("lodger", _("A lodger who pays me rent")),
            ("joint-tenant", _("A joint tenant, named on the tenancy agreement")),
            ("landlord", _("My landlord, or my landlord’s family")),
        ),
    )


class LodgerPaysForm(_NamedAdultForm):
    """Not counted as income, but asked so that nobody wonders."""

    lodger_pays = MoneyField(
        label=_("How much does {name} pay you each month?"),
        hint=_("It does not reduce your Universal Credit."),
        personal=True,
        missing=_("Enter how much {name} pays you each month"),
        name=_("What they pay you"),
        minimum_pence=0,
    )


class AdultExemptionsForm(_NamedAdultForm):
    """Reasons why nothing is taken off the rent for them (Sch 4 para 16): asked because they pay more."""

    why = _("We take off an amount for each other adult, unless one of these is true.")
    adult_exemptions = CheckboxesField(
        label=_("Is any of these true of {name}?"),
        personal=True,
        missing=_("Select what is true of {name}, or select none of these"),
        choices=(
            ("pension_credit", _("They get Pension Credit")),
            ("disability_benefit", _("They get a disability benefit for care or daily living")),
            ("carer", _("They get Carer’s Allowance or Carer Support Payment")),
            ("child_under_5", _("They are responsible for a child under 5")),
            ("prisoner", _("They are in prison")),
            ("armed_forces", _("They are my child and away with the armed forces")),
        ),
        none=("none", _("None of these")),
    )


def lives_with_adults(known: KnownAnswers) -> bool:
    """Other adults live with them."""
    return known.get("lives_with_adults") is True


def may_get_the_shared_rate(known: KnownAnswers) -> bool:
    """They are under 35, rent privately, and have neither a child who counts nor a reason for more rooms."""
    born = known.get("date_of_birth")
    return (
        known.get("tenure") == "private"
        and not has_a_child_who_counts(known)
        and known.get("extra_bedroom") == ["none"]
        and bool(born)
        and age_on(date.fromisoformat(born), clock.today()) < SHARED_RATE_AGE
    )


def is_a_lodger(known: KnownAnswers) -> bool:
    """The person is a lodger."""
    return known.get("adult_relationship") == "lodger"


def may_have_to_pay(known: KnownAnswers) -> bool:
    """The person is 21 or over or will be within a year, and neither lodger, joint tenant nor landlord."""
    born, relationship = known.get("adult_date_of_birth"), known.get("adult_relationship")
    if not born or not relationship or not is_non_dependant({"relationship": relationship}):
        return False
    return age_on(date.fromisoformat(born), clock.today()) >= CONTRIBUTION_AGE - 1


def adult_name(answers: Answer) -> str:
    """How somebody is listed."""
    return f"{answers.get('adult_given_names', '')} {answers.get('adult_family_name', '')}".strip()


TASK = ListTask(
    "living-with",
    _("Tell us who lives with you"),
    have_ready=_("Have ready: the date of birth of each adult who lives with you."),
    needs=("eligibility", "home", "children"),
    pages=(
        Page("lives-with-adults", LivesWithAdultsForm),
        Page("own-bedroom", OwnBedroomForm, asked_if=may_get_the_shared_rate),
    ),
    item_pages=(
        Page("adult-name", AdultNameForm),
        Page("adult-born", AdultBornForm),
        Page("adult-relationship", AdultRelationshipForm),
        Page("lodger-pays", LodgerPaysForm, asked_if=is_a_lodger),
        Page("adult-exemptions", AdultExemptionsForm, asked_if=may_have_to_pay),
    ),
    listed_if=lives_with_adults,
    item_name=adult_name,
    words=ListWords(
        summary=_("Other people who live with you"),
        item=_("Person"),
        add=_("Add a person"),
        another=_("Does anyone else aged 16 or over live with you?"),
        another_missing=_("Select yes if anyone else aged 16 or over lives with you"),
        empty=_("You have not added anyone yet."),
        remove=_("Are you sure you want to remove {name}?"),
        remove_missing=_("Select yes if you want to remove this person"),
    ),
)
