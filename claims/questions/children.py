"""Children they are responsible for (WRA s.10; UC Regs 4, 5, 24)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from claims import counting
from claims.questions import names
from claims.questions.home import rents
from core import clock
from govuk.fields import DateField, RadiosField, TextField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import ListTask, ListWords, Page
from journeys.forms import QuestionForm
from rules.ages import age_on, earliest_birth_that_counts


class HasChildrenForm(QuestionForm):
    """Whether there is a child element to work out."""

    why = _("We add an amount for each child who lives with you.")
    has_children = YesNoField(
        label=_("Do any children live with you?"),
        hint=_("Count anyone under 16, and anyone of 16 to 19 who is still in school, college or training."),
        personal=True,
        missing=_("Select yes if any children live with you"),
    )


class ChildNameForm(QuestionForm):
    """The child's name."""

    title = _("What is the child’s name?")
    child_given_names = names.given_names(missing=_("Enter the child’s given names"))
    child_family_name = names.family_name(missing=_("Enter the child’s family name"))


class _NamedChildForm(QuestionForm):
    """A question about a child whose name is known: the question says it."""

    @classmethod
    def words(cls, known: KnownAnswers) -> dict[str, str]:
        return {"name": known.get("child_given_names") or str(_("the child"))}


class ChildDateOfBirthForm(_NamedChildForm):
    """Decides which rate is paid, and until when."""

    why = _("It decides how much we add, until when, and how many bedrooms you are allowed.")
    child_date_of_birth = DateField(
        label=_("When was {name} born?"),
        hint=_("For example, 27 3 2016"),
        personal=True,
        missing=_("Enter the date {name} was born"),
        name=_("Date of birth"),
        past=True,
        or_today=True,
        earliest=lambda: earliest_birth_that_counts(clock.today()),
        errors={
            "earliest": _(
                "Date of birth must be %(day)s or later: a child counts until the 31 August after they turn 19"
            )
        },
    )


class ChildSexForm(_NamedChildForm):
    """Counted only for bedrooms (Sch 4 para 10)."""

    why = _("We use it only to work out how many bedrooms you are allowed: it decides which children may share.")
    child_sex = RadiosField(
        label=_("What is {name}’s sex?"),
        personal=True,
        missing=_("Select {name}’s sex"),
        choices=(("female", _("Female")), ("male", _("Male"))),
        inline=True,
    )


class ChildRelationshipForm(_NamedChildForm):
    """A child looked after by a council does not count (UC Regs reg 4(6)); kinship and adoption do."""

    why = _("We add no amount for a child whom the council placed with you, because the council pays you for them.")
    child_relationship = RadiosField(
        label=_("What is {name} to you?"),
        personal=True,
        missing=_("Select what {name} is to you"),
        choices=(
            ("own", _("My child"), _("Or my stepchild")),
            ("adopted", _("A child I adopted or am adopting")),
            ("kinship", _("A relative’s or friend’s child whom I bring up")),
            ("fostered", _("A child placed with me by the council"), _("We do not pay for a fostered child")),
        ),
    )


class ChildLivesWithForm(_NamedChildForm):
    """A child counts for the person they normally live with (UC Regs reg 4)."""

    why = _("The amount for a child goes to one household only: the one where the child mainly lives.")
    child_lives_with = RadiosField(
        label=_("Who does {name} live with?"),
        personal=True,
        missing=_("Select who {name} lives with"),
        choices=(
            ("me", _("Me, all or most of the time")),
            ("shared-mainly-me", _("Me and another parent, and I am the main carer")),
            ("shared-mainly-other", _("Me and another parent, who is the main carer")),
        ),
    )


class ChildBenefitForm(_NamedChildForm):
    """Helps to confirm who is responsible."""

    child_benefit = RadiosField(
        label=_("Do you get Child Benefit for {name}?"),
        hint=_("It does not change what you get: it helps us to confirm that {name} lives with you."),
        personal=True,
        missing=_("Select whether you get Child Benefit for {name}"),
        choices=(
            ("me", _("Yes, I get it")),
            ("other", _("Somebody else gets it")),
            ("none", _("Nobody gets it")),
        ),
    )


class ChildBenefitNumberForm(_NamedChildForm):
    """The reference of the Child Benefit claim."""

    child_benefit_number = TextField(
        label=_("What is your Child Benefit number for {name}?"),
        hint=_("It is on letters about Child Benefit and looks like CHB 12 34 56 78 AB."),
        personal=True,
        optional=True,
        name=_("Child Benefit number"),
        max_length=20,
        width=20,
        spellcheck=False,
        autocomplete="off",
    )


