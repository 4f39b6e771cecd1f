"""Who people on a claim are: what a claim needs to know of it, and what its people are asked to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.identity.levels import Thing
from accounts.identity.standing import Standing, standing_of
from accounts.models import IdentityCheck, IdentityLevel, Person
from accounts.services import tell
from claims.models import Claim, ClaimState
from core import clock
from core.actor import Actor
from journal.models import Todo, TodoState
from journal.services import add_entry, complete_todo, create_todo
from rules.periods import assessment_period

VERIFY, SURER, AGAIN = "verify_identity", "identity_for_payment", "identity_again"
WARNED = timedelta(days=28)
"""So long before a check expires somebody is asked to prove who they are again."""
TIME_TO_PROVE, A_WEEK = timedelta(days=14), timedelta(days=7)
LOOKED_BACK = timedelta(days=7)
"""How far back checks are followed up that nobody did at once: a week without a worker loses nothing."""


def _lasts(standing: Standing) -> bool:
    return standing.may(Thing.PAYMENTS) and standing.until is not None and standing.until > clock.now() + WARNED


DONE: Mapping[str, Callable[[Standing], bool]] = {
    VERIFY: lambda standing: standing.may(Thing.ACCEPTANCE),
    SURER: lambda standing: standing.may(Thing.FIRST_PAYMENT),
    AGAIN: _lasts,
}
"""Each to-do about who somebody is, and where they must stand for it to be done."""


def do_identity_todos(*, person: Person, by: Actor) -> list[Todo]:
    """Note that those to-dos are done which ask for no more than is now known of this person. Returns them."""
    with transaction.atomic():
        locked = Person.objects.select_for_update(of=("self",)).defer("nino").get(pk=person.pk)
        standing = standing_of(locked)
        asked = Todo.objects.filter(person=locked, kind__in=DONE, state=TodoState.OPEN).order_by("pk")
        return [complete_todo(todo=todo, by=by) for todo in asked if DONE[todo.kind](standing)]


def tell_of_check(*, person: Person, by: Actor) -> None:
    """Write in somebody's journal that their identity was checked, and send them a message."""
    add_entry(person=person, kind="identity_verified", by=by)
    tell(person=person, template="identity_verified", by=by)


def follow_checks(*, by: Actor) -> int:
    """Do what follows from checks that came from elsewhere than our staff, who do it at once: GOV.UK One Login's.

    Whoever has something to do that is now done is told. Again changes nothing. Returns how many people were told.
    """
    since = clock.now() - LOOKED_BACK
    recent = IdentityCheck.objects.filter(checked_at__gte=since).exclude(level=IdentityLevel.NONE).values("person")
    asked = Todo.objects.filter(kind__in=DONE, state=TodoState.OPEN, person__in=recent)
    told = 0
    for person in Person.objects.filter(pk__in=asked.values("person")).order_by("pk").defer("nino"):
        with transaction.atomic():
            if do_identity_todos(person=person, by=by):
                tell_of_check(person=person, by=by)
                told += 1
    return told


def ask_what_is_missing(*, claim: Claim, person: Person, by: Actor) -> None:
    """Ask somebody to prove who they are where too little is known of it for their claim to be accepted, or for them to
    see what is paid for it. Asking again changes nothing."""
    standing = standing_of(person)
    if claim.state == ClaimState.SUBMITTED and not standing.may(Thing.ACCEPTANCE):
        due = clock.today() + TIME_TO_PROVE
        create_todo(person=person, kind=VERIFY, due=due, subject=claim.reference, by=by)
    elif claim.state == ClaimState.OPEN and not standing.may(Thing.PAYMENTS):
        create_todo(person=person, kind=AGAIN, due=None, subject=claim.reference, by=by)


def ask_before_first_payment(*, claim: Claim, person: Person, by: Actor) -> None:
    """Ask whoever is paid first to show more of who they are, where a first payment takes it: before it is worked out,
    as long as there is a week for it. Asking again changes nothing."""
    if standing_of(person).may(Thing.FIRST_PAYMENT):
        return
    assert claim.entitled_from is not None
    due = max(assessment_period(claim.entitled_from, 1).end, clock.today() + A_WEEK)
    create_todo(person=person, kind=SURER, due=due, subject=claim.reference, by=by)


def ask_before_expiry(*, by: Actor) -> int:
    """Ask everybody on an open claim to prove again who they are, four weeks before what is known of it expires.

    Asked once while the to-do is open. Returns how many people have been looked at and asked.
    """
    soon = clock.now() + WARNED
    ending = IdentityCheck.objects.counting(clock.now()).filter(expires_at__lte=soon).values("person")
    claims = Claim.objects.filter(state=ClaimState.OPEN, members__person__in=ending, members__superseded_at=None)
    asked = 0
    for claim in claims.distinct().order_by("pk"):
        for member in claim.members.current(clock.today()).filter(person__in=ending).select_related("person"):
            standing = standing_of(member.person)
            if _lasts(standing):
                continue
            due = timezone.localdate(standing.until, timezone.get_default_timezone()) if standing.until else None
            create_todo(person=member.person, kind=AGAIN, due=due, subject=claim.reference, by=by)
            asked += 1
    return asked
