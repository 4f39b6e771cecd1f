"""Numbers whose owners told us by text to stop our texts: none goes there but a code that somebody asks for, until they
say otherwise (Privacy and Electronic Communications (EC Directive) Regulations 2003, regulation 22, has it for
advertising; we have it for every text)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digests
from notifications.models import StoppedNumber
from notifications.returned import among, normal, returned, which_returned
from notifications.templates import TEMPLATES


def which_stopped(numbers: Iterable[str]) -> set[str]:
    """Those of these numbers that are not texted. One query."""
    return among(numbers, _stopped)


def which_take_nothing(addresses: Iterable[str], template: str) -> set[str]:
    """Those of these addresses and numbers to which this message does not go: messages come back from there, or whoever
    has it told us to stop. One query."""
    if TEMPLATES[template].goes_although_stopped:
        return which_returned(addresses)
    return among(addresses, lambda keys: returned(keys).union(_stopped(keys), all=True))


def stop_texts(number: str, *, by: Actor) -> bool:
    """Text this number no more. Whether it was texted before."""
    with transaction.atomic():
        if which_stopped([number]):
            return False
        row = StoppedNumber.objects.create(address=normal(number), stopped_at=clock.now())
        record("number_stopped", by=by, subject=row)
    return True


def start_texts(numbers: Collection[str], *, by: Actor) -> bool:
    """Text these again, because somebody says so who has them. Whether any was not texted before."""
    keys = [key for each in numbers if each for key in digests(normal(each))]
    with transaction.atomic():
        stopped = list(StoppedNumber.objects.select_for_update(of=("self",)).filter(address_digest__in=keys))
        for row in stopped:
            record("number_started", by=by, subject=row)
            row.delete()
    return bool(stopped)


def _stopped(keys: Collection[bytes]) -> QuerySet[StoppedNumber, Any]:
    return StoppedNumber.objects.filter(address_digest__in=keys).values_list("address_digest", flat=True)
