"""Health (UC Regs Part 5; WRA s.12)."""

from __future__ import annotations

from collections.abc import Set
from typing import ClassVar, cast

from django.utils.translation import gettext_lazy as _

from claims.counting import carries_lcwra_over, keeps_the_higher_amount
from claims.questions.income import kinds_of_income
from claims.questions.rated import RatedForm
from core import clock
from govuk.fields import CheckboxesField, DateField, RadiosField, TextAreaField, YesNoField
from govuk.fields.choices import Choice
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Page, Task
from journeys.forms import QuestionForm
from rules.periods import assessment_period

LATEST_DUE_MONTHS = 10  # a pregnancy is 40 weeks


class HealthForm(QuestionForm):
    """Asked of everybody, because it can bring an extra amount and changes what is expected."""

    why = _("If your health limits the work you can do, you may get an extra amount, and we expect less of you.")
    limits_work = YesNoField(
        label=_("Do you have a health condition or disability that limits the work you can do?"),
        personal=True,
        missing=_("Select yes if a health condition or disability limits the work you can do"),
    )


class ConditionForm(QuestionForm):
    """In their own words: kept encrypted."""

    why = _("It helps us to ask of you only what you can do. You do not have to answer.")
    condition = TextAreaField(
        label=_("How does your health affect the work you can do?"),
        hint=_("Say as little or as much as you want to."),
        personal=True,
        secret=True,
        optional=True,
        name=_("How your health affects your work"),
        max_length=2000,
    )


class DecidedBeforeForm(QuestionForm):
    """An earlier decision carries over, without three months' wait (UC Regs 28(3) to (5), 39, 40)."""

    why = _(
        "If we have already decided about your health, we may pay an extra amount at once, "
        "or you may keep more of any pay."
    )
    decided_before = RadiosField(
        label=_("Has it already been decided how your health affects your work?"),
        hint=_("The decision is in a letter or message about Universal Credit or Employment and Support Allowance."),
        personal=True,
        missing=_("Select what was decided, or that nothing was"),
        choices=(
            ("no", _("No, or I am not sure")),
            (
                "lcwra",
                _("Yes, Universal Credit paid me an extra amount for my health"),
                _("It stopped in the last 6 months, because of my income or because I joined or left a partner"),
            ),
            ("esa_support", _("Yes, I get New Style Employment and Support Allowance in the support group")),
            (
                "lcw",
                _("Yes, that I have limited capability for work"),
                _("You do not have to look for work, but get no extra amount"),
            ),
        ),
    )


class HigherHealthAmountForm(RatedForm):
    """Who keeps the higher amount (UC Regs 27A and 40A)."""

    rates: ClassVar[dict[str, str]] = {"usual": "lcwra_element.standard_new", "higher": "lcwra_element.protected"}
    why = _("The extra amount is {usual} a month. If one of these is true it is {higher}.")
    higher_health_amount = RadiosField(
        label=_("Is one of these true of your extra amount for health?"),
        personal=True,
        missing=_("Select which is true, or none of these"),
        choices=(
            ("before_2026", _("Universal Credit paid me the extra amount before 6 April 2026")),
            (
                "severe",
                _("I was told that I meet the severe conditions criteria"),
                _("You have a lifelong condition, and will not be assessed again"),
            ),
            ("none", _("None of these")),
        ),
    )

    @classmethod
    def offered(cls, known: KnownAnswers) -> dict[str, list[Choice]]:
        """Those that count after what was decided, so that nobody chooses one for nothing."""
        choices = cast("RadiosField", cls.base_fields["higher_health_amount"]).choices
        count = {*keeps_the_higher_amount(_carried_over(known)), "none"}
        return {"higher_health_amount": [choice for choice in choices if choice[0] in count]}


class FitNoteForm(QuestionForm):
    """Evidence from which the three months are counted (UC Regs reg 28)."""

    why = _("An extra amount can start after 3 months, counted from your first evidence, such as a fit note.")
    fit_note = YesNoField(
        label=_("Do you have a fit note from a doctor or other health professional?"),
        personal=True,
        missing=_("Select yes if you have a fit note"),
    )


class FitNoteDatesForm(QuestionForm):
    """What it covers."""

    title = _("What dates does your fit note cover?")
    fit_note_from = DateField(
        label=_("First day"),
        hint=_("For example, 27 3 2026"),
        personal=True,
        missing=_("Enter the first day of your fit note"),
        name=_("The first day"),
        past=True,
        or_today=True,
    )
    fit_note_until = DateField(
        label=_("Last day"),
        hint=_("For example, 27 6 2026"),
        personal=True,
        missing=_("Enter the last day of your fit note"),
        name=_("The last day"),
        not_before="fit_note_from",
    )


