"""Money they have (UC Regs 18, 45 to 50, 72)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import MoneyField, RadiosField, TextAreaField, TextField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import OWN, ListTask, ListWords, Page
from journeys.forms import QuestionForm

SAVINGS_KINDS = (
    ("current-account", _("Current account")),
    ("savings-account", _("Savings account")),
    ("isa", _("ISA")),
    ("cash", _("Cash")),
    ("shares", _("Shares, bonds or investments")),
    ("premium-bonds", _("Premium Bonds")),
    ("trust", _("Money held in a trust")),
    ("property", _("Property or land that you do not live in")),
    ("other", _("Something else worth money")),
)


class HasSavingsForm(QuestionForm):
    """Whether there is anything to count."""

    why = _("Savings of £6,000 or less change nothing. More than that reduces what you get.")
    has_savings = YesNoField(
        label=_("Do you have any money, savings or investments?"),
        hint=_("Include even a little money in a bank account, but not your pension or the home you live in."),
        personal=True,
        missing=_("Select yes if you have any money, savings or investments"),
    )


class GaveAwayForm(QuestionForm):
    """Capital given away to get more benefit counts all the same (UC Regs reg 50)."""

    why = _("If you gave money away to get more benefit, it can count as if you still had it.")
    gave_away = YesNoField(
        label=_(
            "In the last year, have you given away money or property, or sold something for less than it is worth?"
        ),
        hint=_("Do not count ordinary presents, paying off debts or everyday spending."),
        personal=True,
        missing=_("Select yes if you have given away money or property or sold something for less than it is worth"),
    )


class GaveAwayDetailsForm(QuestionForm):
    """What, so that somebody can decide whether it counts."""

    title = _("Tell us about what you gave away or sold")
    gave_away_amount = MoneyField(
        label=_("How much was it, or how much less than it is worth did you get?"),
        personal=True,
        missing=_("Enter how much it was"),
        name=_("The amount"),
    )
    gave_away_why = TextAreaField(
        label=_("What was it, and why did you give it away or sell it?"),
        hint=_("We look at your reason, and often it does not change what you get."),
        personal=True,
        missing=_("Enter what it was and why"),
        name=_("What it was and why"),
        max_length=1000,
    )


class SavingsDisregardForm(QuestionForm):
    """Money that does not count (UC Regs Sch 10): asked because it pays more."""

    savings_disregard = RadiosField(
        label=_("Is this money one of these?"),
        hint=_("Some money does not count, which can make your payment higher."),
        personal=True,
        missing=_("Select which it is, or none of these"),
        choices=(
            ("none", _("None of these")),
            ("injury", _("Compensation for an injury, got in the last 12 months or held in a trust")),
            (
                "scheme",
                _("A payment from a special compensation scheme"),
                _("For example infected blood, Windrush, Grenfell Tower, Post Office Horizon or Thalidomide"),
            ),
            ("arrears", _("Benefits paid late to you in the last 12 months")),
            ("business", _("Money or things used for my business")),
            ("home", _("Money for buying or repairing my home, got in the last 6 months")),
            ("insurance", _("A life insurance policy, a funeral plan, or a deposit with a housing association")),
        ),
    )


class PropertyDebtForm(QuestionForm):
    """What is secured on it is taken off its value (UC Regs reg 49(1)(b))."""

    why = _("We take off what you owe on it, and one tenth for the cost of selling it.")
    property_debt = MoneyField(
        label=_("How much is still owed on the property?"),
        hint=_("For example a mortgage or a loan secured on it, or 0 if nothing is owed."),
        personal=True,
        missing=_("Enter how much is still owed, or 0"),
        name=_("What is still owed"),
        minimum_pence=0,
    )


class PropertyDisregardForm(QuestionForm):
    """Property that does not count (UC Regs Sch 10 paras 1 to 6): asked because it pays more."""

    why = _("Property that you do not live in counts as savings, unless one of these is true.")
    property_disregard = RadiosField(
        label=_("Is one of these true of the property?"),
        personal=True,
        missing=_("Select which is true, or none of these"),
        choices=(
            ("none", _("None of these")),
            ("relative", _("A close relative lives there who is ill, disabled or over State Pension age")),
            (
                "former_partner",
                _("I left it in the last 6 months because I separated, or my former partner brings up a child there"),
            ),
            ("selling", _("I have been trying to sell it for 6 months or less")),
            ("moving_in", _("I have been trying to move into it, or repairing it to live in, for 6 months or less")),
            ("business", _("It is used for my business")),
        ),
    )


class SavingsKindForm(QuestionForm):
    """What it is."""

    savings_kind = RadiosField(
        label=_("What do you want to tell us about?"),
        hint=_("Add each account or investment on its own."),
        personal=True,
        missing=_("Select what you want to tell us about"),
        choices=SAVINGS_KINDS,
    )


class SavingsWithForm(QuestionForm):
    """Where it is held."""

    savings_with = TextField(
        label=_("Which bank, building society or company is it with?"),
        personal=True,
        missing=_("Enter the bank, building society or company it is with"),
        name=_("The name of the bank, building society or company"),
        spellcheck=False,
        max_length=100,
    )


class SavingsAmountForm(QuestionForm):
    """How much it is."""

    why = _("We take off £4.35 a month for every £250, or part of it, that you have above £6,000.")
    savings_amount = MoneyField(
        label=_("How much is in it, or how much is it worth?"),
        hint=_("For a bank account, leave out wages or benefits paid in this month."),
        personal=True,
        missing=_("Enter how much is in it, or 0"),
        name=_("The amount"),
        minimum_pence=0,
    )


class SavingsJointForm(QuestionForm):
    """Joint owners have equal shares (UC Regs reg 47)."""

    why = _("Only your share counts.")
    savings_joint = RadiosField(
        label=_("Who does it belong to?"),
        personal=True,
        missing=_("Select who it belongs to"),
        choices=(
            ("mine", _("Only me")),
            ("two", _("Me and one other person")),
            ("three", _("Me and two others")),
        ),
    )


def gave_away(known: KnownAnswers) -> bool:
    """They gave away money or property."""
    return known.get("gave_away") is True


def has_savings(known: KnownAnswers) -> bool:
    """They have money, savings or investments."""
    return known.get("has_savings") is True


def held_somewhere(known: KnownAnswers) -> bool:
    """It is held by a bank or company."""
    return known.get("savings_kind") not in {None, "cash", "property", "other"}


def is_property(known: KnownAnswers) -> bool:
    """It is property or land."""
    return known.get("savings_kind") == "property"


def is_not_property(known: KnownAnswers) -> bool:
    """It is neither property nor land."""
    return known.get("savings_kind") not in {None, "property"}


def savings_name(answers: Answer) -> str:
    """How savings are listed."""
    kind = str(dict(SAVINGS_KINDS).get(answers.get("savings_kind"), ""))
    provider = answers.get("savings_with")
    return f"{kind}: {provider}" if provider else kind


TASK = ListTask(
    "savings",
    _("Tell us about your savings"),
    have_ready=_("Have ready: how much is in each account, and what any other savings are worth."),
    needs=("eligibility",),
    part=OWN,
    pages=(
        Page("gave-away", GaveAwayForm),
        Page("gave-away-details", GaveAwayDetailsForm, asked_if=gave_away),
        Page("has-savings", HasSavingsForm),
    ),
    item_pages=(
        Page("savings-kind", SavingsKindForm),
        Page("savings-with", SavingsWithForm, asked_if=held_somewhere),
        Page("savings-amount", SavingsAmountForm),
        Page("property-debt", PropertyDebtForm, asked_if=is_property),
        Page("savings-joint", SavingsJointForm),
        Page("savings-disregard", SavingsDisregardForm, asked_if=is_not_property),
        Page("property-disregard", PropertyDisregardForm, asked_if=is_property),
    ),
    listed_if=has_savings,
    item_name=savings_name,
    words=ListWords(
        summary=_("Your money and savings"),
        item=_("Money or savings"),
        add=_("Add money or savings"),
        another=_("Do you have other money or savings to add?"),
        another_missing=_("Select yes if you have other money or savings to add"),
        empty=_("You have not added any money or savings yet."),
        remove=_("Are you sure you want to remove “{name}”?"),
        remove_missing=_("Select yes if you want to remove this"),
    ),
)
