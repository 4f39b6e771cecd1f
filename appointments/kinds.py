"""What people are asked to do, read in their journal and are sent about appointments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from appointments.types import TYPES
from govuk.formatting import day_and_time
from journal.kinds import EntryKind, TodoKind, add_entry_kind, add_todo_kind
from notifications.templates import add_template

BOOK, WHY_MISSED = "book_appointment", "why_missed"
REMINDER, CHANGED = "appointment_reminder", "appointment_changed"

WITH_REASONS = ("appointment_booked", "appointment_cancelled")
"""Kinds of entry beside which it says why staff did it."""


@dataclass(frozen=True, slots=True)
class AppointmentEntry(EntryKind):
    """An entry about an appointment: its data has what it is for (``kind``) and when it ``starts``."""

    def words(self, data: Mapping[str, Any]) -> str:
        when = day_and_time(datetime.fromisoformat(data["starts"]))
        # Zero-argument super() knows no class with slots made by a decorator.
        return EntryKind.words(self, {"what": TYPES[data["kind"]].title, "when": when})


def add_kinds() -> None:
    """Tell the journal and the outbox how these are worded."""
    add_todo_kind(
        TodoKind(
            slug=BOOK,
            title=_("Book an appointment"),
            why=_("We need to talk with you. You choose how and when."),
            if_missed=_("Somebody from our team gets in touch to find out why."),
            url_name="appointments:book",
            url_takes_subject=True,
        )
    )
    add_todo_kind(
        TodoKind(
            slug=WHY_MISSED,
            title=_("Tell us why you could not come to your appointment"),
            why=_("Things happen. We want to hear your reason before anybody decides anything."),
            if_missed=_("Somebody decides without knowing your reason. You can still tell us later."),
            url_name="appointments:why_missed",
            url_takes_subject=True,
        )
    )
    for slug, text in (
        ("appointment_booked", _("An appointment was booked: %(what)s. %(when)s")),
        ("appointment_moved", _("Your appointment was moved to another time. It was: %(what)s. %(when)s")),
        ("appointment_cancelled", _("Your appointment was cancelled: %(what)s. %(when)s")),
        (
            "appointment_fitted",
            _("We changed the length or the room of your appointment, as you need: %(what)s. %(when)s"),
        ),
        (
            "needs_unmet",
            _(
                "We cannot yet give you all that you need at this appointment. "
                "We find a way and tell you: %(what)s. %(when)s"
            ),
        ),
        ("appointment_arrived", _("You arrived for your appointment: %(what)s. %(when)s")),
        ("appointment_attended", _("Your appointment was held: %(what)s. %(when)s")),
        ("appointment_missed", _("We noted that you did not come to your appointment: %(what)s. %(when)s")),
        ("absence_answered", _("You told us why you could not come: %(what)s. %(when)s")),
        ("absence_accepted", _("We decided that you had a good reason not to come: %(what)s. %(when)s")),
        ("absence_refused", _("We decided that you had no good reason not to come: %(what)s. %(when)s")),
    ):
        add_entry_kind(AppointmentEntry(slug, text))
    add_entry_kind(EntryKind("needs_said", _("You told us what you need when we meet you.")))
    add_template(REMINDER, when=_("An appointment is in two days, or the next day"))
    add_template(CHANGED, when=_("Staff or a helper booked, moved, changed or cancelled an appointment for somebody"))
