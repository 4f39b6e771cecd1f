"""Childcare (UC Regs 31 to 35): asked of everybody with children, because it pays up to 85% of the cost."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.questions.children import child_name
from govuk.fields import MoneyField, RadiosField, TextField, YesNoField
from govuk.fields.choices import Choice
from journeys.answers import Answer, KnownAnswers
from journeys.definition import ListTask, ListWords, Page
from journeys.forms import QuestionForm


class HasChildcareForm(QuestionForm):
    """Whether they pay for it."""

    why = _("If you work, we pay up to 85% of what you pay for registered childcare.")
    has_childcare = YesNoField(
        label=_("Do you pay for childcare?"),
        hint=_("For example a childminder, nursery, breakfast club, after-school club or holiday club."),
        personal=True,
        missing=_("Select yes if you pay for childcare"),
    )


class ChildcareChildForm(QuestionForm):
    """For whom: one of the children they told us about."""

    why = _("The most we can pay is higher for two or more children.")
    childcare_child = RadiosField(
        label=_("Which child is the childcare for?"),
        hint=_("If one provider looks after several children, add each child."),
        personal=True,
        missing=_("Select which child the childcare is for"),
        choices=(),
    )

    @classmethod
    def offered(cls, known: KnownAnswers) -> dict[str, list[Choice]]:
        return {"childcare_child": [(str(item), child_name(answers)) for item, answers in known.entries("children")]}


class ChildcareProviderForm(QuestionForm):
    """Only registered childcare is paid for (reg 35)."""

    why = _("We can pay only for childcare that is registered or approved.")
    title = _("Who provides the childcare?")
    childcare_provider = TextField(
        label=_("Name of the provider"),
        personal=True,
        missing=_("Enter the name of the provider"),
        name=_("The name of the provider"),
        spellcheck=False,
        max_length=200,
    )
    childcare_registration = TextField(
        label=_("Registration number"),
        hint=_("Ask the provider if you do not have it, or leave this empty for now."),
        personal=True,
        optional=True,
        name=_("The registration number"),
        spellcheck=False,
        max_length=30,
        width=20,
    )


class ChildcareCostForm(QuestionForm):
    """What is charged."""

    title = _("How much do you pay for it?")
    body = _("Leave out what an employer, a grant or free hours pay for.")
    childcare_cost = MoneyField(
        label=_("Amount"),
        hint=_("In pounds and pence, like 240.00"),
        personal=True,
        missing=_("Enter how much you pay"),
        name=_("The amount"),
        maximum_pence=1_000_000,
    )
    childcare_frequency = RadiosField(
        label=_("How often do you pay it?"),
        personal=True,
        missing=_("Select how often you pay it"),
        choices=(
            ("weekly", _("Every week")),
            ("fortnightly", _("Every 2 weeks")),
            ("four_weekly", _("Every 4 weeks")),
            ("monthly", _("Every calendar month")),
        ),
    )


def has_children(known: KnownAnswers) -> bool:
    """Children live with them."""
    return known.get("has_children") is True


def pays_for_childcare(known: KnownAnswers) -> bool:
    """They pay for childcare."""
    return known.get("has_childcare") is True


def childcare_name(answers: Answer) -> str:
    """How childcare is listed."""
    return str(answers.get("childcare_provider", ""))


TASK = ListTask(
    "childcare",
    _("Tell us about childcare"),
    have_ready=_("Have ready: what you pay, and the provider’s registration number."),
    needs=("children",),
    pages=(Page("has-childcare", HasChildcareForm, asked_if=has_children),),
    item_pages=(
        Page("childcare-child", ChildcareChildForm),
        Page("childcare-provider", ChildcareProviderForm),
        Page("childcare-cost", ChildcareCostForm),
    ),
    listed_if=pays_for_childcare,
    item_name=childcare_name,
    words=ListWords(
        summary=_("Your childcare"),
        item=_("Childcare"),
        add=_("Add childcare"),
        another=_("Do you pay for other childcare?"),
        another_missing=_("Select yes if you pay for other childcare"),
        empty=_("You have not added any childcare yet."),
        remove=_("Are you sure you want to remove the childcare from {name}?"),
        remove_missing=_("Select yes if you want to remove this childcare"),
    ),
)
