"""Runs: killed, side by side, and with claims that fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections, transaction

from accounts.roles import Role
from audit.models import Event
from claims.models import Claim
from core.actor import Actor
from payments import runs, services, settlement
from payments.models import Pay, Payment, Statement
from payments.runs import Failure, run_payments
from rules.rates import MissingRate
from tests.payments.conftest import RUN, circumstances, make_claim, new_account, states, user

At = Callable[[str], None]
Report = Callable[..., Pay]
ENDED, PAID = date(2026, 10, 14), date(2026, 10, 20)
NEW_ACCOUNT = {"holder": "P Nair", "sort_code": "200000", "account_number": "55779911"}


def empty_the_queue() -> None:
    """After a test that commits."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events; DELETE FROM procrastinate_jobs")


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
    empty_the_queue()


def test_a_claim_that_cannot_be_assessed_is_reported_and_stops_no_other(
    claim: Claim, adviser: Actor, at: At, monkeypatch: pytest.MonkeyPatch
):
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

    from payments.tasks import queue_payment_run, run

    queue_payment_run()
    queue_payment_run()
    queued = ProcrastinateJob.objects.get(task_name="payments.run")
    run(**queued.args)


def test_several_months_behind_are_all_paid(claim: Claim, at: At, settings):
    settings.TWO_OFFICERS_ABOVE_PENCE = 10_000_00
    at("2026-12-22")
    summary = run_payments(on=date(2026, 12, 22), by=RUN)
    assert (summary.statements, summary.issued) == (3, 3)
    assert [statement.number for statement in Statement.objects.order_by("number")] == [1, 2, 3]


def test_a_payment_does_not_go_while_its_claim_cannot_be_assessed_again(
    claim: Claim, at: At, monkeypatch: pytest.MonkeyPatch
):
    at("2026-10-14")
    run_payments(on=ENDED, by=RUN)
    at("2026-10-20")
    new_account(claim)
    with monkeypatch.context() as patch:
        patch.setattr(services, "assess", Mock(side_effect=MissingRate("There are no rates")))
        summary = run_payments(on=PAID, by=RUN)
    assert [failure.number for failure in summary.failures] == [1]
    assert (summary.issued, states(claim)) == (0, [("scheduled", 1_583_32)])
    assert run_payments(on=PAID, by=RUN).issued == 1
    assert Payment.objects.get(state="issued").account_last_four == "9911"


def test_what_fails_before_any_period_stops_no_other_claim(
    claim: Claim, adviser: Actor, at: At, monkeypatch: pytest.MonkeyPatch
):
    other = make_claim(user("ned@example.com", Role.CLAIMANT), adviser, circumstances())
    real = runs.periods_to_assess

    def fail_for_the_first(of: Claim, on: date) -> object:
        if of.pk == claim.pk:
            raise OperationalError("canceling statement due to lock timeout")
        return real(of, on)

    monkeypatch.setattr(runs, "periods_to_assess", fail_for_the_first)
    at("2026-10-14")
    summary = run_payments(on=ENDED, by=RUN)
    assert summary.failures == [Failure(claim.reference, None, "OperationalError")]
    assert Statement.objects.get().claim == other
    assert Event.objects.get(kind="payment_failed").claim_reference == claim.reference


def in_another_connection(work: Callable[[], None]) -> threading.Thread:
    """Start this in a thread of its own, whose connection is closed when it ends."""

    def run() -> None:
        try:
            work()
        finally:
            connections["default"].close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def somebody_holds(claim: Claim) -> Iterator[None]:
    """Another process has the claim's lock all the while."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Claim.objects.select_for_update().get(pk=claim.pk)
            held.set()
            done.wait(timeout=30)

    thread = in_another_connection(hold)
    assert held.wait(timeout=10)
    yield
    done.set()
    thread.join(timeout=30)
    empty_the_queue()


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_is_never_had_fails_one_claim(claim: Claim, adviser: Actor, at: At, somebody_holds: None):
    other = make_claim(user("ned@example.com", Role.CLAIMANT), adviser, circumstances())
    at("2026-10-20")
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        summary = run_payments(on=PAID, by=RUN)
    finally:
        connection.close()
    assert {(failure.reference, failure.reason) for failure in summary.failures} == {
        (claim.reference, "OperationalError")
    }
    assert states(other) == [("issued", 1_583_32)]
    assert states(claim) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_claim_is_held_while_it_is_worked_on_and_no_longer(
    claim: Claim, adviser: Actor, at: At, monkeypatch: pytest.MonkeyPatch, dry_run: bool
):
    make_claim(user("ned@example.com", Role.CLAIMANT), adviser, circumstances())
    at("2026-10-14")
    real, free = runs.assess_period, []

    def look_first(**kwargs: object) -> object:
        def look() -> None:
            with transaction.atomic():
                rows = Claim.objects.select_for_update(skip_locked=True).order_by("pk")
                free.append([row.pk == claim.pk for row in rows])

        in_another_connection(look).join(timeout=30)
        return real(**kwargs)

    monkeypatch.setattr(runs, "assess_period", look_first)
    run_payments(on=ENDED, by=RUN, dry_run=dry_run)
    # Only the other one is free while each is worked on.
    assert free == [[False], [True]]
    assert Statement.objects.count() == (0 if dry_run else 2)
    empty_the_queue()
