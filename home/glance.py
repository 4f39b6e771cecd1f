"""How things stand with somebody, at a glance: what they have to do, what we do, whom they meet next, what they have
not read. For themself, for whoever helps them with some of it, and for staff who opened their record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import HelpScope
from appointments.models import Appointment
from appointments.selectors import next_appointment
from conversations.selectors import unread_count
from journal.doing import Doing, doing_for
from journal.models import Todo
from journal.selectors import A_FEW, first_todos, with_standing

ALL = frozenset(HelpScope)


@dataclass(frozen=True, slots=True)
class Glance:
    """What is shown of it; None where whoever asks may not see that. ``todos``: each with whether it is late, and how
    far away its day is."""

    today: date
    todos: list[tuple[Todo, bool, str]] | None
    has_more_todos: bool
    doing: list[Doing]
    sees_appointments: bool
    appointment: Appointment | None
    unread: int | None


def glance_at(person_id: UUID, today: date, scopes: Collection[str] = ALL, *, is_helper: bool = False) -> Glance:
    """Of this person, for whoever knows already that they may be told: a helper, only what their ``scopes`` are about.

    What there is to do is part of where a claim stands. At most five queries.
    """
    todos = first_todos(person_id) if HelpScope.CLAIM in scopes else None
    sees_appointments = HelpScope.APPOINTMENTS in scopes
    return Glance(
        today=today,
        todos=None if todos is None else with_standing(todos[:A_FEW], today),
        has_more_todos=len(todos or ()) > A_FEW,
        doing=[each for kind, each in doing_for(person_id, today) if kind.scope in scopes or not is_helper],
        sees_appointments=sees_appointments,
        appointment=next_appointment(person_id) if sees_appointments else None,
        unread=unread_count(person_id) if HelpScope.MESSAGES in scopes else None,
    )
