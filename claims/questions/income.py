"""Money other than pay (UC Regs 65 to 74)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import MoneyField, RadiosField, SelectField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import OWN, ListTask, ListWords, Page
from journeys.forms import QuestionForm

# The words of rules.words, so that what is chosen here is what the award knows.
BENEFITS = (
    ("carers_allowance", _("Carer’s Allowance")),
    ("carer_support_payment", _("Carer Support Payment (Scotland)")),
    ("jsa_contributory", _("New Style Jobseeker’s Allowance")),
    ("esa_contributory", _("New Style Employment and Support Allowance")),
    ("esa_support", _("New Style Employment and Support Allowance: in the support group")),
    ("maternity_allowance", _("Maternity Allowance")),
    ("industrial_injuries_benefit", _("Industrial Injuries Benefit")),
    ("widowed_parents_allowance", _("Widowed Parent’s Allowance")),
    ("widows_pension", _("Widow’s Pension")),
    ("bereavement_support_payment", _("Bereavement Support Payment")),
    ("child_benefit", _("Child Benefit")),
    ("scottish_child_payment", _("Scottish Child Payment")),
    ("disability_benefit", _("Disability Living Allowance or Personal Independence Payment")),
    ("war_pension", _("A war pension, or a payment from the Armed Forces Compensation Scheme")),
    ("state_pension", _("State Pension from the UK or another country")),
)
OTHER = (
    ("private_pension", _("A work or personal pension")),
    ("spousal_maintenance", _("Maintenance for yourself from a former partner")),
    ("child_maintenance", _("Child maintenance")),
    ("foster_allowance", _("A fostering or adoption allowance")),
    ("student_income", _("A student loan or grant")),
    ("training_allowance", _("A training allowance")),
    ("income_protection", _("Insurance that pays you while you are ill or out of work")),
    ("annuity", _("An annuity")),
    ("trust", _("Payments from a trust")),
    ("foreign_benefit", _("A benefit from another country")),
    ("pension_protection_fund", _("Pension Protection Fund payments")),
    ("sports_award", _("A Sports Council award")),
    ("miscellaneous", _("Other taxable income")),
    ("gift", _("Regular gifts of money")),
)
KINDS = BENEFITS + OTHER
FREQUENCIES = (
    ("weekly", _("Every week")),
    ("four_weekly", _("Every 4 weeks")),
    ("monthly", _("Every month")),
    ("quarterly", _("Every 3 months")),
    ("yearly", _("Every year")),
)


class HasIncomeForm(QuestionForm):
    """Whether there is any."""

    why = _("Some other money reduces what you get, and some does not count at all.")
    has_income = YesNoField(
        label=_("Do you get any money other than pay?"),
        hint=_("For example other benefits, a pension, maintenance, student money or insurance payments."),
        personal=True,
        missing=_("Select yes if you get any money other than pay"),
    )


class IncomeKindForm(QuestionForm):
    """What it is."""

    why = _(
        "Some income reduces Universal Credit and some does not. Child Benefit, child maintenance and disability "
        "benefits do not. Your statement says how each one counted."
    )
    income_kind = SelectField(
        label=_("What money do you get?"),
        hint=_("Add each kind on its own."),
        personal=True,
        missing=_("Select what money you get"),
        choices=KINDS,
    )


class IncomeAmountForm(QuestionForm):
    """As it is paid, before tax unless only the net is known."""

    title = _("How much is it?")
    income_amount = MoneyField(
        label=_("Amount each time"),
        hint=_("In pounds and pence, like 86.45"),
        personal=True,
        missing=_("Enter the amount"),
        name=_("The amount"),
        maximum_pence=1_000_000,
    )
    income_frequency = RadiosField(
        label=_("How often is it paid?"),
        personal=True,
        missing=_("Select how often it is paid"),
        choices=FREQUENCIES,
    )


def has_income(known: KnownAnswers) -> bool:
    """They get money other than pay."""
    return known.get("has_income") is True


def kinds_of_income(known: KnownAnswers) -> set[str]:
    """Each kind of money other than pay that they told us of."""
    return {entry["income_kind"] for _item, entry in known.entries("income") if entry.get("income_kind")}


def income_name(answers: Answer) -> str:
    """How income is listed."""
    return str(dict(KINDS).get(answers.get("income_kind"), ""))


TASK = ListTask(
    "income",
    _("Tell us about money other than pay"),
    have_ready=_("Have ready: how much you get from pensions, benefits or anything else that is not pay."),
    needs=("eligibility",),
    part=OWN,
    pages=(Page("has-income", HasIncomeForm),),
    item_pages=(Page("income-kind", IncomeKindForm), Page("income-amount", IncomeAmountForm)),
    listed_if=has_income,
    item_name=income_name,
    words=ListWords(
        summary=_("Money other than pay"),
        item=_("Money"),
        add=_("Add money you get"),
        another=_("Do you get any other money to add?"),
        another_missing=_("Select yes if you get other money to add"),
        empty=_("You have not added any money yet."),
        remove=_("Are you sure you want to remove “{name}”?"),
        remove_missing=_("Select yes if you want to remove this"),
    ),
)
