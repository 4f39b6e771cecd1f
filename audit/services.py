"""Writing to the record, in the caller's transaction: the deed and its record stand or fall together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from audit.models import Access, AccessReason, Event
from core import clock
from core.actor import Actor

SEARCHED = "admin:audit"
"""The page that a claimant is told of when an administrator sees rows of the record about them."""

USERS_READ = "admin:users"
"""The same, when an administrator sees their account among those of others."""


def record(
    kind: str,
    *,
    by: Actor,
    subject: models.Model | None = None,
    claim_reference: str = "",
    person_id: UUID | None = None,
    **data: Any,
) -> Event:
    """Add what happened to the record. ``data`` is JSON and must never hold a secret."""
    return Event.objects.create(
        **_who(by),
        kind=kind,
        reason=by.reason,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        claim_reference=claim_reference,
        person_id=person_id,
        data=data,
    )


def record_all(kind: str, *, by: Actor, about: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """The same of each of these rows, with what is noted of it, at once. For rows that are nobody's own, such as
    messages. One query."""
    who = _who(by)
    Event.objects.bulk_create(
        [
            Event(
                **who,
                kind=kind,
                reason=by.reason,
                subject_type=subject._meta.label_lower,
                subject_id=str(subject.pk),
                data=data,
            )
            for subject, data in about
        ]
    )


def record_access(
    *,
    by: Actor,
    person_id: UUID,
    claim_reference: str,
    reason: AccessReason | str,
    note: str,
    page: str,
) -> Access:
    """Add to the record that a member of staff read a page of somebody's claim."""
    return Access.objects.create(
        **_who(by),
        person_id=person_id,
        claim_reference=claim_reference,
        reason=AccessReason(reason),
        note=note,
        page=page,
    )


def record_access_to_many(
    *, by: Actor, whom: Iterable[tuple[UUID, str]], reason: AccessReason | str, note: str, page: str
) -> None:
    """Add to the record that a member of staff saw, on one page, something about each of these people, who are given
    with the reference of their claim. One query."""
    who, why = _who(by), {"reason": AccessReason(reason), "note": note, "page": page}
    Access.objects.bulk_create(
        [Access(**who, **why, person_id=person, claim_reference=reference) for person, reference in whom]
    )


def _who(by: Actor) -> dict[str, Any]:
    return {
        "at": clock.now(),
        "user_id": by.user_id,
        "user_name": by.name,
        "roles": sorted(by.roles),
        "channel": by.channel,
        "on_behalf_of_id": by.on_behalf_of_id,
        "visit_id": by.visit_id,
    }
