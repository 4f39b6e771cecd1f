"""Paying what a statement comes to, less what was settled already. Always under the claim's lock."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from audit.agreeing import end_asking
from audit.moves import move
from audit.services import record
from claims.identity import SURER, ask_before_first_payment
from claims.models import Claim, Member
from core import clock
from core.actor import Actor
from core.holidays import working_day_from
from core.second_person import Standing
from journal.services import add_entry, complete_open_todo, create_todo
from payments.assessment import country_of, pay_date_of
from payments.backends import current_backend
from payments.holds import payee_of, waits_for_identity
from payments.kinds import ACCOUNT_NEEDED
from payments.large import needs_two_officers
from payments.models import HeldFor, Payment, PaymentState, Statement
from payments.selectors import Account, account_checked, account_of, account_waits

REPLACED = Actor.system("The payment was worked out anew")
SAID = {HeldFor.IDENTITY, HeldFor.RECOVERED, HeldFor.CHECKING, HeldFor.OFFICERS}
"""What a payment waits for that is put on the record when it begins, and when it ends."""


def settle(statement: Statement, *, on: date, by: Actor) -> Payment | None:
    """Make exactly one payment wait for what is still owed under this statement, and none where nothing is.

    What waits under an earlier version, or to an earlier account, is replaced. The claim must be locked.
    Returns the payment that now waits.
    """
    claim = statement.claim
    payments = Payment.objects.for_period(claim, statement.number)
    owed = max(statement.payable_pence - payments.issued_pence(), 0)
    account, held_for = _where_to_pay(claim, on)
    kept = None
    for payment in payments.waiting().order_by("made_at", "pk"):
        same_sum = payment.statement_id == statement.pk and payment.amount_pence == owed
        same_place = payment.state == PaymentState.DUE or (account is not None and payment.account == account.to_data())
        if kept is None and same_sum and same_place:
            kept = payment
        else:
            _cancel(payment, by)
    if owed and kept is None:
        kept = Payment.objects.create(
            statement=statement,
            instalment=statement.payments.count() + 1,
            amount_pence=owed,
            held_for=held_for,
            made_at=clock.now(),
        )
    if kept and kept.state == PaymentState.DUE:
        if account and needs_two_officers(kept):
            _hold(kept, HeldFor.OFFICERS, on, by)
        elif account:
            _schedule(kept, account, on, by)
        else:
            _hold(kept, held_for, on, by)
    return kept


def settle_again(*, claim: Claim, by: Actor) -> None:
    """Look again at what waits to be paid, because something it waits for has changed. Again changes nothing."""
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        _settle_waiting(locked, clock.today(), by)


def _settle_waiting(claim: Claim, on: date, by: Actor) -> None:
    waiting = Payment.objects.filter(statement__claim=claim).waiting()
    for number in sorted(set(waiting.values_list("statement__number", flat=True))):
        settle(Statement.objects.of_period(claim, number)[0], on=on, by=by)


def issue_payments(*, claim: Claim, on: date, by: Actor) -> list[Payment]:
    """Pay everything of a claim whose pay date has come, in one transaction under its lock.

    Whatever waits is settled again first, because an account may be used from a later day than it was recorded.
    """
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        _settle_waiting(locked, on, by)
        ready = Payment.objects.filter(statement__claim=locked).to_issue(on)
        return [_issue(payment, locked, on, by) for payment in ready.order_by("pay_date", "pk")]


def return_payment(*, payment: Payment, by: Actor) -> Payment | None:
    """Note that the bank sent a payment back: it is owed again, and held until there is another account."""
    claim = payment.statement.claim
    with transaction.atomic():
        Claim.objects.select_for_update().get(pk=claim.pk)
        _move(payment, "return", by)
        for member in _members(claim, clock.today()):
            add_entry(person=member.person, kind="payment_returned", data={"claim": claim.reference}, by=by)
        latest = Statement.objects.of_period(claim, payment.statement.number)[0]
        return settle(latest, on=clock.today(), by=by)


def _where_to_pay(claim: Claim, on: date) -> tuple[Account | None, str]:
    """The account to pay into, or why nothing is paid yet."""
    account = account_of(claim, on)
    if account is None:
        if account_waits(claim, on):
            return None, HeldFor.RECOVERED
        return None, HeldFor.CHECKING if account_checked(claim) else HeldFor.NO_ACCOUNT
    for returned in Payment.objects.filter(statement__claim=claim, state=PaymentState.RETURNED):
        if returned.account == account.to_data():
            return None, HeldFor.CHECKING if account_checked(claim) else HeldFor.RETURNED
    if waits_for_identity(claim, on):
        return None, HeldFor.IDENTITY
    return account, ""


def _cancel(payment: Payment, by: Actor) -> None:
    """It is replaced, and nobody has to agree to it any more."""
    for agreement in payment.agreements.filter(state=Standing.WAITING):
        end_asking(agreement, by=REPLACED, claim_reference=payment.statement.claim.reference)
    _move(payment, "cancel", by)


def _hold(payment: Payment, held_for: str, on: date, by: Actor) -> None:
    """Ask for what it waits for, and say so where that began, or ended, to be who is paid."""
    claim = payment.statement.claim
    if payment.held_for != held_for and not SAID.isdisjoint((payment.held_for, held_for)):
        record("payment_held", by=by, subject=payment, claim_reference=claim.reference, held_for=held_for)
        payment.held_for = held_for
        payment.save(update_fields=["held_for"])
    if held_for == HeldFor.IDENTITY:
        ask_before_first_payment(claim=claim, person=payee_of(claim, on), by=by)
        return
    if held_for == HeldFor.CHECKING:
        for member in _members(claim, on):
            complete_open_todo(person=member.person, kind=ACCOUNT_NEEDED, subject=claim.reference, by=by)
    if held_for in (HeldFor.RECOVERED, HeldFor.CHECKING, HeldFor.OFFICERS):
        return  # There is nothing that they could do.
    for member in _members(claim, on):
        create_todo(person=member.person, kind=ACCOUNT_NEEDED, due=None, subject=claim.reference, by=by)


def _schedule(payment: Payment, account: Account, on: date, by: Actor) -> None:
    claim = payment.statement.claim
    country = country_of(claim, on)
    usual = pay_date_of(payment.statement.period, country)
    pay_date = usual if usual >= on else working_day_from(on, country)
    _move(
        payment,
        "schedule",
        by,
        set_fields={
            "held_for": "",
            "pay_date": pay_date,
            "account": account.to_data(),
            "account_last_four": account.last_four,
        },
        amount_pence=payment.amount_pence,
        pay_date=pay_date,
    )
    for member in _members(claim, on):
        complete_open_todo(person=member.person, kind=ACCOUNT_NEEDED, subject=claim.reference, by=by)
        # Where it was let go without more proof, none is asked for any more.
        complete_open_todo(person=member.person, kind=SURER, subject=claim.reference, by=by)


def _issue(payment: Payment, claim: Claim, on: date, by: Actor) -> Payment:
    sent = {"issued_at": clock.now(), "bank_reference": current_backend().pay(payment)}
    issued = _move(payment, "issue", by, set_fields=sent, amount_pence=payment.amount_pence)
    for member in _members(claim, on):
        data = {"amount_pence": payment.amount_pence, "claim": claim.reference}
        add_entry(person=member.person, kind="payment_issued", data=data, by=by)
    return issued


def _move(payment: Payment, event: str, by: Actor, **more: object) -> Payment:
    claim = payment.statement.claim
    return move(payment, event, by=by, claim_reference=claim.reference, **more)  # type: ignore[arg-type]


def _members(claim: Claim, on: date) -> list[Member]:
    return list(claim.members.current(on).select_related("person").order_by("recorded_at"))
