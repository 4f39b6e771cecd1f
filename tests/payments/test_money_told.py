"""What a claimant is told of their money at home, however many payments there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from accounts.models import User
from claims.circumstances import CLAIM, Circumstance
from claims.models import Claim
from core.actor import Actor
from home.money import money_of
from payments.models import Payment
from payments.runs import run_payments
from payments.settlement import return_payment
from tests.payments.conftest import RUN, browser_of, circumstances, make_claim, new_account, record_all

At = Callable[[str], None]
PAID = date(2026, 10, 20)


def test_all_that_is_owed_is_told(priya: User, adviser: Actor, at: At):
    claim = make_claim(priya, adviser, circumstances(account=False))
    at("2026-12-14")
    assert run_payments(on=date(2026, 12, 14), by=RUN).held == 3
    page = browser_of(priya).get("/home/").content.decode()
    assert "We owe you <strong>£4,749.96</strong> and cannot pay it yet. We have no account to pay into." in page
    held = money_of(claim).held
    assert held is not None
    assert held.amount_pence == 3 * 1_583_32


def test_each_reason_why_it_waits_is_told(claim: Claim, officer: Actor, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    return_payment(payment=Payment.objects.get(), by=officer)
    record_all(claim, [Circumstance("bank", CLAIM, {"has_account": "no"})], PAID)
    at("2026-11-14")
    run_payments(on=date(2026, 11, 14), by=RUN)
    held = money_of(claim).held
    assert held is not None
    assert (held.amount_pence, len(held.why)) == (2 * 1_583_32, 2)


def test_the_last_and_the_next_payment_are_found_among_many_that_were_replaced(claim: Claim, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    at("2026-11-14")
    for day in range(1, 15):
        new_account(claim, date(2026, 10, day), account_number=f"557799{day:02d}")
        run_payments(on=date(2026, 11, 14), by=RUN)
    assert Payment.objects.filter(state="cancelled").count() > 12
    money = money_of(claim)
    assert money.last is not None
    assert money.next is not None
    assert (money.last.statement.number, money.next.statement.number) == (1, 2)
