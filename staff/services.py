"""Writes that only staff make."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.identity.services import record_identity_check, revoke_identity_check
from accounts.models import IdentityCheck, IdentityLevel, IdentityRevocation, Person
from claims.closeness import check_is_not_kept
from claims.identity import ask_what_is_missing, do_identity_todos, tell_of_check
from claims.models import Claim
from core.actor import Actor
from journal.services import add_entry
from payments.holds import release_first_payment
from payments.models import FirstPaymentRelease
from payments.settlement import settle_again

NEWLY_KNOWN = Actor.system("Proof of identity")


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


def let_first_payment_go(*, claim: Claim, reason: str, note: str, by: Actor) -> FirstPaymentRelease:
    """Let a first payment go that waits for proof of identity. Raises what release_first_payment does."""
    with transaction.atomic():
        release = release_first_payment(claim=claim, reason=reason, note=note, by=by)
        settle_again(claim=claim, by=NEWLY_KNOWN)
    return release
