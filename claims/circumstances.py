"""Recording what is believed about a claim and the people on it. History is never edited: it is superseded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.identity.levels import Thing
from accounts.identity.standing import check_is_sure
from accounts.models import Person
from claims.bank import see_to_other_account
from claims.checking_accounts import see_to_check
from claims.models import Claim, ClaimState, Fact
from core import clock
from core.actor import Actor

PERSON, CLAIM = "person", "claim"
PAID_INTO = "bank"
"""The kind of fact that says where we pay."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What is the case: of a person or of the claim, of a kind, about which child or job, in JSON values."""

    kind: str
    subject: str
    value: dict[str, Any]
    item: str = ""
    secret: dict[str, Any] = field(default_factory=dict)

    @property
    def full_value(self) -> dict[str, Any]:
        """The value with its secret part, as a recorded fact has it."""
        return {**self.value, **self.secret}


def record_circumstances(
    *,
    claim: Claim,
    person: Person,
    circumstances: Iterable[Circumstance],
    kinds: Iterable[str],
    from_day: date,
    by: Actor,
) -> list[Fact]:
    """Record a full report of these kinds, as holding from a day on.

    Raises NotSureEnough when somebody of whom we are not sure enough changes where an open claim is paid.

    What differs ends the day before and is followed by what is reported; an item of a kind that is not in the
    report ends; what is the same is left alone, so that reporting twice is reporting once. Returns the new rows. Raises
    BankDetailsStay.
    """
    reported, topics = {(c.subject, c.kind, c.item): c for c in circumstances}, set(kinds)
    said = [each.full_value for each in reported.values() if each.kind == PAID_INTO]
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        # Two claims can name one person (a claim refused, another made): their facts are locked too.
        Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)
        if PAID_INTO in topics and locked.state == ClaimState.OPEN and not (by.is_system or by.is_staff_member):
            check_is_sure(person, Thing.CHANGE_BANK)
        now = clock.now()
        held: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        overlapping = Fact.objects.about(claim, [person.pk]).filter(applies__overlap=DateRange(from_day, None))
        for fact in overlapping.as_known().filter(kind__in=topics):
            held[CLAIM if fact.claim_id else PERSON, fact.kind, fact.item].append(fact)
        new: list[Fact] = []
        for key, facts in held.items():
            wanted = reported.get(key)
            if wanted and len(facts) == 1 and _says(facts[0], wanted, from_day):
                del reported[key]
                continue
            for fact in facts:
                new += _supersede(fact, from_day, now)
        for wanted in reported.values():
            new.append(_fact(claim, person, wanted, DateRange(from_day, None)))
        for row in new:
            row.recorded_at = now
            row.recorded_by_id, row.recorded_by_name, row.channel = by.user_id, by.name, by.channel
        made = Fact.objects.bulk_create(new)
        see_to_other_account(claim=claim, new=made, by=by)
        if PAID_INTO in topics:
            see_to_check(claim=locked, reported=said, at=now, by=by)
        return made


def _says(fact: Fact, wanted: Circumstance, from_day: date) -> bool:
    """Whether one row already says all of it: the same, from that day or before, without an end."""
    covers = fact.applies.lower <= from_day and fact.applies.upper is None
    return covers and fact.value == wanted.value and (fact.secret or {}) == wanted.secret


def _supersede(fact: Fact, from_day: date, now: Any) -> list[Fact]:
    """Stop believing a row; what it said of the days before is said again by a row that ends there."""
    Fact.objects.filter(pk=fact.pk).update(superseded_at=now)
    if fact.applies.lower >= from_day:
        return []
    return [
        Fact(
            claim_id=fact.claim_id,
            person_id=fact.person_id,
            kind=fact.kind,
            item=fact.item,
            applies=DateRange(fact.applies.lower, from_day),
            value=fact.value,
            secret=fact.secret,
        )
    ]


def _fact(claim: Claim, person: Person, wanted: Circumstance, applies: DateRange) -> Fact:
    return Fact(
        claim=claim if wanted.subject == CLAIM else None,
        person=person if wanted.subject == PERSON else None,
        kind=wanted.kind,
        item=wanted.item,
        applies=applies,
        value=wanted.value,
        secret=wanted.secret or None,
    )
