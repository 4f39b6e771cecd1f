"""What is paid, when, and never twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from accounts.models import User
from audit.models import Event
from claims.circumstances import CLAIM, Circumstance
from claims.models import Claim
from core.actor import Actor
from core.states import MoveRefused
from journal.models import Entry, Todo
from payments import services, settlement
from payments.models import Pay, Payment, Statement
from payments.runs import run_payments
from payments.settlement import return_payment
from tests.payments.conftest import ACCOUNT_NUMBER, RUN, circumstances, make_claim, record_all

At = Callable[[str], None]
Report = Callable[..., Pay]
ENDED, PAID = date(2026, 10, 14), date(2026, 10, 20)
NEW_ACCOUNT = {"holder": "M Lewis", "sort_code": "200000", "account_number": "55779911"}


def new_account(claim: Claim) -> None:
    record_all(claim, [Circumstance("bank", CLAIM, {"has_account": "yes", "owner": "mine"}, secret=NEW_ACCOUNT)])


def states(claim: Claim) -> list[tuple[str, int]]:
    payments = Payment.objects.filter(statement__claim=claim).order_by("made_at", "pk")
    return [(payment.state, payment.amount_pence) for payment in payments]


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


def test_a_bank_holiday_moves_the_pay_date_back_in_its_own_country(maya: User, adviser: Actor, at: At):
    at("2026-10-24")  # ends 23 November, paid 30 November: St Andrew's Day, a bank holiday in Scotland only
    claim = make_claim(maya, adviser, circumstances(country="scotland"))
    at("2026-11-24")
    run_payments(on=date(2026, 11, 24), by=RUN)
    assert Payment.objects.get(statement__claim=claim).pay_date == date(2026, 11, 27)


def test_a_late_run_pays_on_the_next_working_day(claim: Claim, at: At):
    at("2026-10-24")  # a Saturday, after the pay date
    run_payments(on=date(2026, 10, 24), by=RUN)
    assert Payment.objects.get().pay_date == date(2026, 10, 26)


@pytest.mark.parametrize("moment", ["_where_to_pay", "_schedule"])
def test_killed_between_statement_and_payment_leaves_nothing_and_pays_once(
    claim: Claim, at: At, monkeypatch: pytest.MonkeyPatch, moment: str
):
    at("2026-10-14")

    def die(*args: object, **kwargs: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(settlement, moment, die)
        with pytest.raises(SystemExit):
            run_payments(on=ENDED, by=RUN)
    assert (Statement.objects.count(), Payment.objects.count()) == (0, 0)
    run_payments(on=ENDED, by=RUN)
    assert states(claim) == [("scheduled", 1_583_32)]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_pay_once(claim: Claim, at: At):
    at("2026-10-20")
    together, failures = threading.Barrier(2, timeout=10), []

    def run() -> None:
        try:
            together.wait()
            failures.extend(run_payments(on=PAID, by=RUN).failures)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert failures == []
    assert Statement.objects.count() == 1
    assert states(claim) == [("issued", 1_583_32)]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events; DELETE FROM procrastinate_jobs")


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


def test_without_an_account_the_money_is_held_and_asked_for_then_paid(maya: User, adviser: Actor, at: At):
    claim = make_claim(maya, adviser, circumstances(account=False))
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


def test_a_claim_that_cannot_be_assessed_is_reported_and_stops_no_other(
    claim: Claim, adviser: Actor, at: At, monkeypatch: pytest.MonkeyPatch
):
    from rules.rates import MissingRate
    from tests.payments.conftest import Role, user

    other = make_claim(user("ned@example.com", Role.CLAIMANT), adviser, circumstances())
    real = services.assess

    def fail_for_the_first(of: Claim, *args: object, **kwargs: object) -> object:
        if of.pk == claim.pk:
            raise MissingRate("There are no rates")
        return real(of, *args, **kwargs)

    monkeypatch.setattr(services, "assess", fail_for_the_first)
    at("2026-10-14")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 could not be done"):
        call_command("run_payments", stdout=out, stderr=err)
    assert f"{claim.reference}, period 1: MissingRate: There are no rates" in err.getvalue()
    assert "statements made      1" in out.getvalue()
    assert Statement.objects.get().claim == other
    assert Event.objects.get(kind="assessment_failed").claim_reference == claim.reference


def test_a_run_in_the_future_is_refused_but_may_be_looked_at(claim: Claim, at: At):
    with pytest.raises(CommandError, match="in the future"):
        call_command("run_payments", on="2026-10-20")
    with pytest.raises(CommandError, match="2026-12-31"):
        call_command("run_payments", on="tomorrow")
    out = StringIO()
    call_command("run_payments", on="2026-10-20", dry_run=True, stdout=out)
    assert "payments issued      1, £1,583.32" in out.getvalue()
    assert (Statement.objects.count(), Payment.objects.count()) == (0, 0)


def test_moving_the_clock_twice_queues_one_run(claim: Claim):
    from procrastinate.contrib.django.models import ProcrastinateJob

    from payments.tasks import queue_payment_run

    queue_payment_run()
    queue_payment_run()
    assert ProcrastinateJob.objects.filter(task_name="payments.run").count() == 1


def test_several_months_behind_are_all_paid(claim: Claim, at: At):
    at("2026-12-22")
    summary = run_payments(on=date(2026, 12, 22), by=RUN)
    assert (summary.statements, summary.issued) == (3, 3)
    assert [statement.number for statement in Statement.objects.order_by("number")] == [1, 2, 3]
