"""The payment run: every open claim's ended periods are assessed, and what falls due is paid.

One transaction for each claim and period, so that it can be killed at any moment and run again; several
processes may work at once, each taking claims that no other has locked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from audit.services import record
from claims.models import Claim, ClaimState
from claims.selectors import CircumstancesMissing
from core.actor import Actor
from payments.holidays import HolidaysUnknown
from payments.models import Payment
from payments.selectors import periods_to_assess
from payments.services import CannotAssess, assess_period
from payments.settlement import issue_payments
from rules.housing import MissingFact
from rules.rates import MissingRate

logger = logging.getLogger(__name__)

# Errors that our own code words, so that their words hold nothing secret.
OUR_OWN = (MissingRate, MissingFact, CircumstancesMissing, HolidaysUnknown)


@dataclass(frozen=True, slots=True)
class Failure:
    """A claim that could not be assessed or paid, and why. ``number`` is None when its payments failed."""

    reference: str
    number: int | None
    reason: str


@dataclass(slots=True)
class Summary:
    """What a run did."""

    claims: int = 0
    statements: int = 0
    scheduled: int = 0
    held: int = 0
    overpaid: int = 0
    issued: int = 0
    issued_pence: int = 0
    failures: list[Failure] = field(default_factory=list)


def run_payments(*, on: date, by: Actor) -> Summary:
    """Assess every period of every open claim that ended before a day and needs it, and issue every payment
    whose pay date has come. Running it again does nothing more. Failures are in the summary and the record."""
    summary, later = Summary(), []
    for key in _open_claims(on):
        if not _work_on(key, on, by, summary, wait=False):
            later.append(key)
    # Another process had these: usually the run beside this one, and then there is nothing left to do.
    for key in later:
        _work_on(key, on, by, summary, wait=True)
    return summary


def _open_claims(on: date) -> Iterator[object]:
    """The keys of claims with something to assess or to pay, in the order in which they were made."""
    to_assess = Claim.objects.filter(state=ClaimState.OPEN, entitled_from__lt=on)
    to_pay = Claim.objects.filter(pk__in=Payment.objects.to_issue(on).values("statement__claim"))
    yield from (to_assess | to_pay).distinct().order_by("pk").values_list("pk", flat=True)


def _work_on(key: object, on: date, by: Actor, summary: Summary, *, wait: bool) -> bool:
    """Bring one claim up to date. False when another process holds it and this one does not wait."""
    claim = _take(key, wait=wait)
    if claim is None:
        return False
    summary.claims += 1
    if claim.state == ClaimState.OPEN:
        for period in periods_to_assess(claim, on):
            with _noting_failure(summary, claim, period.number, by):
                done = assess_period(claim=claim, period=period, by=by, on=on)
                summary.statements += done.is_new
                summary.overpaid += bool(done.is_new and done.statement.overpaid_pence)
                if done.payment:
                    summary.held += done.payment.state == "due"
                    summary.scheduled += done.payment.state == "scheduled"
    with _noting_failure(summary, claim, None, by):
        for payment in issue_payments(claim=claim, on=on, by=by):
            summary.issued += 1
            summary.issued_pence += payment.amount_pence
    return True


def _take(key: object, *, wait: bool) -> Claim | None:
    """The claim, unless another process has it."""
    with transaction.atomic():
        return Claim.objects.select_for_update(skip_locked=not wait).filter(pk=key).first()


@contextmanager
def _noting_failure(summary: Summary, claim: Claim, number: int | None, by: Actor) -> Iterator[None]:
    """What one claim cannot do stops no other, and is never silent."""
    try:
        yield
    except CannotAssess:
        # It was closed since it was listed.
        return
    except Exception as error:
        name = type(error).__name__
        # Other errors may quote a row.
        reason = f"{name}: {error}" if isinstance(error, OUR_OWN) else name
        summary.failures.append(Failure(claim.reference, number, reason))
        logger.error("Claim %s, period %s failed: %s", claim.reference, number, reason)
        record(
            "assessment_failed" if number else "payment_failed",
            by=by,
            subject=claim,
            claim_reference=claim.reference,
            number=number,
            reason=reason,
        )
