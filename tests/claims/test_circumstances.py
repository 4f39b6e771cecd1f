"""Circumstances: what held when, and what was believed when. History is superseded, never edited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.circumstances import CLAIM, Circumstance, record_circumstances
from claims.models import Fact
from core import clock
from core.ids import new_id
from tests.claims.claimants import Claimant

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def report(claimant: Claimant, from_day: date, *circumstances: Circumstance, kinds: Any = ("home", "child")) -> None:
    record_circumstances(
        claim=claimant.claim,
        person=claimant.person,
        circumstances=circumstances,
        kinds=kinds,
        from_day=from_day,
        by=claimant.by,
    )


def home(town: str) -> Circumstance:
    return Circumstance("home", CLAIM, {"town": town})


def child(name: str, item: str) -> Circumstance:
    return Circumstance("child", CLAIM, {"name": name}, item)


def towns(day: date, known_at: Any = None) -> list[str]:
    return [fact.value["town"] for fact in Fact.objects.filter(kind="home").as_known(known_at).on(day)]


def test_a_change_ends_what_was_and_begins_what_is(claimant: Claimant) -> None:
    report(claimant, MAY, home("Leeds"))
    report(claimant, JUNE, home("York"))
    assert towns(MAY) == ["Leeds"]
    assert towns(JUNE - timedelta(days=1)) == ["Leeds"]
    assert towns(JUNE) == ["York"]


def test_what_was_known_at_a_time_can_always_be_told(claimant: Claimant) -> None:
    with time_machine.travel("2026-05-10 12:00", tick=False):
        report(claimant, MAY, home("Leeds"))
        paid_at = clock.now()
    with time_machine.travel("2026-07-10 12:00", tick=False):
        report(claimant, JUNE, home("York"))
    assert towns(JUNE, known_at=paid_at) == ["Leeds"]
    assert towns(JUNE) == ["York"]


def test_reporting_the_same_again_writes_nothing(claimant: Claimant) -> None:
    report(claimant, MAY, home("Leeds"), child("Mia", "1"))
    before = list(Fact.objects.values_list("pk", "superseded_at"))
    report(claimant, JUNE, home("Leeds"), child("Mia", "1"))
    assert list(Fact.objects.values_list("pk", "superseded_at")) == before


def test_a_report_from_before_an_earlier_change_replaces_all_that_follows(claimant: Claimant) -> None:
    report(claimant, MAY, home("Leeds"))
    report(claimant, JULY, home("York"))
    report(claimant, JUNE, home("Hull"))
    assert towns(MAY) == ["Leeds"]
    assert towns(JUNE) == towns(JULY) == ["Hull"]


def test_what_is_true_now_can_be_said_to_have_been_true_before(claimant: Claimant) -> None:
    report(claimant, JUNE, home("Leeds"))
    report(claimant, MAY, home("Leeds"))
    assert towns(MAY) == towns(JUNE) == ["Leeds"]


def test_an_entry_that_is_no_longer_reported_ends(claimant: Claimant) -> None:
    report(claimant, MAY, child("Mia", "1"), child("Owen", "2"))
    report(claimant, JUNE, child("Mia", "1"))
    current = Fact.objects.filter(kind="child").as_known()
    assert [fact.value["name"] for fact in current.on(JUNE)] == ["Mia"]
    assert sorted(fact.value["name"] for fact in current.on(MAY)) == ["Mia", "Owen"]


def test_a_kind_that_is_not_reported_is_left_alone(claimant: Claimant) -> None:
    report(claimant, MAY, home("Leeds"), child("Mia", "1"))
    report(claimant, JUNE, home("York"), kinds=["home"])
    assert Fact.objects.filter(kind="child").as_known().on(JULY).count() == 1


def test_the_database_refuses_two_facts_of_one_kind_on_one_day(claimant: Claimant) -> None:
    report(claimant, MAY, home("Leeds"))
    twin = Fact.objects.get(kind="home")
    twin.id = new_id()
    twin.applies = DateRange(JUNE, JULY)
    with pytest.raises(IntegrityError, match="one_fact_a_day"), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize(
    "edit",
    [
        {"value": {"town": "Hull"}},
        {"applies": DateRange(JUNE, None)},
        {"recorded_at": "2020-01-01T00:00Z"},
        {"kind": "x"},
    ],
)
def test_the_database_refuses_to_edit_history(claimant: Claimant, edit: dict[str, Any]) -> None:
    report(claimant, MAY, home("Leeds"))
    with pytest.raises(ProgrammingError), transaction.atomic():
        Fact.objects.update(**edit)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Fact.objects.all().delete()


def test_a_fact_is_superseded_once(claimant: Claimant) -> None:
    report(claimant, MAY, home("Leeds"))
    Fact.objects.update(superseded_at=clock.now())
    with pytest.raises(ProgrammingError), transaction.atomic():
        Fact.objects.update(superseded_at=None)
