"""Whose claims a member of staff never handles: their own, and those of people who are close to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower

from accounts.models import Help, KnownPerson, Person
from audit.services import record
from claims.kept import SEEN_WHEN_OPENED, Closeness, KeptAttempt
from core import clock
from core.actor import Actor
from core.likeness import account_digest, address_digest

if TYPE_CHECKING:
    from claims.models import Claim


class Kept(PermissionDenied):
    """The claim is kept from this actor."""


def close_people(actor: Actor) -> QuerySet[Any]:
    """The ids of everybody whom this member of staff is, helps or has helped, knows, or is or was on a claim with, and
    of whoever was on one with whom they help or know.

    One statement within another: it asks nothing by itself.
    """
    first, *others = (people for _why, people in _close_people(actor))
    return first.union(*others)


def _close_people(actor: Actor) -> Iterator[tuple[Closeness, QuerySet[Any]]]:
    people, members, known = Person.objects, _of("Member"), KnownPerson.objects.current().filter(staff=actor.user_id)
    helped = Help.objects.filter(helper__isnull=False, helper=actor.user_id)
    yield Closeness.HELPED, helped.values_list("person")
    yield Closeness.HELPED, _with(helped.values("person"))
    numbers = known.filter(nino_digest__isnull=False).values("nino_digest")
    by_number = people.filter(nino_digest__in=numbers)
    yield Closeness.KNOWN, by_number.values_list("pk")
    yield Closeness.KNOWN, _with(by_number.values("pk"))
    births = known.filter(birth_digest__isnull=False).values("birth_digest")
    by_birth = people.filter(birth_digest__in=births)
    yield Closeness.KNOWN, by_birth.values_list("pk")
    yield Closeness.KNOWN, _with(by_birth.values("pk"))
    references = known.exclude(claim_reference="").values("claim_reference")
    yield Closeness.KNOWN, members.filter(claim__reference__in=references).values_list("person")
    if actor.person_id is None:
        return
    yield Closeness.OWN, people.filter(pk=actor.person_id).values_list("pk")
    own = people.filter(pk=actor.person_id, nino_digest__isnull=False).values("nino_digest")
    yield Closeness.SAME_NUMBER, people.filter(nino_digest__in=own).values_list("pk")
    yield Closeness.TOGETHER, members.filter(claim__in=_own_claims(actor)).values_list("person")


def kept_from(actor: Actor) -> Q:
    """Which claims are kept from this member of staff, as far as the database can tell by itself."""
    kept = Q(pk__in=_of("Member").filter(person__in=close_people(actor)).values("claim"))
    seen = KeptAttempt.objects.filter(staff=actor.user_id, why__in=SEEN_WHEN_OPENED)
    kept |= Q(pk__in=seen.values("claim"))
    if actor.person_id is None:
        return kept
    home = _homes().filter(claim__in=_own_claims(actor), postcode=OuterRef("postcode"), line=OuterRef("line"))
    return kept | Q(Exists(_homes().filter(claim=OuterRef("pk")).filter(Exists(home))))


def why_kept(claim: Claim, actor: Actor) -> Closeness | None:
    """Why this claim is kept from this member of staff: the first reason there is. None when it is not."""
    members = _of("Member").filter(claim=claim)
    reasons = sorted(_close_people(actor), key=lambda each: list(Closeness).index(each[0]))
    for why, people in reasons:
        if members.filter(person__in=people).exists():
            return why
    if why_alike := _alike(claim, actor):
        return why_alike
    seen = claim.kept_attempts.filter(staff=actor.user_id, why__in=SEEN_WHEN_OPENED).first()
    return Closeness(seen.why) if seen else None


def is_kept(claim: Claim, actor: Actor) -> bool:
    """Whether this claim is kept from this actor, who may be the service itself: that is close to nobody."""
    if actor.user_id is None:
        return False
    if type(claim)._default_manager.filter(kept_from(actor), pk=claim.pk).exists():
        return True
    return is_alike(claim, actor)


def is_alike(claim: Claim, actor: Actor) -> bool:
    """Whether it has the address or the account of a claim of their own, of which the database alone cannot tell."""
    return _alike(claim, actor) is not None


def check_is_not_kept(claim: Claim, by: Actor) -> None:
    """Raise Kept where this claim is kept from this actor."""
    if is_kept(claim, by):
        raise Kept("Nobody handles their own claim, or that of somebody they are close to")


def note_attempt(*, claim: Claim, by: Actor) -> None:
    """Note that a member of staff asked for a claim that is kept from them. They saw nothing, so it is not among who
    looked at the claimant's record."""
    why = why_kept(claim, by)
    if why is None or by.user_id is None:
        return
    with transaction.atomic():
        KeptAttempt.objects.create(staff_id=by.user_id, claim=claim, why=why, at=clock.now())
        record("kept_claim_asked_for", by=by, subject=claim, why=why)


def _alike(claim: Claim, actor: Actor) -> Closeness | None:
    """What can only be compared once it is opened: an account is encrypted, an address spelt in many ways."""
    if actor.person_id is None:
        return None
    own = set(_own_claims(actor).values_list("claim", flat=True))
    if claim.pk in own:
        return None
    facts = _of("Fact").filter(superseded_at=None, kind__in=["bank", "home"], claim__in=[claim.pk, *own])
    likenesses: dict[bool, set[Any]] = {True: set(), False: set()}
    for fact in facts:
        likenesses[fact.claim_id in own].add(_likeness(fact))
    common = (likenesses[True] & likenesses[False]) - {None}
    return min((why for why, _digest in common), key=list(Closeness).index, default=None)


def _likeness(fact: Any) -> tuple[Closeness, bytes] | None:
    value = fact.full_value
    if fact.kind == "bank":
        return (Closeness.ACCOUNT, account_digest(value)) if value.get("account_number") else None
    return (Closeness.ADDRESS, address_digest(value)) if value.get("postcode") else None


def _homes() -> QuerySet[Any]:
    postcode, line = (KeyTextTransform(part, "value") for part in ("postcode", "address_line_1"))
    homes = _of("Fact").filter(superseded_at=None, kind="home", value__has_keys=["postcode", "address_line_1"])
    return homes.annotate(postcode=postcode, line=Lower(line))


def _with(people: QuerySet[Any]) -> QuerySet[Any]:
    """Whoever is, or was, on a claim with one of these people."""
    return _of("Member").filter(claim__members__person__in=people).values_list("person")


def _own_claims(actor: Actor) -> QuerySet[Any]:
    return _of("Member").filter(person=actor.person_id).values("claim")


def _of(model: str) -> QuerySet[Any]:
    # The querysets of claims begin here, before claims are defined.
    return apps.get_model("claims", model)._default_manager.all()
