"""Health (UC Regs Part 5; WRA s.12)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import clock
from govuk.fields import CheckboxesField, DateField, RadiosField, TextAreaField, YesNoField
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Page, Task
from journeys.forms import QuestionForm


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

    condition = TextAreaField(
        label=_("How does your health affect the work you can do?"),
        hint=_("Say as little or as much as you want to."),
        personal=True,
        secret=True,
        optional=True,
        name=_("How your health affects your work"),
        max_length=2000,
    )


class FitNoteForm(QuestionForm):
    """Evidence from which the three months are counted (UC Regs reg 28)."""

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
    )


class EndOfLifeForm(QuestionForm):
    """Special rules: an extra amount at once, and no questions that are not needed."""

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

    hospital = YesNoField(
        label=_("Are you in hospital, or will you be in the next month?"),
        personal=True,
        missing=_("Select yes if you are in hospital or will be in the next month"),
    )


class PregnantForm(QuestionForm):
    """It changes what is expected, and when."""

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
    )


class DisabilityBenefitsForm(QuestionForm):
    """They lift the benefit cap and stop contributions from other adults (UC Regs reg 83, Sch 4 para 15)."""

    why = _("These do not reduce Universal Credit. Some mean that we take off less.")
    disability_benefits = CheckboxesField(
        label=_("Do you get any of these?"),
        personal=True,
        missing=_("Select what you get, or select none of these"),
        choices=(
            ("pip_daily_living", _("Personal Independence Payment or Adult Disability Payment: daily living")),
            ("pip_mobility", _("Personal Independence Payment or Adult Disability Payment: mobility")),
            ("dla_care_highest", _("Disability Living Allowance: highest care rate")),
            ("dla_care_middle", _("Disability Living Allowance: middle care rate")),
            ("dla_care_lowest", _("Disability Living Allowance: lowest care rate")),
            ("dla_mobility", _("Disability Living Allowance: mobility")),
            ("attendance_allowance", _("Attendance Allowance")),
            ("armed_forces_independence_payment", _("Armed Forces Independence Payment")),
            ("war_pension", _("War Disablement Pension")),
        ),
        none=("none", _("None of these")),
    )


class BlindForm(QuestionForm):
    """Blindness stops contributions from other adults (Sch 4 para 15)."""

    blind = YesNoField(
        label=_("Are you certified blind or severely sight impaired?"),
        personal=True,
        missing=_("Select yes if you are certified blind or severely sight impaired"),
    )


def health_limits_work(known: KnownAnswers) -> bool:
    """Their health limits their work."""
    return known.get("limits_work") is True


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
    needs=("eligibility",),
    part=OWN,
    pages=(
        Page("limits-work", HealthForm),
        Page("end-of-life", EndOfLifeForm, asked_if=health_limits_work),
        Page("condition", ConditionForm, asked_if=health_limits_work),
        Page("fit-note", FitNoteForm, asked_if=health_limits_work),
        Page("fit-note-dates", FitNoteDatesForm, asked_if=has_a_fit_note),
        Page("disability-benefits", DisabilityBenefitsForm),
        Page("blind", BlindForm, asked_if=health_limits_work),
        Page("hospital", HospitalForm),
        Page("pregnant", PregnantForm),
        Page("due-date", DueDateForm, asked_if=is_pregnant),
    ),
)
