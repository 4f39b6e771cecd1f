"""An account that staff record for somebody waits until another member of staff has heard its owner.

Until then we go on paying into the account before, or keep the money (``payments.selectors.account_of``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Person
from accounts.services import tell
from audit.agreeing import end_asking, give_answer
from audit.services import record
from claims.account_checks import HEARD, AccountCheck, EndedBecause, Found, account_in
from claims.closeness import check_is_not_kept
from claims.models import Claim, Fact, Member
from core import clock
from core.actor import Actor, Channel
from core.permissions import Permission, roles_with
from core.second_person import Standing
from journal.services import add_entry

REPLACED = Actor.system("Another account was given")


class OtherDetails(Exception):
    """What the owner said is not what was recorded."""


def latest_check(claim: Claim, details: dict[str, Any]) -> AccountCheck | None:
    """The last time that somebody asked for this account of a claim to be checked, if anybody did."""
    checks = AccountCheck.objects.filter(claim=claim).order_by("-asked_at", "-pk")
    return next((check for check in checks if check.is_of(details)), None)


def check_in_the_way(claim: Claim, details: dict[str, Any]) -> AccountCheck | None:
    """Because of which nothing is paid into this account; None where it may be."""
    check = latest_check(claim, details)
    return check if check and check.stands_in_the_way else None


def see_to_check(*, claim: Claim, reported: Iterable[dict[str, Any]], at: datetime, by: Actor) -> None:
    """Bank details of a claim were reported at a moment. Ask for a check where staff recorded them, and where they were
    refused before; where people give them themselves, nobody has to check them."""
    account = next((found for details in reported if (found := account_in(details))), {})
    if not account or by.user_id is None:
        return
    latest = latest_check(claim, account)
    if latest and latest.is_waiting:
        if not by.is_staff_member:
            _end(latest, EndedBecause.OWNER)
        return
    if latest is None or not latest.stands_in_the_way:
        needs_check = by.is_staff_member and latest is None and not _is_known(claim, account, at)
    else:
        needs_check = True
    for other in AccountCheck.objects.waiting().filter(claim=claim):
        _end(other, EndedBecause.REPLACED)
    if needs_check:
        _ask(claim, account, at, by)


def see_to_typed_account(*, claim: Claim, new: Iterable[Fact], typed_by: tuple[int, str, str] | None) -> None:
    """The owner of bank details sent them, and a member of staff had typed them into the answers: whoever sends long
    answers does not compare every digit, so they are checked as those that staff record. ``typed_by``: the key and name
    of who did, and the channel; None for the owner."""
    if typed_by is None:
        return
    user_id, name, channel = typed_by
    by = Actor(user_id, name, roles_with(Permission.ACT_FOR_CLAIMANTS), None, Channel(channel))
    for fact in new:
        if fact.kind == "bank":
            asked = latest_check(claim, account_in(fact.full_value))
            if asked and asked.is_waiting and asked.asked_by_id != user_id:
                # A colleague sent it for them: who typed it is not who may agree to it.
                _end(asked, EndedBecause.REPLACED)
            see_to_check(claim=claim, reported=[fact.full_value], at=fact.recorded_at, by=by)


def agree_to_account(*, check: AccountCheck, found: str, heard: dict[str, str], note: str, by: Actor) -> AccountCheck:
    """Somebody else has heard the owner, who said the details in ``heard``: it is paid into from now on.

    Raises OtherDetails where they are not those recorded; PermissionDenied (also AskedThemselves, Kept) for who may
    not; MoveRefused once it was answered.
    """
    if Found(found) not in HEARD:
        raise ValueError(f"{found} is no way to hear somebody")
    with transaction.atomic():
        locked = _lock(check, by)
        if not locked.is_of(heard):
            raise OtherDetails
        return _answer(locked, "agree", found, note, by)


def refuse_account(*, check: AccountCheck, found: str, note: str, by: Actor) -> AccountCheck:
    """It is not paid into, and why; whoever is on the claim is told. Raises as agree_to_account."""
    if Found(found) in HEARD:
        raise ValueError(f"{found} is no reason to refuse")
    with transaction.atomic():
        return _answer(_lock(check, by), "refuse", found, note, by)


def _is_known(claim: Claim, account: dict[str, str], at: datetime) -> bool:
    """Whether the people on it gave us this account before, for this claim or an earlier one."""
    people = Member.objects.filter(claim=claim).current(clock.today()).values("person")
    theirs = Member.objects.filter(person__in=people).values("claim")
    # Of a claim with somebody who is not on this one, it may be that person's: a partner who has left.
    others = Member.objects.filter(claim__in=theirs).exclude(person__in=people).values("claim")
    before = Fact.objects.filter(kind="bank", claim__in=theirs, recorded_at__lt=at).exclude(claim__in=others)
    before = before.select_related("claim")
    return any(
        account_in(fact.full_value) == account and not check_in_the_way(fact.claim, account)
        for fact in before
        if fact.claim is not None
    )


def _ask(claim: Claim, account: dict[str, str], at: datetime, by: Actor) -> None:
    assert by.user_id is not None
    check = AccountCheck.objects.create(
        claim=claim,
        account=account,
        account_last_four=account["account_number"][-4:],
        channel=by.channel,
        asked_at=at,
        asked_by_id=by.user_id,
        asked_by_name=by.name,
    )
    people = _people(claim)
    record("account_check_asked", by=by, subject=check, claim_reference=claim.reference, person_id=people[0].pk)
    for person in people:
        add_entry(person=person, kind="account_check_asked", data={"claim": claim.reference}, by=by)


def _end(check: AccountCheck, because: EndedBecause) -> None:
    end_asking(
        check,
        by=REPLACED,
        claim_reference=check.claim.reference,
        set_fields={"ended_because": because},
        because=because,
    )


def _lock(check: AccountCheck, by: Actor) -> AccountCheck:
    """The check, its claim locked first as everywhere."""
    if not by.may(Permission.CHECK_ACCOUNTS):
        raise PermissionDenied("This actor checks no accounts")
    check_is_not_kept(Claim.objects.select_for_update().get(pk=check.claim_id), by)
    return AccountCheck.objects.select_for_update(of=("self",)).select_related("claim").get(pk=check.pk)


def _answer(check: AccountCheck, event: str, found: str, note: str, by: Actor) -> AccountCheck:
    claim = check.claim
    people = _people(claim)
    answered = give_answer(
        check,
        event,
        note=note,
        by=by,
        claim_reference=claim.reference,
        person_id=people[0].pk,
        also={"found": found},
        found=found,
    )
    kind = "account_agreed" if answered.state == Standing.AGREED else "account_refused"
    for person in people:
        add_entry(person=person, kind=kind, data={"claim": claim.reference}, by=by)
        if kind == "account_refused":
            tell(person=person, template=kind, by=by)
    return answered


def _people(claim: Claim) -> list[Person]:
    members = claim.members.current(clock.today()).select_related("person").order_by("recorded_at")
    return [member.person for member in members]
