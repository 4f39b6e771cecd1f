"""The first payment of a claim waits until it is known well enough who is paid, or somebody lets it go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from accounts.models import Person
from audit.services import record
from claims.closeness import check_is_not_kept
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.permissions import Permission
from payments.models import FirstPaymentRelease, HeldFor, Payment, PaymentState


class CannotRelease(Exception):
    """It is not for this member of staff to let go, or too little is known. The message says why, to staff."""


def payee_of(claim: Claim, on: date) -> Person:
    """Whose identity counts for what a claim is paid: the first to be recorded on it, who claims and gives the account.

    A partner who joins is not asked to prove who they are before the household is paid; they are for what they see.
    """
    members = claim.members.filter(superseded_at=None).select_related("person").order_by("recorded_at", "pk")
    return (members.filter(applies__contains=on).first() or members[0]).person


def waits_for_identity(claim: Claim, on: date) -> bool:
    """Whether nothing was ever paid for this claim, it is not known well enough who is paid, and nobody let it go."""
    paid = Q(state__in=[PaymentState.ISSUED, PaymentState.RETURNED])
    if Payment.objects.filter(paid, statement__claim=claim).exists():
        return False
    payee = payee_of(claim, on)
    if standing_of(payee).may(Thing.FIRST_PAYMENT):
        return False
    return not claim.first_payment_releases.filter(person=payee).exists()


def held_for_identity() -> QuerySet[Payment]:
    """Payments that wait for it, those first that have waited longest."""
    held = Payment.objects.held().filter(held_for=HeldFor.IDENTITY).select_related("statement__claim")
    return held.defer("account", "statement__document").order_by("made_at", "pk")


def release_first_payment(*, claim: Claim, reason: str, note: str, by: Actor) -> FirstPaymentRelease:
    """Let a first payment go that waited, saying why. Twice is once.

    Somebody else does than who ever checked who they are, accepted the claim, or recorded its account or pay: two
    people see to it. Raises PermissionDenied for who may
    not or is on the claim, CannotRelease where it is for somebody else or nothing at all is known of who is paid.
    """
    why = FirstPaymentRelease.Reason(reason)
    if not by.may(Permission.RELEASE_PAYMENTS) or by.user_id is None:
        raise PermissionDenied("This actor does not let payments go")
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        check_is_not_kept(locked, by)
        payee = payee_of(locked, clock.today())
        if already := locked.first_payment_releases.filter(person=payee).first():
            return already
        if why_not := why_not_first_payment(locked, by):
            raise CannotRelease(_("This payment is not for you to let go. %(why)s") % {"why": why_not})
        release = FirstPaymentRelease.objects.create(
            claim=locked,
            person=payee,
            reason=why,
            note=note,
            released_at=clock.now(),
            released_by_id=by.user_id,
            released_by_name=by.name,
        )
        record(
            "first_payment_released",
            by=by,
            subject=release,
            claim_reference=locked.reference,
            person_id=payee.pk,
            reason=why,
        )
    return release


def why_not_theirs(claim: Claim, by: Actor) -> str:
    """Why this member of staff lets no payment of a claim go: they had a hand in whether, where or how much is paid.
    Empty where they may, as far as that goes."""
    return why_none_of_theirs([claim.pk], by).get(claim.pk, "")


def why_none_of_theirs(claims: Iterable[UUID], by: Actor) -> dict[UUID, str]:
    """The same for many claims, by their keys: those with a reason only. Four queries, whatever their number."""
    if by.user_id is None:
        return {}
    theirs = Claim.objects.filter(pk__in=list(claims)).order_by()
    hands = (
        (
            theirs.filter(pay__reported_by_id=by.user_id),
            _("You recorded pay for this claim yourself. Somebody else has to let the payment go"),
        ),
        (
            theirs.filter(account_checks__asked_by_id=by.user_id),
            _("You recorded its bank account yourself. Somebody else has to let the payment go"),
        ),
        (
            theirs.filter(facts__kind="bank", facts__recorded_by_id=by.user_id),
            _("You recorded its bank account yourself. Somebody else has to let the payment go"),
        ),
        (
            theirs.filter(decisions__outcome="accept", decisions__decided_by_id=by.user_id),
            _("You accepted this claim yourself. Somebody else has to let the payment go"),
        ),
    )
    # The last reason that is found is the one that is said.
    return {claim: why for found, why in hands for claim in found.values_list("pk", flat=True)}


def why_not_first_payment(claim: Claim, by: Actor) -> str:
    """Why a first payment that waits for proof of identity is not let go by this member of staff; empty where it is."""
    payee = payee_of(claim, clock.today())
    if not standing_of(payee).may(Thing.PAYMENTS):
        return _("We do not know at all who they are. Check that first")
    if payee.identity_checks.filter(checked_by=by.user_id).exists():
        return _("You checked who they are yourself. Somebody else has to let the payment go")
    return why_not_theirs(claim, by)