class EndOfLifeForm(QuestionForm):
    """Special rules: an extra amount at once. No page is asked or left out because of the answer (docs/adr/0009)."""

    why = _("If so, we pay you more straight away and ask you to do nothing for it. We will be gentle and quick.")
    end_of_life = RadiosField(
        label=_("Has a doctor told you that you may have 12 months or less to live?"),
        personal=True,
        secret=True,
        missing=_("Select an answer, or select that you prefer not to say"),
        choices=(
            ("no", _("No")),
            ("yes", _("Yes")),
            ("not-say", _("I prefer not to say")),
        ),
    )


class HospitalForm(QuestionForm):
    """A stay that may be long."""

    why = _("A stay in hospital can change what we ask you to do.")
    hospital = YesNoField(
        label=_("Are you in hospital, or will you be in the next month?"),
        personal=True,
        missing=_("Select yes if you are in hospital or will be in the next month"),
    )


class PregnantForm(QuestionForm):
    """It changes what is expected, and when."""

    why = _("We ask less of you around the birth, and we can add an amount once your baby is born.")
    pregnant = RadiosField(
        label=_("Are you pregnant, or have you had a baby in the last 15 weeks?"),
        personal=True,
        missing=_("Select an answer"),
        choices=(
            ("no", _("No")),
            ("pregnant", _("I am pregnant")),
            ("born", _("I have had a baby in the last 15 weeks")),
        ),
    )


class DueDateForm(QuestionForm):
    """When it is due."""

    due_date = DateField(
        label=_("When is your baby due?"),
        hint=_("For example, 27 3 2027"),
        personal=True,
        missing=_("Enter the date your baby is due"),
        name=_("The date your baby is due"),
        earliest=lambda: clock.today().replace(day=1),
        latest=lambda: assessment_period(clock.today(), LATEST_DUE_MONTHS).end,
    )


class DisabilityBenefitsForm(QuestionForm):
    """They lift the benefit cap and stop contributions from other adults (UC Regs reg 83, Sch 4 para 15)."""

    why = _(
        "These do not reduce Universal Credit. Any of the benefits means that the limit on benefits does not apply to "
        "you, and some of these mean that nothing is taken off for other adults in your home."
    )
    disability_benefits = CheckboxesField(
        label=_("Do you get any of these, or are you blind?"),
        hint=_("Select all that apply."),
        personal=True,
        missing=_("Select what applies to you, or select none of these"),
        choices=(
            ("pip_daily_living", _("Personal Independence Payment or Adult Disability Payment: daily living")),
            ("pip_mobility", _("Personal Independence Payment or Adult Disability Payment: mobility")),
            ("dla_care_highest", _("Disability Living Allowance: highest care rate")),
            ("dla_care_middle", _("Disability Living Allowance: middle care rate")),
            ("dla_care_lowest", _("Disability Living Allowance: lowest care rate")),
            ("dla_mobility", _("Disability Living Allowance: mobility")),
            ("attendance_allowance", _("Attendance Allowance")),
            ("armed_forces_independence_payment", _("Armed Forces Independence Payment")),
            ("war_pension", _("A war pension, or a guaranteed income payment from the Armed Forces")),
            ("blind", _("I am certified blind or severely sight impaired")),
        ),
        none=("none", _("None of these")),
    )


def health_limits_work(known: KnownAnswers) -> bool:
    """Their health limits their work."""
    return known.get("limits_work") is True


def gets_a_health_amount(known: KnownAnswers) -> bool:
    """It was decided that they get the extra amount, or they get income that brings it."""
    return bool(_carried_over(known))


def _carried_over(known: KnownAnswers) -> Set[str]:
    return carries_lcwra_over(known.get("decided_before"), kinds_of_income(known))


def has_a_fit_note(known: KnownAnswers) -> bool:
    """They have a fit note."""
    return known.get("fit_note") is True


def is_pregnant(known: KnownAnswers) -> bool:
    """They are pregnant."""
    return known.get("pregnant") == "pregnant"


TASK = Task(
    "health",
    _("Tell us about your health"),
    have_ready=_("Have ready: your fit note, if you have one."),
    needs=("eligibility", "income"),
    part=OWN,
    pages=(
        Page("limits-work", HealthForm),
        Page("end-of-life", EndOfLifeForm, asked_if=health_limits_work),
        Page("condition", ConditionForm, asked_if=health_limits_work),
        Page("decided-before", DecidedBeforeForm, asked_if=health_limits_work),
        Page("higher-health-amount", HigherHealthAmountForm, asked_if=gets_a_health_amount),
        Page("fit-note", FitNoteForm, asked_if=health_limits_work),
        Page("fit-note-dates", FitNoteDatesForm, asked_if=has_a_fit_note),
        Page("disability-benefits", DisabilityBenefitsForm),
        Page("hospital", HospitalForm),
        Page("pregnant", PregnantForm),
        Page("due-date", DueDateForm, asked_if=is_pregnant),
    ),
)
