"""Caring for somebody disabled (UC Regs 29, 30): asked of everybody, because it pays more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.questions import names
from govuk.fields import RadiosField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import OWN, ListTask, ListWords, Page
from journeys.forms import QuestionForm


class CaresForm(QuestionForm):
    """Whether there may be a carer element."""

    why = _("We add an amount if you care for a disabled person for at least 35 hours a week, paid or not.")
    cares = YesNoField(
        label=_("Do you look after somebody who is ill or disabled?"),
        personal=True,
        missing=_("Select yes if you look after somebody who is ill or disabled"),
    )


class CaredForNameForm(QuestionForm):
    """Whom."""

    title = _("Who do you care for?")
    cared_for_given_names = names.given_names(missing=_("Enter their given names"))
    cared_for_family_name = names.family_name(missing=_("Enter their family name"))


class _NamedForm(QuestionForm):
    """A question about somebody cared for whose name is known."""

    @classmethod
    def words(cls, known: KnownAnswers) -> dict[str, str]:
        return {"name": known.get("cared_for_given_names") or str(_("this person"))}


class CareHoursForm(_NamedForm):
    """Regular and substantial (reg 30): 35 hours or more."""

    why = _("The law adds an amount only for 35 hours or more a week of caring for the same person.")
    care_hours = YesNoField(
        label=_("Do you care for {name} for 35 hours a week or more?"),
        hint=_("Count helping, watching over, cooking, and being there at night."),
        personal=True,
        missing=_("Select yes if you care for {name} for 35 hours a week or more"),
    )


class CaredForBenefitForm(_NamedForm):
    """Severely disabled means getting one of these (reg 30(3))."""

    why = _("We can add the amount for caring only if the person you care for gets one of these benefits.")
    cared_for_benefit = RadiosField(
        label=_("Which benefit does {name} get?"),
        personal=True,
        missing=_("Select which benefit {name} gets"),
        choices=(
            ("pip", _("Personal Independence Payment or Adult Disability Payment: daily living")),
            ("dla", _("Disability Living Allowance or Child Disability Payment: middle or highest care rate")),
            ("attendance", _("Attendance Allowance or Pension Age Disability Payment")),
            ("forces", _("Armed Forces Independence Payment or Constant Attendance Allowance")),
            ("none", _("None of these, or I do not know")),
        ),
    )


class OtherCarerForm(_NamedForm):
    """Only one person can have the amount for the same person cared for (reg 29(1), (5))."""

    why = _("Only one person can get an amount for caring for the same person.")
    other_carer = YesNoField(
        label=_("Does anyone else get Carer’s Allowance or an extra amount for caring for {name}?"),
        personal=True,
        missing=_("Select yes if anyone else gets it"),
    )


def cares(known: KnownAnswers) -> bool:
    """They care for somebody."""
    return known.get("cares") is True


def cared_for_name(answers: Answer) -> str:
    """How somebody cared for is listed."""
    return f"{answers.get('cared_for_given_names', '')} {answers.get('cared_for_family_name', '')}".strip()


TASK = ListTask(
    "caring",
    _("Tell us who you care for"),
    have_ready=_("Have ready: which disability benefit the person you care for gets, if you care for somebody."),
    needs=("eligibility",),
    part=OWN,
    pages=(Page("cares", CaresForm),),
    item_pages=(
        Page("cared-for-name", CaredForNameForm),
        Page("care-hours", CareHoursForm),
        Page("cared-for-benefit", CaredForBenefitForm),
        Page("other-carer", OtherCarerForm),
    ),
    listed_if=cares,
    item_name=cared_for_name,
    words=ListWords(
        summary=_("People you care for"),
        item=_("Person"),
        add=_("Add a person you care for"),
        another=_("Do you care for anyone else?"),
        another_missing=_("Select yes if you care for anyone else"),
        empty=_("You have not added anyone yet."),
        remove=_("Are you sure you want to remove {name}?"),
        remove_missing=_("Select yes if you want to remove this person"),
    ),
)
