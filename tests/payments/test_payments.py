"""What is paid, when, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from accounts.recovery import begin_recovery
from audit.models import Event
from claims.bank import BankDetailsStay
from claims.models import Claim
from core.actor import Actor
from core.states import MoveRefused
from journal.models import Entry, Todo
from payments.models import Pay, Payment, Statement
from payments.runs import run_payments
from payments.settlement import return_payment
from tests.payments.conftest import ACCOUNT_NUMBER, NEW_ACCOUNT, RUN, circumstances, make_claim, new_account, states
from tests.proving import prove

At = Callable[[str], None]
Report = Callable[..., Pay]
ENDED, PAID = date(2026, 10, 14), date(2026, 10, 20)


def test_paid_seven_days_after_the_period_and_once(claim: Claim, at: At):
    at("2026-10-14")
    run_payments(on=ENDED, by=RUN)
    payment = Payment.objects.get()
    assert (payment.state, payment.pay_date, payment.account_last_four) == ("scheduled", PAID, "2490")
    at("2026-10-20")
    first, second = run_payments(on=PAID, by=RUN), run_payments(on=PAID, by=RUN)
    assert (first.issued, first.issued_pence) == (1, 1_583_32)
    assert second.issued == 0
    assert states(claim) == [("issued", 1_583_32)]
    assert Entry.objects.get(kind="payment_issued").text == f"We paid you £1,583.32. Claim: {claim.reference}"


def test_a_bank_holiday_moves_the_pay_date_back_in_its_own_country(priya: User, adviser: Actor, at: At):
    at("2026-10-24")  # ends 23 November, paid 30 November: St Andrew's Day, a bank holiday in Scotland only
    claim = make_claim(priya, adviser, circumstances(country="scotland"))
    at("2026-11-24")
    run_payments(on=date(2026, 11, 24), by=RUN)
    assert Payment.objects.get(statement__claim=claim).pay_date == date(2026, 11, 27)


def test_a_late_run_pays_on_the_next_working_day(claim: Claim, at: At):
    at("2026-10-24")  # a Saturday, after the pay date
    run_payments(on=date(2026, 10, 24), by=RUN)
    assert Payment.objects.get().pay_date == date(2026, 10, 26)


def test_less_pay_than_thought_pays_only_the_difference(claim: Claim, pay: Report, adviser: Actor, at: At):
    from payments.pay import correct_pay

    at("2026-10-20")
    reported = pay(900_00, "2026-09-25")
    run_payments(on=PAID, by=RUN)
    at("2026-10-22")
    correct_pay(pay=reported, net_pence=800_00, by=adviser)
    run_payments(on=date(2026, 10, 22), by=RUN)
    latest = Statement.objects.get(version=2)
    assert (latest.settled_pence, latest.due_pence, latest.overpaid_pence) == (1_323_17, 55_00, 0)
    assert states(claim) == [("issued", 1_323_17), ("issued", 55_00)]


def test_pay_reported_late_pays_nothing_more_and_says_how_much_was_too_much(claim: Claim, pay: Report, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    pay(900_00, "2026-09-25")
    summary = run_payments(on=PAID, by=RUN)
    latest = Statement.objects.get(version=2)
    assert (latest.payable_pence, latest.due_pence, latest.overpaid_pence) == (1_323_17, 0, 260_15)
    assert states(claim) == [("issued", 1_583_32)]
    assert summary.overpaid == 1
    assert list(Statement.objects.overpaid()) == [latest]
    assert Event.objects.get(kind="overpayment_found").data["overpaid_pence"] == 260_15


def test_pay_reported_before_the_pay_date_replaces_the_payment(claim: Claim, pay: Report, at: At):
    at("2026-10-14")
    run_payments(on=ENDED, by=RUN)
    pay(900_00, "2026-09-25")
    run_payments(on=ENDED, by=RUN)
    assert states(claim) == [("cancelled", 1_583_32), ("scheduled", 1_323_17)]
    assert not Statement.objects.overpaid().exists()


def test_without_an_account_the_money_is_held_and_asked_for_then_paid(priya: User, adviser: Actor, at: At):
    claim = make_claim(priya, adviser, circumstances(account=False))
    at("2026-10-14")
    assert run_payments(on=ENDED, by=RUN).held == 1
    payment = Payment.objects.get()
    assert (payment.state, payment.held_for, payment.account) == ("due", "no_account", None)
    assert Todo.objects.get(kind="account_needed").state == "open"
    at("2026-10-20")
    new_account(claim)
    run_payments(on=PAID, by=RUN)
    assert states(claim) == [("issued", 1_583_32)]
    assert Todo.objects.get(kind="account_needed").state == "done"
    assert Statement.objects.count() == 1


def test_new_account_details_replace_a_payment_that_has_not_gone(claim: Claim, at: At):
    at("2026-10-14")
    run_payments(on=ENDED, by=RUN)
    new_account(claim)
    run_payments(on=ENDED, by=RUN)
    assert states(claim) == [("cancelled", 1_583_32), ("scheduled", 1_583_32)]
    assert Payment.objects.get(state="scheduled").account == {**NEW_ACCOUNT, "roll_number": ""}


def test_a_returned_payment_is_held_until_there_is_another_account(claim: Claim, officer: Actor, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    with pytest.raises(MoveRefused):
        return_payment(payment=Payment.objects.get(), by=RUN)
    return_payment(payment=Payment.objects.get(), by=officer)
    run_payments(on=PAID, by=RUN)
    assert states(claim) == [("returned", 1_583_32), ("due", 1_583_32)]
    new_account(claim)
    run_payments(on=PAID, by=RUN)
    assert states(claim) == [("returned", 1_583_32), ("issued", 1_583_32)]


def test_no_account_number_is_in_any_column(claim: Claim, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in {"payments_payment", "claims_fact"}:
                cursor.execute(f"SELECT encode(secret, 'escape') FROM {table}") if table == "claims_fact" else None
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found = [row for (row,) in cursor.fetchall() if ACCOUNT_NUMBER in row]
            assert found == [], table
        cursor.execute("SELECT encode(account, 'escape') FROM payments_payment")
        assert ACCOUNT_NUMBER not in cursor.fetchone()[0]


def test_an_account_for_a_later_day_is_used_when_that_day_has_come(priya: User, adviser: Actor, at: At):
    claim = make_claim(priya, adviser, circumstances(account=False))
    at("2026-10-14")
    new_account(claim, date(2026, 10, 22))
    assert run_payments(on=ENDED, by=RUN).held == 1
    at("2026-10-22")
    assert run_payments(on=date(2026, 10, 22), by=RUN).issued == 1
    assert states(claim) == [("issued", 1_583_32)]


def test_a_payment_that_waits_goes_to_the_account_of_its_day(claim: Claim, at: At):
    at("2026-10-14")
    new_account(claim, date(2026, 10, 19))
    run_payments(on=ENDED, by=RUN)
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    assert states(claim) == [("cancelled", 1_583_32), ("issued", 1_583_32)]
    assert Payment.objects.get(state="issued").account_last_four == "9911"


class FilingBackend:
    """Notes what it is given; refuses on demand."""

    refuses = False

    def pay(self, payment: Payment) -> str:
        if self.refuses:
            raise OSError("The bank's file is full")
        return f"file-1/{payment.amount_pence}"


def test_payments_are_made_by_the_backend_that_the_settings_name(
    claim: Claim, at: At, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.PAYMENTS_BACKEND = "tests.payments.test_payments.FilingBackend"
    at("2026-10-20")
    with monkeypatch.context() as patch:
        patch.setattr(FilingBackend, "refuses", True)
        assert [failure.reason for failure in run_payments(on=PAID, by=RUN).failures] == ["OSError"]
    assert states(claim) == [("scheduled", 1_583_32)]
    run_payments(on=PAID, by=RUN)
    assert Payment.objects.get().bank_reference == "file-1/158332"
    assert Entry.objects.get(kind="payment_issued").data == {"amount_pence": 1_583_32, "claim": claim.reference}


def help_back_in(claim: Claim, adviser: Actor) -> None:
    """An adviser made sure who they are and gave them a way back into their account."""
    person = claim.members.get().person
    prove(person, by=adviser)
    given = begin_recovery(
        person=person,
        lost="phone",
        note="Lost on the bus",
        way="spoken",
        bank_changes_from=date(2026, 10, 23),
        by=adviser,
    )
    assert given.digits


def test_for_some_days_after_help_to_get_back_in_the_old_account_is_paid(claim: Claim, adviser: Actor, at: At):
    at("2026-10-19")
    help_back_in(claim, adviser)
    at("2026-10-20")
    with pytest.raises(BankDetailsStay):
        new_account(claim)
    run_payments(on=PAID, by=RUN)
    assert Payment.objects.get().account_last_four == "2490"
    at("2026-10-23")
    new_account(claim)


def test_a_first_account_that_is_given_then_waits_for_those_days(priya: User, adviser: Actor, at: At):
    claim = make_claim(priya, adviser, circumstances(account=False))
    at("2026-10-19")
    help_back_in(claim, adviser)
    at("2026-10-20")
    new_account(claim)
    assert run_payments(on=PAID, by=RUN).held == 1
    assert Payment.objects.get().held_for == "recovered"
    assert not Todo.objects.filter(kind="account_needed").exists(), "there is nothing that they could do"
    at("2026-10-23")
    assert run_payments(on=date(2026, 10, 23), by=RUN).issued == 1
    assert Payment.objects.get(state="issued").account_last_four == "9911"
