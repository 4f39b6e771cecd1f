"""Calls that staff wrote down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.models import Person
from contacts.models import Contact
from contacts.services import ME, Noted, note_contact
from core import clock
from core.actor import Actor
from core.ids import new_id


def noted(*, said: str = "The boiler is broken", ours: str = "", theirs: str = "", **more: Any) -> Noted:
    """What was said in a call of today, and what was agreed in it, to be done in a week."""
    week = clock.today() + timedelta(days=7)
    given: dict[str, Any] = {"how": "phone", "way": "to_us", "spoke": "person", "on": clock.today(), "topic": "home"}
    if ours:
        given |= {"ours": ours, "ours_by": week, "ours_who": ME}
    if theirs:
        given |= {"theirs": theirs, "theirs_by": week}
    return Noted(**{**given, "said": said, **more})


def a_contact(person: Person, by: Actor, **given: Any) -> Contact:
    """A call that was written down."""
    return note_contact(person=person, noted=noted(**given), key=new_id(), by=by)
