"""Claims of different households that share an account, an address or a device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count

from accounts.models import DeviceUse
from core import clock
from signals.finding.found import Found, Seen, groups, households_of
from signals.models import Known, ShareKind, Trait, TraitKind
from signals.querysets import places_compared

DEVICE_DAYS = 90
"""How far back sign-ins on one device are put together."""


def same_account(threshold: int) -> Iterator[Found]:
    """Claims of at least so many households that are paid into one account."""
    return _shared_trait(TraitKind.ACCOUNT, ShareKind.ACCOUNT, threshold)


def same_address(threshold: int) -> Iterator[Found]:
    """Claims of at least so many households from one address."""
    return _shared_trait(TraitKind.ADDRESS, ShareKind.ADDRESS, threshold)


def same_device(threshold: int) -> Iterator[Found]:
    """People of at least so many households who signed in on one device in the last 90 days."""
    used = DeviceUse.objects.filter(
        last_used_at__gte=clock.now() - timedelta(days=DEVICE_DAYS),
        user__person__memberships__in=places_compared(),
    ).exclude(digest__in=Known.objects.digests(ShareKind.DEVICE))
    claim = "user__person__memberships__claim"
    many = used.values("digest").annotate(claims=Count(claim, distinct=True)).filter(claims__gte=threshold)
    rows = used.filter(digest__in=many.values("digest")).values_list("digest", "pk", claim)
    # Under one filter both joins are one: the claim is of the place that was asked for.
    return _of_many_households(((key, Seen(DeviceUse._meta.label, str(pk), of)) for key, pk, of in rows), threshold)


def account_name(_threshold: int) -> Iterator[Found]:
    """Accounts that the claimant says are theirs, in a name that nobody on the claim has or had."""
    for trait in Trait.objects.compared().filter(kind=TraitKind.OTHER_NAME):
        yield Found(bytes(trait.digest), 1, (Seen("claims.Fact", str(trait.fact_id), trait.claim_id),))


def _shared_trait(kind: TraitKind, share: ShareKind, threshold: int) -> Iterator[Found]:
    compared = Trait.objects.compared().filter(kind=kind).exclude(digest__in=Known.objects.digests(share))
    many = compared.values("digest").annotate(claims=Count("claim", distinct=True)).filter(claims__gte=threshold)
    rows = compared.filter(digest__in=many.values("digest")).values_list("digest", "fact_id", "claim_id")
    return _of_many_households(((key, Seen("claims.Fact", str(fact), of)) for key, fact, of in rows), threshold)


def _of_many_households(rows: Iterable[tuple[Any, Seen]], threshold: int) -> Iterator[Found]:
    together = groups(rows)
    number = households_of({each.claim_id for seen in together.values() for each in seen if each.claim_id})
    for key, seen in together.items():
        households = {number[each.claim_id] for each in seen if each.claim_id}
        if len(households) >= threshold:
            yield Found(key, len(households), tuple(seen))
