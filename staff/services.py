"""Writes that only staff make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.identity.services import record_identity_check, revoke_identity_check
from accounts.models import IdentityCheck, IdentityLevel, IdentityRevocation, Person
from audit.services import record
from claims.account_checks import HEARD, AccountCheck
from claims.checking_accounts import agree_to_account, refuse_account
from claims.circumstances import CLAIM, Circumstance, record_circumstances
from claims.closeness import check_is_not_kept
from claims.identity import ask_what_is_missing, do_identity_todos, tell_of_check
from claims.models import Claim
from core import clock
from core.actor import Actor, Channel
from core.permissions import Permission
from core.second_person import Standing
from core.states import MoveRefused
from journal.services import add_entry
from payments.holds import release_first_payment
from payments.large import CannotAgree, agree_to_payment, refuse_payment
from payments.models import FirstPaymentRelease, Payment
from payments.settlement import settle_again


@dataclass(frozen=True, slots=True)
class Batch:
    """Payments that two have agreed to now, those that wait for the second, and those that were left, with why."""

    gone: list[Payment]
    begun: list[Payment]
    left: list[tuple[Payment, str]]


TWO_AGREED = Actor.system("Two payment officers agreed")
NEWLY_KNOWN = Actor.system("Proof of identity")
ACCOUNT_GIVEN = Actor.system("Bank account given")
ACCOUNT_CHECKED = Actor.system("Bank account checked")


def check_identity(*, claim: Claim, person: Person, by: Actor, **evidence: Any) -> IdentityCheck:
    """Note that a claimant’s identity was checked, and do what follows: their to-dos, a message, a payment that waited.

    A try that failed is written in their journal, since it may not have been them. Raises what record_identity_check
    does.
    """
    with transaction.atomic():
        # The claim's lock comes first everywhere.
        check_is_not_kept(Claim.objects.select_for_update().get(pk=claim.pk), by)
        before = IdentityCheck.objects.filter(person=person).count()
        check = record_identity_check(person=person, by=by, **evidence)
        if IdentityCheck.objects.filter(person=person).count() == before:
            return check
        if check.level == IdentityLevel.NONE:
            add_entry(person=person, kind="identity_try_failed", by=by)
            return check
        do_identity_todos(person=person, by=by)
        tell_of_check(person=person, by=by)
        settle_again(claim=claim, by=NEWLY_KNOWN)
    return check


def take_back_check(*, claim: Claim, check: IdentityCheck, reason: str, note: str, by: Actor) -> IdentityRevocation:
    """Note that a check does not count, and do what follows: they are told and asked again, and a first payment that
    was on its way waits. Raises what revoke_identity_check does."""
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        check_is_not_kept(locked, by)
        is_new = not IdentityRevocation.objects.filter(of_check=check).exists()
        revocation = revoke_identity_check(check=check, reason=reason, note=note, by=by)
        if is_new:
            add_entry(person=check.person, kind="identity_revoked", by=by)
            ask_what_is_missing(claim=locked, person=check.person, by=by)
            settle_again(claim=locked, by=NEWLY_KNOWN)
    return revocation


def record_account(*, claim: Claim, person: Person, holder: str, channel: str, by: Actor, **details: str) -> None:
    """Keep the bank account that somebody gave by phone, by post or face to face: it is paid into once another member
    of staff has heard them. Raises PermissionDenied (also Kept) for who may not, BankDetailsStay.

    ``details``: the sort code, the account number, and a roll number where there is one.
    """
    if not by.may(Permission.RECORD_ACCOUNTS) or by.person_id == person.pk:
        raise PermissionDenied("This actor records no bank accounts for this person")
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        check_is_not_kept(locked, by)
        given = by.assisting(person.pk, Channel(channel))
        bank = Circumstance(
            "bank", CLAIM, {"has_account": "yes", "owner": "mine"}, secret={"holder": holder, **details}
        )
        record_circumstances(
            claim=locked, person=person, circumstances=[bank], kinds=["bank"], from_day=clock.today(), by=given
        )
        record("bank_account_recorded", by=given, claim_reference=locked.reference, person_id=person.pk)
        settle_again(claim=locked, by=ACCOUNT_GIVEN)


def answer_account_check(*, check: AccountCheck, found: str, note: str, by: Actor, **heard: str) -> AccountCheck:
    """Agree that we pay into an account that somebody else recorded, or refuse it, and do what follows: payments that
    waited go, or go on waiting. Raises what agree_to_account and refuse_account do."""
    with transaction.atomic():
        if found in HEARD:
            answered = agree_to_account(check=check, found=found, heard=heard, note=note, by=by)
        else:
            answered = refuse_account(check=check, found=found, note=note, by=by)
        settle_again(claim=answered.claim, by=ACCOUNT_CHECKED)
    return answered


def agree_to_payments(*, payments: Iterable[Payment], by: Actor) -> Batch:
    """Agree, as one of two payment officers, to each of these large payments; those to which the second agrees go.
    Each by itself: what is not for them is left as it was, with why, and stops none of the others."""
    batch = Batch([], [], [])
    for payment in payments:
        claim = payment.statement.claim
        try:
            with transaction.atomic():
                agreement = agree_to_payment(payment=payment, by=by)
                settle_again(claim=claim, by=TWO_AGREED)
        except (CannotAgree, PermissionDenied, MoveRefused) as refused:
            why = str(refused) if isinstance(refused, CannotAgree) else _("It is not for you to agree to")
            batch.left.append((payment, why))
        else:
            (batch.gone if agreement.state == Standing.AGREED else batch.begun).append(payment)
    return batch


def refuse_payments(*, payments: Iterable[Payment], note: str, by: Actor) -> None:
    """Refuse, as the second of two payment officers, these large payments of a claim, all or none. Raises what
    refuse_payment does."""
    with transaction.atomic():
        for payment in payments:
            refuse_payment(payment=payment, note=note, by=by)


def let_first_payment_go(*, claim: Claim, reason: str, note: str, by: Actor) -> FirstPaymentRelease:
    """Let a first payment go that waits for proof of identity. Raises what release_first_payment does."""
    with transaction.atomic():
        release = release_first_payment(claim=claim, reason=reason, note=note, by=by)
        settle_again(claim=claim, by=NEWLY_KNOWN)
    return release
