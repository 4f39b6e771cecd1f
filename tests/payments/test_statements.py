"""What a statement comes to, and when there is a new one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from claims.models import Claim
from core.actor import Actor
from journal.models import Entry
from payments import services
from payments.assessment import Assessment
from payments.models import Pay, Statement
from payments.pay import withdraw_pay
from payments.runs import run_payments
from rules.lines import Line
from rules.periods import assessment_period
from rules.rounding import pounds_of
from rules.text import text
from tests.payments.conftest import FIRST_DAY, RUN, circumstances, record_all

ROOT = Path(__file__).resolve().parents[2]
At = Callable[[str], None]
Report = Callable[..., Pay]


def test_the_total_is_what_the_specification_says(claim: Claim, pay: Report, at: At):
    at("2026-10-14")
    pay(900_00, "2026-09-25")
    run_payments(on=date(2026, 10, 14), by=RUN)
    statement = Statement.objects.get(claim=claim)
    award = statement.award
    assert award.standard_allowance_pence == 424_90
    assert award.child_element_pence == 351_88 + 303_94  # the eldest was born before 6 April 2017
    assert award.housing_element_pence == 520_00  # 120.00 x 52 / 12; two bedrooms, two under 16
    assert award.maximum_amount_pence == 1_600_72
    assert award.earned_deduction_pence == 260_15  # 55% of 900.00 less 427.00
    assert award.tariff_income_pence == 17_40  # 1,000 over 6,000 is four times 250
    assert statement.payable_pence == 1_600_72 - 260_15 - 17_40 == 1_323_17
    assert statement.due_pence == 1_323_17
    assert (statement.start, statement.end) == (FIRST_DAY, date(2026, 10, 13))


def test_the_stored_claim_and_the_award_command_agree(claim: Claim, pay: Report, at: At):
    at("2026-10-14")
    pay(900_00, "2026-09-25")
    run_payments(on=date(2026, 10, 14), by=RUN)
    printed = StringIO()
    call_command("household", claim.reference, period=1, stdout=printed)
    command = [sys.executable, "-m", "rules", "award"]
    done = subprocess.run(command, cwd=ROOT, input=printed.getvalue(), capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    award = Statement.objects.get(claim=claim).award
    assert result["award"] == "1323.17"
    assert [(line["code"], line["amount"], line["reason"]) for line in result["lines"]] == [
        (line.code, str(pounds_of(line.amount_pence)), str(line.reason)) for line in award.lines
    ]


def test_nothing_new_is_made_when_nothing_changed(claim: Claim, at: At):
    at("2026-10-14")
    assert run_payments(on=date(2026, 10, 14), by=RUN).statements == 1
    again = run_payments(on=date(2026, 10, 14), by=RUN)
    assert (again.statements, again.scheduled, again.issued) == (0, 0, 0)
    assert Statement.objects.count() == 1


def test_a_change_that_makes_no_difference_makes_no_version(claim: Claim, at: At):
    at("2026-10-14")
    run_payments(on=date(2026, 10, 14), by=RUN)
    contact = [row for row in circumstances() if row.kind == "residence"]
    record_all(claim, [type(contact[0])("residence", "person", {"country": "wales"})], date(2026, 10, 1))
    assert run_payments(on=date(2026, 10, 14), by=RUN).statements == 0


def test_other_words_or_another_copy_of_the_rates_make_no_version(
    claim: Claim, pay: Report, adviser: Actor, at: At, monkeypatch: pytest.MonkeyPatch
):
    at("2026-10-14")
    run_payments(on=date(2026, 10, 14), by=RUN)
    real = services.assess

    def reworded(*args: object, **kwargs: object) -> Assessment:
        made = real(*args, **kwargs)
        reason = {"reason": text("In other words").to_data()}
        lines = tuple(Line.from_data(line.to_data() | reason) for line in made.award.lines)
        return replace(made, award=made.award._replace(rate_version="0" * 12 + "/2026-04-06", lines=lines))

    monkeypatch.setattr(services, "assess", reworded)
    withdraw_pay(pay=pay(900_00, "2026-09-25"), by=adviser)
    assert run_payments(on=date(2026, 10, 14), by=RUN).statements == 0
    assert not Entry.objects.filter(kind="statement_changed").exists()


def test_a_version_keeps_what_it_was_worked_out_from(claim: Claim, pay: Report, at: At):
    at("2026-10-14")
    run_payments(on=date(2026, 10, 14), by=RUN)
    pay(900_00, "2026-09-25")
    run_payments(on=date(2026, 10, 14), by=RUN)
    first, second = Statement.objects.filter(claim=claim).order_by("version")
    assert first.award.net_earnings_pence == 0
    assert second.award.net_earnings_pence == 900_00
    assert json.loads(second.document["case"])["adults"][0]["paydays"][0]["employer"] == "Corner Bakery"
    assert second.known_at > first.known_at


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE payments_statement SET payable_pence = 1",
        "DELETE FROM payments_statement",
        "UPDATE payments_payment SET amount_pence = 1",
        "UPDATE payments_payment SET pay_date = '2026-01-01'",
        "UPDATE payments_payment SET state = 'issued' WHERE state = 'cancelled'",
        "UPDATE payments_payment SET state = 'returned'",
        "DELETE FROM payments_payment",
        "UPDATE payments_pay SET net_pence = 1",
        "DELETE FROM payments_pay",
    ],
)
def test_history_cannot_be_edited(claim: Claim, pay: Report, at: At, sql: str):
    at("2026-10-14")
    pay(900_00, "2026-09-25")
    run_payments(on=date(2026, 10, 14), by=RUN)
    pay(1_00, "2026-09-26")
    run_payments(on=date(2026, 10, 14), by=RUN)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        try:
            cursor.execute(sql)
        except DatabaseError:
            cursor.execute("ROLLBACK TO before")
        else:
            assert not cursor.rowcount, f"{sql} changed {cursor.rowcount} rows"


def test_the_statement_is_announced_without_saying_what_is_in_it(claim: Claim, at: At):
    from notifications.models import Message

    at("2026-10-14")
    run_payments(on=date(2026, 10, 14), by=RUN)
    message = Message.objects.get(template="statement_ready")
    assert "£" not in message.body
    assert "Priya" not in message.body


def test_only_payment_staff_and_the_run_make_statements(claim: Claim, adviser: Actor, at: At):
    from django.core.exceptions import PermissionDenied

    from payments.services import CannotAssess, assess_period

    at("2026-10-14")
    with pytest.raises(PermissionDenied):
        assess_period(claim=claim, period=assessment_period(FIRST_DAY, 1), by=adviser)
    with pytest.raises(CannotAssess):
        assess_period(claim=claim, period=assessment_period(FIRST_DAY, 2), by=RUN)
