"""One clock, which a demonstration may move forward and nothing else may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core import clock
from core.models import ClockOffset

WEEK = timedelta(days=7)


@pytest.fixture
def demonstration(settings: Any) -> None:
    settings.CLOCK_CAN_MOVE = True
    settings.CLOCK_HEAD_START = timedelta()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-01-10 23:59:59+00:00", date(2026, 1, 10)),
        ("2026-01-11 00:00:00+00:00", date(2026, 1, 11)),
        # British Summer Time, from the last Sunday of March to that of October: midnight is 23:00 UTC.
        ("2026-03-28 23:30:00+00:00", date(2026, 3, 28)),
        ("2026-03-29 23:30:00+00:00", date(2026, 3, 30)),
        ("2026-07-01 22:59:59+00:00", date(2026, 7, 1)),
        ("2026-07-01 23:00:00+00:00", date(2026, 7, 2)),
        ("2026-10-24 23:30:00+00:00", date(2026, 10, 25)),
        ("2026-10-25 23:30:00+00:00", date(2026, 10, 25)),
    ],
)
def test_today_is_the_day_in_great_britain(moment: str, day: date) -> None:
    with time_machine.travel(moment):
        assert clock.today() == day
        with timezone.override("Pacific/Auckland"):
            assert clock.today() == day


def test_now_is_aware() -> None:
    with time_machine.travel("2026-07-01 12:00+00:00", tick=False):
        assert clock.now() == datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_a_kept_offset_means_nothing_where_the_clock_cannot_move(django_assert_num_queries: Any) -> None:
    ClockOffset.objects.create(offset=WEEK)
    with time_machine.travel("2026-07-01 12:00+00:00"), django_assert_num_queries(0):
        assert clock.today() == date(2026, 7, 1)


@pytest.mark.django_db
def test_a_demonstration_stands_ahead(demonstration: None) -> None:
    with time_machine.travel("2026-07-01 12:00+00:00"):
        assert clock.today() == date(2026, 7, 1)
        ClockOffset.objects.create(offset=WEEK)
        assert clock.today() == date(2026, 7, 8)


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"offset": -WEEK}, {"id": 2}])
def test_there_is_one_clock_and_it_goes_forward(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockOffset.objects.create(**values)


@pytest.mark.django_db
def test_the_clock_stands_steady_through_a_request(demonstration: None, django_assert_num_queries: Any) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        before = clock.today()
        ClockOffset.objects.create(offset=WEEK)
        return HttpResponse(f"{before} {clock.today()}")

    middleware: Callable[[HttpRequest], HttpResponse] = clock.ClockMiddleware(view)
    with time_machine.travel("2026-07-01 12:00+00:00"):
        with django_assert_num_queries(2):
            assert middleware(HttpRequest()).content == b"2026-07-01 2026-07-01"
        assert clock.today() == date(2026, 7, 8)


@pytest.mark.django_db
def test_the_clock_lets_go_after_a_failure(demonstration: None) -> None:
    def fail() -> None:
        with clock.steady():
            raise ZeroDivisionError

    with time_machine.travel("2026-07-01 12:00+00:00"):
        with pytest.raises(ZeroDivisionError):
            fail()
        ClockOffset.objects.create(offset=WEEK)
        assert clock.today() == date(2026, 7, 8)


@pytest.mark.django_db
def test_the_time_of_day_stays_also_across_a_change_of_summer_time(demonstration: None) -> None:
    with time_machine.travel("2026-10-24 11:30+00:00", tick=False):
        clock.move_forward(date(2026, 10, 26))
        assert timezone.localtime(clock.now()).isoformat() == "2026-10-26T12:30:00+00:00"
        clock.move_forward(date(2027, 3, 29))
        assert timezone.localtime(clock.now()).isoformat() == "2027-03-29T12:30:00+01:00"
