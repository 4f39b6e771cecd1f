"""From circumstances to what can be compared: each account and address as a keyed hash, read once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q

from claims.models import Fact, Member
from core import clock
from core.likeness import folded
from signals.models import Look, Trait, TraitKind
from signals.querysets import COMPARED

READ = "traits"
KINDS_READ = ("bank", "home")
# A circumstance is dated when it is recorded, and seen when its transaction ends: looking back a little misses none.
LOOKS_BACK = timedelta(hours=1)
BATCH = 500
SHARED_HOMES = frozenset({"supported", "temporary", "none"})
"""Homes that many households share, as they told us: hostels, supported and temporary housing. Not compared."""
_SHORTEST_NAME = 2


def read_traits() -> int:
    """Read what can be compared from circumstances recorded since the last time, and forget what no longer holds.

    Returns how many were read anew. A second reading waits for the first, and then finds nothing new.
    """
    with transaction.atomic():
        look, _ = Look.objects.get_or_create(what=READ)
        look = Look.objects.select_for_update().get(pk=look.pk)
        now, read = clock.now(), 0
        facts = Fact.objects.as_known().filter(kind__in=KINDS_READ, claim__state__in=COMPARED)
        if look.at:
            # A claim's circumstances are recorded as it is sent: before that there is nothing to compare.
            facts = facts.filter(recorded_at__gt=look.at - LOOKS_BACK)
        recorded = facts.order_by("recorded_at", "pk").iterator(chunk_size=BATCH)
        while batch := list(islice(recorded, BATCH)):
            read += _add(batch)
        Trait.objects.filter(Q(fact__superseded_at__isnull=False) | ~Q(claim__state__in=COMPARED)).delete()
        look.at = now
        look.save(update_fields=["at"])
    return read


def _add(facts: list[Fact]) -> int:
    """Keep what can be compared of these circumstances; how many of them were not kept already."""
    names = _names_on([fact.claim_id for fact in facts if fact.kind == "bank"])
    traits = [trait for fact in facts for trait in _traits_of(fact, names)]
    before = Trait.objects.filter(fact__in=facts).count()
    Trait.objects.bulk_create(traits, ignore_conflicts=True)
    return len(traits) - before


def _traits_of(fact: Fact, names: Mapping[Any, set[str]]) -> Iterator[Trait]:
    value, of = fact.full_value, {"fact": fact, "claim_id": fact.claim_id}
    if fact.kind == "home":
        if value.get("tenure") not in SHARED_HOMES and value.get("postcode"):
            yield Trait(**of, kind=TraitKind.ADDRESS)
        return
    if not value.get("account_number"):
        return
    yield Trait(**of, kind=TraitKind.ACCOUNT)
    if value.get("owner") == "mine" and not _words(value.get("holder") or "") & names[fact.claim_id]:
        yield Trait(**of, kind=TraitKind.OTHER_NAME)


def _names_on(claims: list[Any]) -> Mapping[Any, set[str]]:
    """The words in the family names, and in all earlier names, of everybody on these claims. Two queries."""
    found: dict[Any, set[str]] = defaultdict(set)
    members = Member.objects.filter(claim__in=claims, superseded_at__isnull=True)
    claims_of: dict[Any, set[Any]] = defaultdict(set)
    for claim, person, family_name in members.values_list("claim", "person", "person__family_name"):
        claims_of[person].add(claim)
        found[claim] |= _words(family_name)
    for fact in Fact.objects.as_known().filter(kind="identity", person__in=claims_of).defer("secret"):
        for claim in claims_of[fact.person_id]:
            found[claim] |= _words(fact.value.get("other_names") or "")
    return found


def _words(names: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", folded(names)) if len(word) >= _SHORTEST_NAME}
