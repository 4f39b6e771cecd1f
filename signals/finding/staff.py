"""Work of staff that is out of the ordinary. Mistakes and fraud come from inside too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from accounts.models import DeviceUse, User
from audit.models import Access
from claims.models import Claim
from claims.querysets import OPENED
from core import clock
from core.permissions import STAFF_ROLES
from signals.finding.found import Found, Seen, households_of, key_of
from signals.models import Known, ShareKind, Trait, TraitKind
from signals.querysets import places_compared

STAFF_DAYS = 30
"""How far back the record of who opened what is looked at."""


def many_records(threshold: int) -> Iterator[Found]:
    """Staff who opened at least so many different records in one day."""
    # The day in Great Britain, by the zone of the service.
    opened = _openings().annotate(day=TruncDate("at")).values("user_id", "day")
    many = opened.annotate(records=Count("claim_reference", distinct=True)).filter(records__gte=threshold)
    known = set(User.objects.filter(pk__in=[row["user_id"] for row in many]).values_list("pk", flat=True))
    for row in many:
        if row["user_id"] in known:
            seen = (Seen("audit.Access", f"{row['user_id']} {row['day']}"),)
            yield Found(key_of("many_records", row["user_id"], row["day"]), row["records"], seen, row["user_id"])


def own_circle(_threshold: int) -> Iterator[Found]:
    """Staff who opened the record of a claim that shares an account, an address or a device with their own claim or
    with that of a colleague in their office."""
    near = _near_staff()
    references = dict(Claim.objects.filter(pk__in={claim for claim, _owner in near}).values_list("reference", "pk"))
    opened: dict[Any, set[int]] = defaultdict(set)
    reads = _openings().filter(claim_reference__in=references).values_list("claim_reference", "user_id")
    for reference, user in reads.distinct():
        opened[references[reference]].add(user)
    everybody = {user for users in opened.values() for user in users} | {owner for _claim, owner in near}
    office = dict(User.objects.filter(pk__in=everybody).values_list("pk", "office"))
    for claim, owner in near:
        for user in opened[claim]:
            if user == owner or (user in office and office[user] is not None and office[user] == office.get(owner)):
                seen = (Seen("audit.Access", f"{user} {claim}", claim),)
                yield Found(key_of("own_circle", user, claim), 1, seen, user)


def _openings() -> Any:
    since = clock.now() - timedelta(days=STAFF_DAYS)
    return Access.objects.filter(page=OPENED, at__gte=since, user_id__isnull=False)


def _near_staff() -> set[tuple[Any, int]]:
    """Claims that share something with a member of staff, and that member of staff: never their own household's."""
    staff = User.objects.filter(roles__overlap=sorted(STAFF_ROLES))
    places = places_compared().filter(person__user__in=staff)
    owner_of = dict(places.values_list("claim", "person__user"))
    pairs: set[tuple[Any, int]] = set()
    own = list(_shared_traits().filter(claim__in=owner_of).values_list("kind", "digest", "claim"))
    owners: dict[tuple[str, bytes], set[int]] = defaultdict(set)
    for kind, common, claim in own:
        owners[kind, bytes(common)].add(owner_of[claim])
    others = _shared_traits().filter(digest__in=[common for _kind, common, _claim in own])
    for kind, common, claim in others.values_list("kind", "digest", "claim"):
        pairs |= {(claim, owner) for owner in owners.get((kind, bytes(common)), ())}
    pairs |= _on_devices_of(staff)
    number = households_of({claim for claim, _owner in pairs} | set(owner_of))
    homes: dict[int, set[int]] = defaultdict(set)
    for claim, owner in owner_of.items():
        homes[owner].add(number[claim])
    return {(claim, owner) for claim, owner in pairs if number[claim] not in homes[owner]}


def _shared_traits() -> Any:
    known = [
        Q(kind=trait, digest__in=Known.objects.digests(share))
        for trait, share in ((TraitKind.ACCOUNT, ShareKind.ACCOUNT), (TraitKind.ADDRESS, ShareKind.ADDRESS))
    ]
    return Trait.objects.compared().exclude(kind=TraitKind.OTHER_NAME).exclude(known[0] | known[1])


def _on_devices_of(staff: Any) -> set[tuple[Any, int]]:
    """Claims of people who signed in on a device that a member of staff signs in on too."""
    theirs = DeviceUse.objects.filter(user__in=staff).exclude(digest__in=Known.objects.digests(ShareKind.DEVICE))
    users: dict[bytes, set[int]] = defaultdict(set)
    for common, user in theirs.values_list("digest", "user"):
        users[bytes(common)].add(user)
    claim = "user__person__memberships__claim"
    same = DeviceUse.objects.filter(digest__in=list(users), user__person__memberships__in=places_compared())
    rows = same.values_list("digest", "user", claim)
    return {
        (of, member_of_staff)
        for common, user, of in rows
        for member_of_staff in users[bytes(common)]
        if user != member_of_staff
    }
