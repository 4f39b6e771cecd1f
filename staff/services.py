"""Writes that only staff make."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import IdentityCheck, Person
from accounts.services import record_identity_check, tell
from core import clock
from core.actor import Actor
from journal.models import Todo, TodoState
from journal.services import add_entry, complete_todo

VERIFY_IDENTITY = "verify_identity"


def check_identity(*, person: Person, level: str, route: str, documents: Sequence[str], by: Actor) -> IdentityCheck:
    """Note that a claimant’s identity was checked, do their to-do for them, and tell them.

    The same check twice on one day by one member of staff is one check. Raises what record_identity_check does.
    """
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
        same = IdentityCheck.objects.filter(
            person=person,
            level=level,
            route=route,
            documents=list(documents),
            checked_by_id=by.user_id,
            checked_at__date=clock.today(),
        ).first()
        if same:
            return same
        check = record_identity_check(person=person, level=level, route=route, documents=documents, by=by)
        asked = Todo.objects.filter(person=person, kind=VERIFY_IDENTITY, state=TodoState.OPEN)
        for todo in asked:
            complete_todo(todo=todo, by=by)
        add_entry(person=person, kind="identity_verified", by=by)
        tell(person=person, template="identity_verified", by=by)
    return check
