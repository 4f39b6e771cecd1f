"""The payment run: every open claim's ended periods are assessed, and what falls due is paid.

One transaction for each claim and period, holding the claim's lock, so that it can be killed at any moment and
run again; several processes may work at once, each taking claims that no other has locked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, fields
from datetime import date

from django.db import transaction

from audit.services import record
from claims.household import CircumstancesMissing
from claims.models import Claim, ClaimState
from core.actor import Actor
from core.holidays import HolidaysUnknown
from payments.models import Payment
from payments.selectors import periods_to_assess
from payments.services import CannotAssess, assess_period
from payments.settlement import issue_payments
from rules.housing import MissingFact
from rules.periods import Period
from rules.rates import MissingRate

logger = logging.getLogger(__name__)


class Busy(Exception):
    """Another process holds the claim."""


# Errors that our own code words, so that their words hold nothing secret.
OUR_OWN = (MissingRate, MissingFact, CircumstancesMissing, HolidaysUnknown)


@dataclass(frozen=True, slots=True)
class Failure:
    """A claim that could not be assessed or paid, and why. ``number`` is the period that could not be assessed;
    None when it was its payments, or the claim as a whole."""

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

    def add(self, other: Summary) -> None:
        """Count what another one counted as well."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def run_payments(*, on: date, by: Actor, dry_run: bool = False) -> Summary:
    """Assess every period of every open claim that ended before a day and needs it, and issue every payment
    whose pay date has come. Running it again does nothing more. Failures are in the summary and the record.

    ``dry_run`` undoes each claim's work before it goes on to the next one.
    """
    summary, later = Summary(), []
    for claim in _claims_to_look_at(on):
        if not _work_on(claim, on, by, summary, wait=False, dry_run=dry_run):
            later.append(claim)
    # Another process had these: usually the run beside this one, and then there is little left to do.
    for claim in later:
        _work_on(claim, on, by, summary, wait=True, dry_run=dry_run)
    return summary


def _claims_to_look_at(on: date) -> Iterator[Claim]:
    """Claims with something to assess or to pay, in the order in which they were made."""
    to_assess = Claim.objects.filter(state=ClaimState.OPEN, entitled_from__lt=on)
    unpaid = Payment.objects.to_issue(on) | Payment.objects.held()
    to_pay = Claim.objects.filter(pk__in=unpaid.values("statement__claim"))
    yield from (to_assess | to_pay).distinct().order_by("pk").only("reference", "state", "entitled_from")


def _work_on(claim: Claim, on: date, by: Actor, summary: Summary, *, wait: bool, dry_run: bool) -> bool:
    """Bring one claim up to date. False when another process holds it and this one does not wait.

    While one of its periods cannot be assessed nothing of it is paid: what waits may be wrong.
    """
    done = Summary(claims=1)
    with transaction.atomic() if dry_run else nullcontext():
        try:
            _assess(claim, on, by, done, wait=wait)
            if not done.failures:
                _pay(claim, on, by, done, wait=wait)
        except Busy:
            # What was done of it stays done; the claim itself, and what failed, count the next time.
            done.claims, done.failures = 0, []
            if not dry_run:
                summary.add(done)
            return False
        finally:
            if dry_run:
                transaction.set_rollback(True)
    summary.add(done)
    return True


def _assess(claim: Claim, on: date, by: Actor, done: Summary, *, wait: bool) -> None:
    periods: list[Period] = []
    with _noting_failure(done, claim, None, by):
        # As it is now: it may have been closed since it was listed.
        claim.refresh_from_db(fields=["state", "entitled_from"])
        if claim.state == ClaimState.OPEN:
            periods = periods_to_assess(claim, on)
    for period in periods:
        with _noting_failure(done, claim, period.number, by):
            _hold(claim, wait=wait)
            made = assess_period(claim=claim, period=period, by=by, on=on)
            done.statements += made.is_new
            done.overpaid += bool(made.is_new and made.statement.overpaid_pence)
            if made.payment:
                done.held += made.payment.state == "due"
                done.scheduled += made.payment.state == "scheduled"


def _pay(claim: Claim, on: date, by: Actor, done: Summary, *, wait: bool) -> None:
    issued: list[Payment] = []
    with _noting_failure(done, claim, None, by):
        _hold(claim, wait=wait)
        issued = issue_payments(claim=claim, on=on, by=by)
    done.issued = len(issued)
    done.issued_pence = sum(payment.amount_pence for payment in issued)


def _hold(claim: Claim, *, wait: bool) -> None:
    """Take the claim's lock until the transaction ends. Raises Busy where another process has it and this one does
    not wait, and the database's error when it waits in vain."""
    if not Claim.objects.select_for_update(skip_locked=not wait).filter(pk=claim.pk).values("pk"):
        raise Busy


@contextmanager
def _noting_failure(done: Summary, claim: Claim, number: int | None, by: Actor) -> Iterator[None]:
    """One transaction. What one claim cannot do is undone and noted, and stops no other."""
    try:
        with transaction.atomic():
            yield
    except Busy:
        raise
    except CannotAssess:
        # It was closed since it was listed.
        return
    except Exception as error:
        name = type(error).__name__
        # Other errors may quote a row.
        reason = f"{name}: {error}" if isinstance(error, OUR_OWN) else name
        done.failures.append(Failure(claim.reference, number, reason))
        logger.error("Claim %s, period %s failed: %s", claim.pk, number, name)
        record(
            "assessment_failed" if number else "payment_failed",
            by=by,
            subject=claim,
            claim_reference=claim.reference,
            number=number,
            reason=reason,
        )
