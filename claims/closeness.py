"""Whose claims a member of staff never handles: their own, and those of people who are close to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Help, KnownPerson, Person
from audit.services import record
from claims.kept import SEEN_WHEN_OPENED, Closeness, HandOver, KeptAttempt, LetBack
from claims.same_home import home_key
from core import clock
from core.actor import Actor
from core.digests import is_changing
from core.likeness import account_digest
from core.lookups import digests_in
from core.prepared import PreparedIds

if TYPE_CHECKING:
    from claims.models import Claim


class Kept(PermissionDenied):
    """The claim is kept from this actor."""


def close_people(actor: Actor) -> Any:
    """The ids of everybody whom this member of staff is, helps or has helped, knows, or is or was on a claim with, and
    of whoever was on one with whom they help or know: for ``__in``.

    One statement within another: it asks nothing by itself.
    """
    if is_changing():
        return _everybody_close(actor.user_id, actor.person_id)
    if actor.person_id is None:
        return _CLOSE_TO_STAFF.given(staff=actor.user_id)
    return _CLOSE_TO_PERSON.given(staff=actor.user_id, person=actor.person_id)


def _everybody_close(staff: Any, person: Any) -> QuerySet[Any]:
    first, *others = (people for _why, people in _close_people(staff, person))
    return first.union(*others)


def _close_people(staff: Any, person: Any) -> Iterator[tuple[Closeness, QuerySet[Any]]]:
    people, members, known = Person.objects, _of("Member"), KnownPerson.objects.current().filter(staff=staff)
    helped = Help.objects.filter(helper__isnull=False, helper=staff)
    yield Closeness.HELPED, helped.values_list("person")
    yield Closeness.HELPED, _with(helped.values("person"))
    by_number = people.filter(nino_digest__in=digests_in(known, "nino_digest"))
    yield Closeness.KNOWN, by_number.values_list("pk")
    yield Closeness.KNOWN, _with(by_number.values("pk"))
    by_birth = people.filter(birth_digest__in=digests_in(known, "birth_digest"))
    yield Closeness.KNOWN, by_birth.values_list("pk")
    yield Closeness.KNOWN, _with(by_birth.values("pk"))
    references = known.exclude(claim_reference="").values("claim_reference")
    yield Closeness.KNOWN, members.filter(claim__reference__in=references).values_list("person")
    if person is None:
        return
    yield Closeness.OWN, people.filter(pk=person).values_list("pk")
    own = digests_in(people.filter(pk=person), "nino_digest")
    yield Closeness.SAME_NUMBER, people.filter(nino_digest__in=own).values_list("pk")
    yield Closeness.TOGETHER, members.filter(claim__in=_claims_of(person)).values_list("person")


def kept_from(actor: Actor) -> Q:
    """Which claims are kept from this member of staff, as far as the database can tell by itself."""
    kept = Q(pk__in=_of("Member").filter(person__in=close_people(actor)).values("claim"))
    kept |= Q(pk__in=_KEPT_FOR_GOOD.given(staff=actor.user_id))
    return kept if actor.person_id is None else kept | Q(pk__in=_SAME_HOME.given(person=actor.person_id))


def kept_for_good(*staff: int | None) -> QuerySet[KeptAttempt]:
    """Claims that stay kept from these members of staff whatever changes: those of which it was only seen once they
    asked, and those that were then handed to somebody else. Until a team leader lets them back, and says why."""
    return _for_good(Q(staff__in=staff))


def _for_good(whose: Q) -> QuerySet[KeptAttempt]:
    asked = KeptAttempt.objects.filter(whose)
    handed = Exists(HandOver.objects.filter(claim=OuterRef("claim")))
    back = LetBack.objects.filter(staff=OuterRef("staff"), claim=OuterRef("claim"), at__gte=OuterRef("at"))
    return asked.filter(Q(why__in=SEEN_WHEN_OPENED) | handed).exclude(Exists(back))


def why_kept(claim: Claim, actor: Actor) -> Closeness | None:
    """Why this claim is kept from this member of staff: the first reason there is. None when it is not."""
    if why := why_close(claim, actor):
        return why
    seen = kept_for_good(actor.user_id).filter(claim=claim).first()
    return Closeness(seen.why) if seen else None


def why_close(claim: Claim, actor: Actor) -> Closeness | None:
    """Why it would be kept from them if they had never asked for it: how close they are as of now."""
    members = _of("Member").filter(claim=claim)
    reasons = sorted(_close_people(actor.user_id, actor.person_id), key=lambda each: list(Closeness).index(each[0]))
    for why, people in reasons:
        if members.filter(person__in=people).exists():
            return why
    if actor.person_id and _same_home(actor.person_id).filter(claim=claim).exists():
        return Closeness.ADDRESS
    return Closeness.ACCOUNT if is_alike(claim, actor) else None


def is_kept(claim: Claim, actor: Actor) -> bool:
    """Whether this claim is kept from this actor, who may be the service itself: that is close to nobody."""
    if actor.user_id is None:
        return False
    if type(claim)._default_manager.filter(kept_from(actor), pk=claim.pk).exists():
        return True
    return is_alike(claim, actor)


def is_alike(claim: Claim, actor: Actor) -> bool:
    """Whether it has the bank account of a claim of their own: encrypted, so that the database alone cannot tell."""
    if actor.person_id is None:
        return False
    own = set(_claims_of(actor.person_id).values_list("claim", flat=True))
    if not own or claim.pk in own:
        return False
    accounts: dict[bool, set[bytes]] = {True: set(), False: set()}
    for fact in _of("Fact").filter(superseded_at=None, kind="bank", claim__in=[claim.pk, *own]):
        if fact.full_value.get("account_number"):
            accounts[fact.claim_id in own].add(account_digest(fact.full_value))
    return bool(accounts[True] & accounts[False])


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


def _same_home(person: Any) -> QuerySet[Any]:
    """Facts that say somebody lives where this member of staff does, as a claim of their own says."""
    homes = _of("Fact").filter(superseded_at=None, kind="home", claim__isnull=False).annotate(home_key=home_key())
    return homes.filter(home_key__in=homes.filter(claim__in=_claims_of(person)).values("home_key"))


def _with(people: QuerySet[Any]) -> QuerySet[Any]:
    """Whoever is, or was, on a claim with one of these people."""
    return _of("Member").filter(claim__members__person__in=people).values_list("person")


def _claims_of(person: Any) -> QuerySet[Any]:
    return _of("Member").filter(person=person).values("claim")


def _of(model: str) -> QuerySet[Any]:
    # The querysets of claims begin here, before claims are defined.
    return apps.get_model("claims", model)._default_manager.all()


# Every page of staff asks these.
_CLOSE_TO_STAFF = PreparedIds(lambda staff: _everybody_close(staff, None))
_CLOSE_TO_PERSON = PreparedIds(_everybody_close)
_KEPT_FOR_GOOD = PreparedIds(lambda staff: _for_good(Q(staff=staff)).values("claim"))
_SAME_HOME = PreparedIds(lambda person: _same_home(person).values("claim"))
