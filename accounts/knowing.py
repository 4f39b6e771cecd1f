"""Saying whom one knows, and ending that: their claims are kept from who knows them (claims.closeness)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import KnownPerson, Relation, User
from accounts.models.known_people import ENDING, KnownPersonQuerySet
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission


def declare_known(
    *,
    relation: str,
    claim_reference: str = "",
    nino: str | None = None,
    family_name: str | None = None,
    date_of_birth: date | None = None,
    by: Actor,
) -> KnownPerson:
    """Note that the actor knows somebody. Whether that person has a claim is neither looked up nor said.

    Raises PermissionDenied for who handles no claims, ValueError where nothing says who it is.
    """
    if not by.may(Permission.SAY_WHOM_THEY_KNOW) or by.user_id is None:
        raise PermissionDenied("Only staff who handle claims say whom they know")
    known = KnownPerson(
        staff_id=by.user_id,
        relation=Relation(relation),
        claim_reference=claim_reference,
        nino=nino or None,
        family_name=family_name or None,
        date_of_birth=date_of_birth.isoformat() if date_of_birth else None,
        declared_at=clock.now(),
    )
    if not (claim_reference or nino or known.family_name_and_birth):
        raise ValueError("Nothing says who it is")
    with transaction.atomic():
        known.save(force_insert=True)
        record("known_person_declared", by=by, subject=known, relation=known.relation)
    return known


def known_to_staff_of(actor: Actor) -> KnownPersonQuerySet:
    """Whom the staff of this team leader's office know, as far as it holds; never whom they know themself."""
    return KnownPerson.objects.current().filter(staff__in=staff_of(actor))


def staff_of(actor: Actor) -> list[int]:
    """The other users who work where this team leader does; those who work at no office, for one without. One query
    for who they are, one for their office."""
    if not actor.may(Permission.OVERSEE_CONFLICTS) or actor.user_id is None:
        return []
    office = User.objects.values_list("office", flat=True).get(pk=actor.user_id)
    return list(User.objects.filter(office=office).exclude(pk=actor.user_id).values_list("pk", flat=True))


def end_known(*, known: KnownPerson, reason: str, by: Actor) -> KnownPerson:
    """Note that it does not hold any more, and why; it stays in the history. The first to end it is kept.

    Raises PermissionDenied for anybody but the team leader of their office, and for one's own.
    """
    if known.staff_id == by.user_id or known.staff_id not in staff_of(by):
        raise PermissionDenied("Only their team leader ends this, and never their own")
    with transaction.atomic():
        locked = KnownPerson.objects.select_for_update().get(pk=known.pk)
        if locked.ended_at:
            return locked
        locked.ended_at, locked.ended_by_id, locked.ended_by_name = clock.now(), by.user_id, by.name
        locked.end_reason = reason
        locked.save(update_fields=list(ENDING))
        record("known_person_ended", by=by, subject=locked, staff=locked.staff_id)
    return locked
