"""Large payments that are no month's usual one: two payment officers look at them before they go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from audit.agreeing import give_answer
from audit.services import record
from claims.closeness import check_is_not_kept
from claims.models import Claim
from claims.querysets import openings_by
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.second_person import Standing
from payments.holds import payee_of, why_none_of_theirs
from payments.models import HeldFor, Payment, PaymentAgreement, PaymentState


class CannotAgree(Exception):
    """It is not for this payment officer. The message says why, to staff."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment that waits for two officers: who looked at it first ("" for nobody yet), why who reads this may not
    agree to it ("" where they may), and the last time that a second officer refused it."""

    payment: Payment
    looked_by: str
    why_not: str
    refused: PaymentAgreement | None = None


def needs_two_officers(payment: Payment) -> bool:
    """Whether it waits for two: with all else of the claim that is no usual month's payment, and is not paid yet, it
    comes to more than policy lets go by itself (``TWO_OFFICERS_ABOVE_PENCE``)."""
    found = Payment.objects.filter(statement__claim=payment.statement.claim_id)
    if found.filter(state=PaymentState.ISSUED).exists():
        # They live on what a month comes to at first, even where it is late.
        found = found.filter(statement__version__gt=1)
    amounts = dict(found.waiting().values_list("pk", "amount_pence"))
    if payment.pk not in amounts or sum(amounts.values()) <= settings.TWO_OFFICERS_ABOVE_PENCE:
        return False
    return not payment.agreements.filter(state=Standing.AGREED).exists()


def waiting_for_officers() -> QuerySet[Payment]:
    """Payments that wait for it, the longest wait first."""
    held = Payment.objects.held().filter(held_for=HeldFor.OFFICERS).select_related("statement__claim")
    return held.defer("account", "statement__document").order_by("made_at", "pk")


def as_seen_by(payments: Iterable[Payment], by: Actor) -> list[Waiting]:
    """Each of these payments, with their statements and claims, as this officer finds it. Six queries, whatever their
    number."""
    listed = list(payments)
    claims = [payment.statement.claim for payment in listed]
    first: dict[UUID, PaymentAgreement] = {}
    refused: dict[UUID, list[PaymentAgreement]] = {}
    for agreement in PaymentAgreement.objects.filter(payment__in=listed).order_by("asked_at", "pk"):
        if agreement.is_waiting:
            first[agreement.payment_id] = agreement
        elif agreement.state == Standing.REFUSED:
            refused.setdefault(agreement.payment_id, []).append(agreement)
    not_theirs = why_none_of_theirs((claim.pk for claim in claims), by)
    references = [claim.reference for claim in claims]
    opened = set(openings_by(by).filter(claim_reference__in=references).values_list("claim_reference", flat=True))

    def why_not(payment: Payment) -> str:
        claim = payment.statement.claim
        if not by.may(Permission.AGREE_TO_PAYMENTS):
            return _("Two payment officers look at it")
        if payment.pk in first and first[payment.pk].asked_by_id == by.user_id:
            return _("You agreed first. A second payment officer has to agree too")
        if any(agreement.asked_by_id == by.user_id for agreement in refused.get(payment.pk, ())):
            return _("You agreed to it before and another officer refused it. Two others have to agree")
        if claim.pk in not_theirs:
            return not_theirs[claim.pk]
        return "" if claim.reference in opened else _("Open its record and look at the payment first")

    return [
        Waiting(
            payment,
            first[payment.pk].asked_by_name if payment.pk in first else "",
            why_not(payment),
            refused[payment.pk][-1] if payment.pk in refused else None,
        )
        for payment in listed
    ]


def agree_to_payment(*, payment: Payment, by: Actor) -> PaymentAgreement:
    """A payment officer looked at a large payment and agrees: the first, or the second, who lets it go.

    Raises PermissionDenied (also Kept) for who may not, CannotAgree where it is for somebody else.
    """
    with transaction.atomic():
        claim, first = _found(payment, by)
        assert by.user_id is not None
        person = payee_of(claim, clock.today()).pk
        if first:
            return give_answer(first, "agree", note="", by=by, claim_reference=claim.reference, person_id=person)
        made = PaymentAgreement.objects.create(
            payment=payment, asked_at=clock.now(), asked_by_id=by.user_id, asked_by_name=by.name
        )
        record(
            "payment_agreement_asked",
            by=by,
            subject=made,
            claim_reference=claim.reference,
            person_id=person,
            amount_pence=payment.amount_pence,
        )
    return made


def refuse_payment(*, payment: Payment, note: str, by: Actor) -> PaymentAgreement:
    """The second payment officer does not agree, and why: it goes on waiting until it is worked out anew, or two others
    agree. Raises as agree_to_payment, and CannotAgree where nobody has agreed first."""
    with transaction.atomic():
        claim, first = _found(payment, by)
        if first is None:
            raise CannotAgree(_("Nobody has agreed to it yet, so there is nothing to refuse"))
        person = payee_of(claim, clock.today()).pk
        return give_answer(first, "refuse", note=note, by=by, claim_reference=claim.reference, person_id=person)


def _found(payment: Payment, by: Actor) -> tuple[Claim, PaymentAgreement | None]:
    """The claim, locked, and the first officer's agreement, for an officer who may answer."""
    if not by.may(Permission.AGREE_TO_PAYMENTS) or by.user_id is None:
        raise PermissionDenied("Two payment officers agree to large payments")
    # Of what it is joined to, the application may lock nothing.
    claim = Claim.objects.select_for_update(of=("self",)).get(statements=payment.statement_id)
    check_is_not_kept(claim, by)
    (found,) = as_seen_by([payment], by)
    if found.why_not:
        raise CannotAgree(found.why_not)
    return claim, PaymentAgreement.objects.filter(payment=payment, state=Standing.WAITING).first()
