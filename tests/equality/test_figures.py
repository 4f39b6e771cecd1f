"""Answers are counted, and nobody is found in the count."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from core.actor import Actor
from equality import services
from equality.figures import figures
from equality.models import Answer, Envelope
from equality.services import FEWEST, open_envelopes, seal

pytestmark = pytest.mark.django_db

NIGHT = Actor.system("Night")
ONE = {"sex": "female", "religion": "none", "limits": None}


def open_some(number: int, **answers: str) -> None:
    for _each in range(number):
        seal(answers or ONE)
    assert open_envelopes(by=NIGHT) == number


def told(year: int = 2026) -> dict[str, int | None]:
    return {f"{question} {each.answer}": each.people for question, answers in figures(year) for each in answers}


def test_envelopes_wait_until_there_are_enough() -> None:
    for _each in range(FEWEST - 1):
        seal(ONE)
    assert open_envelopes(by=NIGHT) == 0
    assert not Answer.objects.exists()
    seal(ONE)
    assert open_envelopes(by=NIGHT) == FEWEST
    assert open_envelopes(by=NIGHT) == 0
    assert not Envelope.objects.exists()
    assert Answer.objects.count() == 2 * FEWEST
    event = Event.objects.get()
    assert (event.kind, event.data, event.person_id) == ("equality_answers_added", {"people": FEWEST}, None)


def test_a_row_says_nothing_but_one_answer_in_a_month() -> None:
    assert {field.name for field in Answer._meta.get_fields()} == {"id", "month", "question", "answer"}
    assert {field.name for field in Envelope._meta.get_fields()} == {"id", "answers"}
    with time_machine.travel("2026-11-22 09:30", tick=False):
        open_some(FEWEST)
    assert {(row.month.isoformat(), row.id.version) for row in Answer.objects.all()} == {("2026-11-01", 4)}


def test_the_order_of_the_rows_is_not_the_order_of_the_people() -> None:
    people = [f"person{number}" for number in range(40)]
    for person in people:
        seal({"first": person, "second": person})
    open_envelopes(by=NIGHT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer, question, xmin::text FROM equality_answer ORDER BY ctid")
        rows = cursor.fetchall()
    assert len({row[2] for row in rows}) == 1, "one transaction wrote them all"
    assert [row[0] for row in rows if row[1] == "first"] != people
    assert [row[0] for row in rows if row[1] == "first"] != [row[0] for row in rows if row[1] == "second"]


def test_envelopes_are_as_long_as_each_other_whatever_is_in_them() -> None:
    seal({})
    seal({f"question{number}": "mixed_black_caribbean" for number in range(11)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT length(answers) FROM equality_envelope")
        assert len(cursor.fetchall()) == 1


def test_opening_reads_no_answer_that_was_counted_before() -> None:
    """The application's role may add to that table and not read it, not even what it just added."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        open_some(FEWEST)
    about = [each["sql"] for each in queries if '"equality_answer"' in each["sql"]]
    assert [sql.split()[0] for sql in about] == ["INSERT"]
    assert "RETURNING" not in about[0]


def test_few_are_not_told_and_others_are_rounded() -> None:
    with time_machine.travel("2026-10-05"):
        for number, sex in ((12, "female"), (13, "male"), (9, "prefer_not")):
            for _each in range(number):
                seal({"sex": sex})
        open_envelopes(by=NIGHT)
    with time_machine.travel("2026-11-22"):
        found = told()
        assert found["What is your sex? Female"] == 10
        assert found["What is your sex? Male"] == 15
        assert found["What is your sex? Prefer not to say"] is None
        assert found["What is your religion? Sikh"] is None
        assert told(2025)["What is your sex? Male"] is None


def test_a_month_is_told_once_it_is_over() -> None:
    with time_machine.travel("2026-11-05"):
        open_some(FEWEST)
        assert told()["What is your sex? Female"] is None
    with time_machine.travel("2027-01-02"):
        assert told()["What is your sex? Female"] == FEWEST


def test_the_command_prints_them() -> None:
    with time_machine.travel("2026-10-05"):
        open_some(20, sex="female")
    out = StringIO()
    with time_machine.travel("2026-11-22"):
        call_command("equality_figures", "2026", stdout=out)
    assert "What is your sex?\n             20  Female\n  fewer than 10  Male\n" in out.getvalue()


def test_if_something_goes_wrong_no_envelope_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(FEWEST):
        seal(ONE)

    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "record", fails)
    with pytest.raises(RuntimeError):
        open_envelopes(by=NIGHT)
    assert (Envelope.objects.count(), Answer.objects.count()) == (FEWEST, 0)
