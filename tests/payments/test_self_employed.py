"""Whoever works for themselves is paid once their profit of the period was reported, also when it was none."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from claims.circumstances import PERSON, Circumstance
from claims.models import Claim
from core.actor import Actor
from payments.assessment import assess
from payments.models import Pay, PayKind, Payment, Statement
from payments.pay import PayRefused, correct_pay, report_pay
from payments.runs import run_payments
from payments.views import _estimate
from rules.cases import load_case, read_case
from rules.periods import assessment_period
from tests.payments.conftest import FIRST_DAY, RUN, browser_of, record_all, states
from tests.payments.test_pages import words

At = Callable[[str], None]
ENDED, LAST_DAY = date(2026, 10, 14), date(2026, 10, 13)


@pytest.fixture
def trader(claim: Claim) -> Claim:
    """Priya, who also works for herself."""
    work = {"has_job": True, "self_employed": True, "business": "Sewing", "trading": True}
    record_all(claim, [Circumstance("work", PERSON, work)])
    return claim


@pytest.fixture
def profit(trader: Claim, adviser: Actor) -> Callable[..., Pay]:
    """Reports what Priya made in the period of a day."""

    def report(pence: int, day: date = LAST_DAY) -> Pay:
        person = trader.members.get().person
        kind = PayKind.SELF_EMPLOYMENT
        return report_pay(claim=trader, person=person, kind=kind, paid_on=day, net_pence=pence, by=adviser)

    return report


def test_nothing_is_paid_before_the_profit_is_reported(trader: Claim, profit: Callable[..., Pay], at: At):
    at("2026-10-14")
    (failure,) = run_payments(on=ENDED, by=RUN).failures
    assert failure.reason == "CircumstancesMissing: Self-employed earnings are not reported for this period"
    assert (failure.reference, failure.number) == (trader.reference, 1)
    assert not Payment.objects.exists()
    assert _estimate(trader, assessment_period(FIRST_DAY, 2)) is None
    profit(0)
    run_payments(on=ENDED, by=RUN)
    assert states(trader) == [("scheduled", 1_583_32)]


def test_profit_counts_as_pay_does_and_the_statement_says_so(
    trader: Claim, priya: User, profit: Callable[..., Pay], pay: Callable[..., Pay], at: At
):
    at("2026-10-14")
    pay(400_00, "2026-09-25")
    profit(500_00, date(2026, 9, 20))
    run_payments(on=ENDED, by=RUN)
    assert Statement.objects.get().payable_pence == 1_323_17  # as with 900.00 of pay
    page = words(browser_of(priya), "statement", trader, 1)
    assert "Profit from self-employment Priya Nair: £500.00" in page
    assert "Profit from self-employment: Priya: £500.00" in page
    assert "from Corner Bakery on 25 September 2026: £400.00" in page


def test_no_profit_is_said_too(trader: Claim, priya: User, profit: Callable[..., Pay], at: At):
    at("2026-10-14")
    profit(0)
    run_payments(on=ENDED, by=RUN)
    assert "Profit from self-employment Priya Nair: £0.00" in words(browser_of(priya), "statement", trader, 1)


@pytest.mark.parametrize("pence", [0, 500_00])
def test_the_case_reads_as_the_household_it_was_written_from(
    trader: Claim, profit: Callable[..., Pay], at: At, pence: int
):
    at("2026-10-14")
    profit(pence)
    household = assess(trader, assessment_period(FIRST_DAY, 1)).household
    printed = StringIO()
    call_command("household", trader.reference, period=1, stdout=printed)
    assert read_case(load_case(printed.getvalue())) == (household, FIRST_DAY)
    assert ("self_employed_monthly" in json.loads(printed.getvalue())["adults"][0]) == bool(pence)


def test_a_period_has_one_profit_for_its_last_day_and_it_can_be_corrected(
    trader: Claim, profit: Callable[..., Pay], adviser: Actor, at: At
):
    at("2026-10-14")
    first = profit(500_00, date(2026, 9, 20))
    assert (first.paid_on, first.employer) == (LAST_DAY, "")
    assert profit(500_00) == first
    with pytest.raises(PayRefused, match="Correct that report"):
        profit(501_00)
    second = correct_pay(pay=first, net_pence=600_00, by=adviser)
    assert (second.kind, second.paid_on, second.net_pence) == ("self_employment", LAST_DAY, 600_00)


def test_the_profit_of_a_period_is_known_when_it_is_over(profit: Callable[..., Pay], at: At):
    at("2026-10-12")
    with pytest.raises(PayRefused, match="not over"):
        profit(0, date(2026, 10, 1))
