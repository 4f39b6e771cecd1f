"""What we agreed to do: who does it, by when, that it is done, and a team leader who is told where it is not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from accounts.services import tell
from audit.moves import move
from audit.services import record
from contacts.kinds import KEPT
from contacts.models import Contact, Promise, PromiseState
from conversations.topics import WithWhom
from core import clock
from core.actor import Actor
from core.permissions import Permission
from journal.services import add_entry

BATCH = 200


def keep_in_step(contact: Contact, before: Contact | None, who: str, by: Actor) -> None:
    """Have what we agreed in a contact be a promise of ours. Where the contact corrects another, what is agreed as it
    was goes on, whoever does it now; what is not is dropped. The caller is in a transaction that has locked the
    person."""
    whose = _whose(who, by)
    old = Promise.objects.select_for_update(of=("self",)).filter(contact=before).first() if before else None
    if old and before and (before.ours, before.ours_by) == (contact.ours, contact.ours_by):
        old.contact = contact
        if old.state == PromiseState.OPEN:
            for name, value in whose.items():
                setattr(old, name, value)
        old.save(update_fields=["contact", *whose])
        return
    if old and old.state == PromiseState.OPEN:
        _end(old, "drop", by)
        _write(old, "promise_dropped", by)
    if contact.ours and contact.ours_by:
        Promise.objects.create(
            person=contact.person, contact=contact, due=contact.ours_by, made_at=clock.now(), **whose
        )


def _whose(who: str, by: Actor) -> dict[str, Any]:
    return (
        {"with_whom": WithWhom(who), "staff_id": None}
        if who in WithWhom.values
        else {
            "with_whom": "",
            "staff_id": by.user_id,
        }
    )


def keep_promise(*, promise: Promise, done: str, by: Actor) -> Promise:
    """Note what we did, as we agreed, and tell the person. Raises PermissionDenied for who may not, and MoveRefused
    where it is done already or no longer agreed."""
    if not by.may(Permission.ANSWER_MESSAGES) or by.person_id == promise.person_id:
        raise PermissionDenied("This actor does nothing for this person")
    with transaction.atomic():
        kept = _end(promise, "keep", by, done=done)
        _write(kept, "promise_kept", by)
        tell(person=kept.person, template=KEPT, by=by)
    return kept


def _end(promise: Promise, event: str, by: Actor, **more: Any) -> Promise:
    ended = {"ended_at": clock.now(), "ended_by_name": by.name, **more}
    return move(promise, event, by=by, person_id=promise.person_id, set_fields=ended)


def _write(promise: Promise, kind: str, by: Actor) -> None:
    contact = promise.contact
    data = {"on_day": str(contact.on), "contact": str(contact.pk), "first": str(contact.first)}
    add_entry(person=promise.person, kind=kind, data=data, by=by)


def escalate_late(*, by: Actor) -> int:
    """Tell a team leader, once each, of what we did not do by the day that we agreed. How many."""
    today, done = clock.today(), 0
    while True:
        with transaction.atomic():
            late: QuerySet[Promise] = Promise.objects.filter(state=PromiseState.OPEN, due__lt=today, escalated_at=None)
            rows = late.select_related("person", "contact").order_by("due", "pk")
            batch = list(rows.select_for_update(of=("self",), skip_locked=True)[:BATCH])
            for promise in batch:
                promise.escalated_at = clock.now()
                promise.save(update_fields=["escalated_at"])
                record("promise_escalated", by=by, subject=promise, person_id=promise.person_id, due=promise.due)
                _write(promise, "promise_late", by)
        done += len(batch)
        if not batch:
            return done
