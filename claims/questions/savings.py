"""Money they have (UC Regs 18, 45 to 50, 72)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import MoneyField, RadiosField, TextField, YesNoField
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
    ("other", _("Something else worth money")),
)


class HasSavingsForm(QuestionForm):
    """Whether there is anything to count."""

    has_savings = YesNoField(
        label=_("Do you have any money, savings or investments?"),
        hint=_("Include money in bank accounts, even a little. Do not count your pension or the home you live in."),
        personal=True,
        missing=_("Select yes if you have any money, savings or investments"),
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
        hint=_("In pounds and pence. For a bank account, leave out wages or benefits paid in this month."),
        personal=True,
        missing=_("Enter how much is in it, or 0"),
        name=_("The amount"),
        minimum_pence=0,
    )


class SavingsJointForm(QuestionForm):
    """Joint owners have equal shares (UC Regs reg 47)."""

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


def has_savings(known: KnownAnswers) -> bool:
    """They have money, savings or investments."""
    return known.get("has_savings") is True


def held_somewhere(known: KnownAnswers) -> bool:
    """It is held by a bank or company."""
    return known.get("savings_kind") not in {None, "cash", "other"}


def savings_name(answers: Answer) -> str:
    """How savings are listed."""
    kind = str(dict(SAVINGS_KINDS).get(answers.get("savings_kind"), ""))
    provider = answers.get("savings_with")
    return f"{kind}: {provider}" if provider else kind


TASK = ListTask(
    "savings",
    _("Tell us about your savings"),
    needs=("eligibility",),
    part=OWN,
    pages=(Page("has-savings", HasSavingsForm),),
    item_pages=(
        Page("savings-kind", SavingsKindForm),
        Page("savings-with", SavingsWithForm, asked_if=held_somewhere),
        Page("savings-amount", SavingsAmountForm),
        Page("savings-joint", SavingsJointForm),
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
