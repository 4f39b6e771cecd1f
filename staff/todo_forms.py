"""What staff are asked about to-dos."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.pausing import latest_after_a_death
from core import clock
from govuk.fields import DateField, RadiosField, TextAreaField
from govuk.forms import GovukForm
from journal.kinds import TODO_KINDS

LONGEST = timedelta(days=90)
GIVE, REFUSE, DONE, NOT_NEEDED, NOTE = "give", "refuse", "done", "not-needed", "note"
WORDS = {
    GIVE: _("Give more time"),
    REFUSE: _("Do not give the time that they ask for"),
    DONE: _("It is done"),
    NOT_NEEDED: _("It is no longer needed"),
    NOTE: _("Note for a decision maker that it was not done"),
}


def _latest() -> Any:
    return clock.today() + LONGEST


class AskTodoForm(GovukForm):
    """What somebody is to do, and by when."""

    title = _("Ask the claimant to do something")
    body = _("The claimant gets a to-do and a message. Use the page for evidence if you need to see something.")
    button = _("Ask the claimant")
    details = TextAreaField(
        label=_("What do you ask for, and why?"),
        hint=_("The claimant reads this. Say what it is about, and how to do it."),
        name=_("What you ask for"),
        personal=True,
        secret=True,
        missing=_("Enter what you ask for, and why"),
        max_length=500,
        rows=3,
    )
    due = DateField(
        label=_("By which day?"),
        hint=_("Give at least 7 days. It moves on from a weekend or a bank holiday."),
        name=_("The day"),
        personal=True,
        future=True,
        or_today=True,
        latest=_latest,
        missing=_("Enter the day by which it is to be done"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.slug, kind.title) for kind in TODO_KINDS.values() if kind.staff_may_ask]
        kind = RadiosField(
            label=_("What is to be done?"), personal=False, missing=_("Select what is to be done"), choices=kinds
        )
        self.fields = {"kind": kind, **self.fields}


class BereavementForm(GovukForm):
    """Until when a claimant is left in peace after a death."""

    title = _("Somebody close to the claimant died")
    body = _(
        "Their to-dos stand still: they are not reminded, and nothing is missed. Do not ask for proof. Use this for a "
        "partner, a child or anybody else who was close."
    )
    button = _("Have their to-dos stand still")
    until = DateField(
        label=_("Until which day?"),
        hint=_("In 6 months at the latest. You can change the day later."),
        name=_("The day"),
        personal=True,
        future=True,
        or_today=True,
        latest=latest_after_a_death,
        missing=_("Enter the day until which their to-dos stand still"),
    )


class TodoForm(GovukForm):
    """What follows for a to-do."""

    title = _("What follows")
    button = _("Save and tell the claimant")
    until = DateField(
        label=_("The new day, if you give more time"),
        name=_("The new day"),
        personal=True,
        optional=True,
        future=True,
        or_today=True,
        latest=_latest,
    )
    words = TextAreaField(
        label=_("Why?"),
        hint=_("The claimant reads this."),
        name=_("Why"),
        personal=True,
        secret=True,
        missing=_("Enter why"),
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, can: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = RadiosField(
            label=_("What do you decide?"),
            personal=False,
            missing=_("Select what you decide"),
            choices=[(each, WORDS[each]) for each in can],
        )
        self.fields = {"what": what, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Who gives more time says until when."""
        cleaned = super().clean() or {}
        if cleaned.get("what") == GIVE and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Enter the new day"))
        return cleaned
