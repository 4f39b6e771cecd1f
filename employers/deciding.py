"""What staff do: note what they checked, and decide on an employer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from employers import messages
from employers.models import (
    CheckedAt,
    CheckKind,
    CheckResult,
    Employer,
    EmployerDecision,
    RegisterCheck,
    Why,
)
from employers.models.checks import REFUSING, SUSPENDING

WHY = {"approve": (), "refuse": REFUSING, "suspend": SUSPENDING, "restore": ()}
"""Each decision, and the reasons there are for it; those that please nobody ask for none."""
TOLD = {
    "approve": messages.APPROVED,
    "refuse": messages.REFUSED,
    "suspend": messages.SUSPENDED,
    "restore": messages.RESTORED,
}


class NotChecked(Exception):
    """Something was not looked up yet, or is not as the employer says."""


def add_check(
    *, employer: Employer, kind: str, looked_at: str, result: str, note: str | None, by: Actor
) -> RegisterCheck:
    """Note what was looked up, where, and what came of it."""
    user_id = _checker(by)
    with transaction.atomic():
        check = RegisterCheck.objects.create(
            employer=employer,
            kind=CheckKind(kind),
            looked_at=CheckedAt(looked_at),
            result=CheckResult(result),
            note=note or None,
            checked_by_id=user_id,
            checked_by_name=by.name,
            checked_at=clock.now(),
        )
        record("employer_checked", by=by, subject=employer, what=kind, looked_at=looked_at, result=result)
    return check


def unchecked(employer: Employer) -> list[CheckKind]:
    """What still has to be found to be so, since the registration was sent, before it can be approved."""
    latest: dict[str, str] = {}
    for kind, result in (
        employer.checks.filter(checked_at__gte=employer.applied_at)
        .order_by("checked_at", "pk")
        .values_list("kind", "result")
    ):
        latest[kind] = result
    return [kind for kind in CheckKind if latest.get(kind) != CheckResult.MATCHES]


def decide(*, employer: Employer, event: str, why: str, note: str | None, by: Actor) -> Employer:
    """Approve, refuse, suspend or restore an employer; those who act for it are told, and read why.

    Raises MoveRefused, NotChecked, or ValueError for a reason that is none for this.
    """
    user_id = _checker(by)
    reasons = WHY[event]
    if (Why(why) if why else None) not in (reasons or (None,)):
        raise ValueError(f"{why or 'Nothing'} is no reason to {event}")
    with transaction.atomic():
        locked = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
        if event == "approve" and locked.state == "applied" and unchecked(locked):
            raise NotChecked
        moved = move(locked, event, by=by, why=why)
        EmployerDecision.objects.create(
            employer=moved,
            event=event,
            why=why,
            note=note or None,
            decided_by_id=user_id,
            decided_by_name=by.name,
            decided_at=clock.now(),
        )
        messages.tell_everybody(employer=moved, template=TOLD[event], by=by)
    return moved


def possible(employer: Employer, actor: Actor) -> list[str]:
    """What this actor may decide about it as it stands."""
    found = []
    for event in WHY:
        try:
            Employer.STATES.check(employer, event, actor)
        except MoveRefused:
            continue
        found.append(event)
    return found


def note_seen(*, employer: Employer, by: Actor) -> None:
    """Record that somebody of staff read what an employer told us."""
    record("employer_seen", by=by, subject=employer)


def _checker(by: Actor) -> int:
    if by.user_id is None or not by.may(Permission.CHECK_EMPLOYERS):
        raise PermissionDenied("This actor checks no employers")
    return by.user_id
