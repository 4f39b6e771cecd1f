"""Reports of pay: recorded once, corrected by replacing, refused where they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import actor_for
from accounts.models import User
from claims.models import Claim
from core.actor import Actor
from payments.assessment import earned_in
from payments.models import Pay
from payments.pay import PayRefused, correct_pay, report_pay, withdraw_pay
from rules.periods import assessment_period
from tests.payments.conftest import FIRST_DAY

At = Callable[[str], None]
Report = Callable[..., Pay]


def test_the_same_report_twice_is_one(pay: Report, at: At):
    at("2026-10-14")
    assert pay(900_00, "2026-09-25").pk == pay(900_00, "2026-09-25", employer="Corner  Bakery").pk
    with pytest.raises(PayRefused, match="Correct that report"):
        pay(901_00, "2026-09-25")


def test_what_was_known_before_a_correction_can_still_be_read(claim: Claim, pay: Report, adviser: Actor, at: At):
    period = assessment_period(FIRST_DAY, 1)
    at("2026-10-14")
    first = pay(900_00, "2026-09-25")
    at("2026-10-15")
    second = correct_pay(pay=first, paid_on=date(2026, 10, 2), by=adviser)
    assert [day.paid_on for each in earned_in(claim, period).values() for day in each.paydays] == [date(2026, 10, 2)]
    before = earned_in(claim, period, known_at=first.reported_at)
    assert [day.paid_on for each in before.values() for day in each.paydays] == [date(2026, 9, 25)]
    withdraw_pay(pay=second, by=adviser)
    assert earned_in(claim, period) == {}
    with pytest.raises(PayRefused, match="replaced or withdrawn"):
        correct_pay(pay=first, net_pence=1, by=adviser)


def test_a_corrected_day_is_free_for_what_was_really_paid_on_it(pay: Report, adviser: Actor, at: At):
    at("2026-10-14")
    mistyped = pay(900_00, "2026-09-25")
    correct_pay(pay=mistyped, paid_on=date(2026, 10, 2), by=adviser)
    other = pay(450_00, "2026-09-25")
    with pytest.raises(PayRefused, match="recorded already"):
        correct_pay(pay=other, paid_on=date(2026, 10, 2), by=adviser)
    assert sorted(Pay.objects.as_known().values_list("net_pence", flat=True)) == [450_00, 900_00]


@pytest.mark.parametrize(
    ("paid_on", "net_pence", "employer", "message"),
    [
        ("2026-09-13", 100, "A", "before the first assessment period"),
        ("2026-10-15", 100, "A", "in the future"),
        ("2026-10-01", -1, "A", "whole number of pence"),
        ("2026-10-01", 12.5, "A", "whole number of pence"),
        ("2026-10-01", 100, " ", "who the employer is"),
    ],
)
def test_what_cannot_be_is_refused(pay: Report, at: At, paid_on: str, net_pence: int, employer: str, message: str):
    at("2026-10-14")
    with pytest.raises(PayRefused, match=message):
        pay(net_pence, paid_on, employer=employer)
    assert not Pay.objects.exists()


def test_claimants_do_not_report_pay(claim: Claim, priya: User, at: At):
    at("2026-10-14")
    with pytest.raises(PermissionDenied):
        report_pay(
            claim=claim,
            person=priya.person,
            employer="Corner Bakery",
            paid_on=date(2026, 10, 1),
            net_pence=1,
            by=actor_for(priya),
        )
