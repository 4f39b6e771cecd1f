"""Addresses from which messages come back: nothing is sent there until they are changed or entered anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digests
from notifications.models import Medium, Message, ReturnedAddress

ELECTRONIC = frozenset({Medium.EMAIL, Medium.TEXT})


def normal(address: str) -> str:
    """One address as it is compared, however it was typed: email in small letters, a number by its digits from the
    country on."""
    if "@" in address:
        return address.strip().lower()
    numbers = re.sub(r"\D", "", address).removeprefix("00")
    return f"44{numbers[1:]}" if numbers.startswith("0") else numbers


def which_returned(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses from which messages come back. One query."""
    return among(addresses, returned)


def among(addresses: Iterable[str], find: Callable[[Collection[bytes]], QuerySet[Any, Any]]) -> set[str]:
    """Those of these addresses, as they are written here, of which one of the hashes is found."""
    keys = {bytes(key): each for each in addresses if each for key in digests(normal(each))}
    if not keys:
        return set()
    found = {normal(keys[bytes(key)]) for key in find(list(keys))}
    return {each for each in keys.values() if normal(each) in found}


def returned(keys: Collection[bytes]) -> QuerySet[ReturnedAddress, Any]:
    """Those of these hashes that are of addresses from which messages come back."""
    rows = ReturnedAddress.objects.filter(address_digest__in=keys, cleared_at=None)
    return rows.values_list("address_digest", flat=True)


def note_returned(*, message: Message, by: Actor) -> ReturnedAddress | None:
    """Note that messages come back from where this one went. Twice is once; None for what has no such address."""
    if message.medium not in ELECTRONIC or not message.address:
        return None
    with transaction.atomic():
        known = _locked([message.address]).first()
        if known is not None and known.cleared_at is None:
            return known
        row = known or ReturnedAddress(medium=message.medium, address=normal(message.address))
        row.recipient_reference = message.recipient_reference
        row.returned_at, row.told_at, row.cleared_at = clock.now(), None, None
        row.save()
        record("address_returned", by=by, subject=row, medium=message.medium)
    return row


def clear_returned(addresses: Collection[str], *, by: Actor) -> None:
    """Write again to these, because somebody changed them or entered them anew."""
    with transaction.atomic():
        for row in _locked(addresses).filter(cleared_at=None):
            row.cleared_at = clock.now()
            row.save(update_fields=["cleared_at"])
            record("address_cleared", by=by, subject=row, medium=row.medium)


def to_tell() -> QuerySet[ReturnedAddress]:
    """Those whose owners were not told yet, and those that were cleared."""
    untold = ReturnedAddress.objects.filter(told_at=None, cleared_at=None)
    return (untold | ReturnedAddress.objects.filter(cleared_at__isnull=False)).order_by("returned_at")


def _locked(addresses: Collection[str]) -> QuerySet[ReturnedAddress]:
    keys = [key for each in addresses if each for key in digests(normal(each))]
    return ReturnedAddress.objects.select_for_update().filter(address_digest__in=keys).order_by("pk")