class ChildDisabilityForm(_NamedChildForm):
    """The disabled child addition (UC Regs 24(2)): asked because it pays more."""

    why = _("We add an amount for a disabled child. It is more for the highest rates, or if a child is blind.")
    child_disability = RadiosField(
        label=_("Does {name} get a disability benefit, or is {name} blind?"),
        personal=True,
        missing=_("Select whether {name} gets a disability benefit or is blind"),
        choices=(
            ("none", _("No")),
            (
                "lower",
                _("Yes, another rate"),
                _("Disability Living Allowance, Child Disability Payment or Personal Independence Payment"),
            ),
            (
                "higher",
                _("Yes, the highest care rate or enhanced daily living"),
                _("The highest rate of the care part, or the enhanced rate of the daily living part"),
            ),
            ("blind", _("Yes, blind or severely sight impaired")),
        ),
    )


class ChildBlindBenefitForm(_NamedChildForm):
    """A disability benefit lifts the benefit cap; blindness alone does not (UC Regs reg 83(1)(f))."""

    why = _("There is a limit on benefits. It does not apply if a child gets one of these.")
    child_blind_benefit = YesNoField(
        label=_("Does {name} also get a disability benefit?"),
        hint=_("Disability Living Allowance, Child Disability Payment or Personal Independence Payment."),
        personal=True,
        missing=_("Select yes if {name} also gets a disability benefit"),
    )


class ChildInEducationForm(_NamedChildForm):
    """After 16 a child counts only while in education or training (UC Regs reg 5)."""

    why = _(
        "From the September after they turn 16, we add an amount for a child only while they are in education "
        "or training."
    )
    child_in_education = YesNoField(
        label=_("Is {name} in school, college or approved training for more than 12 hours a week?"),
        hint=_("Not university or other advanced study."),
        personal=True,
        missing=_("Select yes if {name} is in school, college or approved training"),
    )


def has_children(known: KnownAnswers) -> bool:
    """Children live with them."""
    return known.get("has_children") is True


def is_16_or_over(known: KnownAnswers) -> bool:
    """The child is 16 or over."""
    born = known.get("child_date_of_birth")
    return bool(born) and age_on(date.fromisoformat(born), clock.today()) >= 16


def is_blind(known: KnownAnswers) -> bool:
    """The child is blind."""
    return known.get("child_disability") == "blind"


def gets_child_benefit(known: KnownAnswers) -> bool:
    """They get Child Benefit for the child."""
    return known.get("child_benefit") == "me"


def has_a_child_who_counts(known: KnownAnswers) -> bool:
    """A child lives mainly with them and was not placed by the council."""
    parts = {"lives_with": "child_lives_with", "relationship": "child_relationship"}
    children = ({part: child.get(name) for part, name in parts.items()} for _item, child in known.entries("children"))
    return any(map(counting.lives_here, children))


def child_name(answers: Answer) -> str:
    """How a child is listed."""
    return f"{answers.get('child_given_names', '')} {answers.get('child_family_name', '')}".strip()


TASK = ListTask(
    "children",
    _("Tell us about your children"),
    have_ready=_("Have ready: each child’s date of birth and Child Benefit number, if you have children."),
    needs=("eligibility", "home"),
    pages=(Page("has-children", HasChildrenForm),),
    item_pages=(
        Page("child-name", ChildNameForm),
        Page("child-date-of-birth", ChildDateOfBirthForm),
        Page("child-sex", ChildSexForm, asked_if=rents),
        Page("child-relationship", ChildRelationshipForm),
        Page("child-lives-with", ChildLivesWithForm),
        Page("child-benefit", ChildBenefitForm),
        Page("child-benefit-number", ChildBenefitNumberForm, asked_if=gets_child_benefit),
        Page("child-disability", ChildDisabilityForm),
        Page("child-blind-benefit", ChildBlindBenefitForm, asked_if=is_blind),
        Page("child-in-education", ChildInEducationForm, asked_if=is_16_or_over),
    ),
    listed_if=has_children,
    item_name=child_name,
    words=ListWords(
        summary=_("Your children"),
        item=_("Child"),
        add=_("Add a child"),
        another=_("Do you have another child to add?"),
        another_missing=_("Select yes if you have another child to add"),
        empty=_("You have not added a child yet."),
        remove=_("Are you sure you want to remove {name}?"),
        remove_missing=_("Select yes if you want to remove this child"),
    ),
)
