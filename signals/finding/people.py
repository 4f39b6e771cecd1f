"""People who may be one person, and people who may not be who was checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Lower

from accounts.models import IdentityCheck, IdentityLevel, Person
from claims.models import Fact
from signals.finding.found import Found, Seen, key_of
from signals.querysets import places_compared

NAMED_BY = {"identity": ("given_names", "family_name"), "birth": ("date_of_birth",)}


def same_number(threshold: int) -> Iterator[Found]:
    """At least so many people with claims and one National Insurance number."""
    return _alike("same_number", ["nino_digest"], _claimants().exclude(nino_digest=None), threshold)


def same_person(threshold: int) -> Iterator[Found]:
    """At least so many people with claims, one name and one date of birth."""
    named = _claimants().exclude(date_of_birth=None).exclude(family_name="")
    named = named.annotate(given=Lower("given_names"), family=Lower("family_name"))
    return _alike("same_person", ["given", "family", "date_of_birth"], named, threshold)


def same_proof(threshold: int) -> Iterator[Found]:
    """At least so many people with claims who were proved to be who they are by one GOV.UK One Login."""
    proved = IdentityCheck.objects.filter(subject_digest__isnull=False, revocation=None, person__in=_claimants())
    many = proved.values("subject_digest").annotate(people=Count("person", distinct=True))
    shared = many.filter(people__gte=threshold).values("subject_digest")
    alike: dict[bytes, set[Any]] = defaultdict(set)
    rows: Any = proved.filter(subject_digest__in=shared).values_list("subject_digest", "person")
    for subject, person in rows:
        alike[bytes(subject)].add(person)
    claims = dict(_places({person for people in alike.values() for person in people}))
    for subject, people in alike.items():
        seen = tuple(Seen("accounts.Person", str(person), claims[person]) for person in sorted(people))
        yield Found(key_of("same_proof", subject.hex()), len(people), seen)


def identity_changed(_threshold: int) -> Iterator[Found]:
    """People who declared another name or date of birth after their identity was checked."""
    checks = IdentityCheck.objects.exclude(level=IdentityLevel.NONE).filter(revocation=None)
    checked_at = checks.filter(person=OuterRef("person")).order_by("-checked_at").values("checked_at")
    later = (
        Fact.objects.as_known()
        .filter(kind__in=NAMED_BY, person__isnull=False)
        .annotate(checked_at=Subquery(checked_at[:1]))
        .filter(recorded_at__gt=F("checked_at"))
    )
    believed_then = (
        Fact.objects.filter(person=OuterRef("person"), kind=OuterRef("kind"), recorded_at__lte=OuterRef("checked_at"))
        .filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=OuterRef("checked_at")))
        .order_by("-recorded_at", "-applies")
    )
    changed: dict[Any, list[str]] = defaultdict(list)
    rows = later.annotate(before=Subquery(believed_then.values("value")[:1])).exclude(before=None)
    # A row that ends repeats what held before it: only what goes on says something new.
    for fact in rows.filter(applies__endswith__isnull=True).defer("secret"):
        before = cast(Any, fact).before
        if any(fact.value.get(part) != before.get(part) for part in NAMED_BY[fact.kind]):
            changed[fact.person_id].append(str(fact.pk))
    for person, claim in _places(changed):
        seen = tuple(Seen("claims.Fact", fact, claim) for fact in changed[person])
        yield Found(key_of("identity_changed", person), 1, seen)


def _claimants() -> QuerySet[Person]:
    return Person.objects.filter(Exists(places_compared().filter(person=OuterRef("pk"))))


def _places(people: Any) -> Any:
    """People and the claim that each is on."""
    places = places_compared().filter(person__in=list(people))
    return places.order_by("person", "-recorded_at").distinct("person").values_list("person", "claim")


def _alike(kind: str, parts: list[str], among: QuerySet[Person], threshold: int) -> Iterator[Found]:
    """People of whom all these parts are the same. Two queries, however many there are."""
    counted = among.annotate(people=Window(Count("pk"), partition_by=[F(part) for part in parts]))
    alike: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for person, *values in counted.filter(people__gte=threshold).values_list("pk", *parts):
        alike[tuple(_plain(value) for value in values)].append(person)
    claims = dict(_places([person for people in alike.values() for person in people]))
    for values, people in alike.items():
        seen = tuple(Seen("accounts.Person", str(person), claims[person]) for person in people)
        yield Found(key_of(kind, *values), len(people), seen)


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value
