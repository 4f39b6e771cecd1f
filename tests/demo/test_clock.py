"""The demonstration's clock: forward only, no further than the rates are known, and what is due follows it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Event
from claims.models import Claim, ClaimState
from core import clock
from core.actor import Actor
from core.models import ClockOffset
from demo.clockwork import last_day, move_clock, stops
from demo.loading import load_personas
from demo.personas import CLAIMANTS, persona_of
from payments.runs import run_payments
from rules.periods import period_containing
from tests.demo.conftest import START

VISITOR = Actor.anonymous()


def now() -> datetime:
    """The moment by the demonstration's clock, to the minute."""
    return clock.now().replace(second=0, microsecond=0)


def runs_waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name="payments.run", status="todo").count()


def move(browser: Client, to: date):
    return browser.post(
        "/demonstration/clock/", {"to-day": to.day, "to-month": to.month, "to-year": to.year}, follow=True
    )


def test_it_moves_to_a_day_and_keeps_the_time(demonstration: None):
    move_clock(to=date(2026, 12, 24), by=VISITOR)
    assert now() == datetime(2026, 12, 24, 9, 30, tzinfo=UTC)
    move_clock(to=date(2027, 4, 1), by=VISITOR)
    assert now() == datetime(2027, 4, 1, 8, 30, tzinfo=UTC), "half past nine in summer time"
    assert Event.objects.filter(kind="clock_moved").count() == 2
    waiting = set(ProcrastinateJob.objects.filter(status="todo").values_list("task_name", flat=True))
    of_claims = {"claims.lapse", "claims.remind", "claims.forget_equality", "claims.ask_identity"}
    of_talk = {"journal.remind", "journal.missed", "appointments.remind", "conversations.escalate", "contacts.escalate"}
    assert waiting == {*of_claims, *of_talk, "payments.run", "signals.look"}, "what the mornings would have brought"


@pytest.mark.parametrize("days", [0, -1])
def test_it_never_stands_still_or_goes_back(demonstration: None, days: int):
    with pytest.raises(clock.ClockRefused):
        move_clock(to=clock.today() + timedelta(days=days), by=VISITOR)
    assert not ClockOffset.objects.exists()
    assert runs_waiting() == 0


def test_it_stops_where_the_rates_end(demonstration: None):
    with pytest.raises(clock.ClockRefused):
        move_clock(to=last_day() + timedelta(days=1), by=VISITOR)
    move_clock(to=last_day(), by=VISITOR)
    assert clock.today() == last_day()
    page = Client().get("/demonstration/").content.decode()
    assert "It has come as far as the rates are known" in page


def test_it_does_not_move_in_a_live_service(db: None):
    with pytest.raises(clock.ClockRefused):
        clock.move_forward(date(2099, 1, 1))
    with pytest.raises(clock.ClockRefused), clock.as_if(START):
        pass
    assert not ClockOffset.objects.exists()


def test_as_if_ends_with_its_block(demonstration: None):
    with clock.as_if(datetime(2026, 9, 1, 12, tzinfo=UTC)):
        assert clock.today() == date(2026, 9, 1)
        with clock.steady():
            assert clock.today() == date(2026, 9, 1)
    assert now() == START


def test_moving_it_on_the_page_queues_one_run_and_says_so(demonstration: None):
    browser = Client()
    page = move(browser, date(2026, 12, 1)).content.decode()
    assert "It is now 1 December 2026" in page
    assert "Here it is 1 December 2026." in page
    assert "here it is 1 December 2026" in browser.get("/sign-in/").content.decode(), "the frame of every page"
    move(browser, date(2026, 12, 2))
    assert runs_waiting() == 1


@pytest.mark.parametrize(
    ("to", "message"),
    [
        (date(2026, 11, 22), "The day to move to must be in the future"),
        (date(2026, 11, 21), "The day to move to must be in the future"),
        (date(2030, 1, 1), "The day to move to must be the same as or before 11 May 2027"),
    ],
)
def test_the_page_says_what_is_wrong_with_a_day(demonstration: None, to: date, message: str):
    page = move(Client(), to).content.decode()
    assert page.count(message) == 2, "in the summary and beside the question"
    assert "<title>Error: " in page
    assert now() == START


def test_each_open_claim_offers_the_days_that_matter(rosa: None):
    ended, paid = stops(clock.today())
    assert [(event.kind, event.name, event.number) for event in ended.events] == [("period ended", "Rosa Hughes", 3)]
    assert [(event.kind, event.name, event.number) for event in paid.events] == [("paid", "Rosa Hughes", 3)]
    assert (ended.day, paid.day) == (date(2026, 12, 12), date(2026, 12, 18))
    page = Client().get("/demonstration/").content.decode()
    assert "to 12 December 2026</span>" in page
    assert re.search(r"Rosa Hughes \(UC-[-0-9A-Z]+\): period 3 has ended", page)


def test_an_unfinished_claim_offers_the_day_on_which_it_has_lapsed(demonstration: None):
    nikhil = persona_of("nikhil.rao")
    assert nikhil
    load_personas([nikhil])
    (stop,) = stops(clock.today())
    assert (stop.day, [event.kind for event in stop.events]) == (date(2026, 11, 25), ["lapsed"])
    assert "nikhil.rao@example.com (" in Client().get("/demonstration/").content.decode()


def test_what_is_due_is_assessed_at_the_new_day(rosa: None):
    ended, paid = stops(clock.today())
    move_clock(to=ended.day, by=VISITOR)
    summary = run_payments(on=clock.today(), by=Actor.system("Payments run"))
    assert (summary.statements, summary.scheduled, summary.issued, summary.failures) == (1, 1, 0, [])
    move_clock(to=paid.day, by=VISITOR)
    assert run_payments(on=clock.today(), by=Actor.system("Payments run")).issued == 1


def test_claims_are_paid_for_as_long_as_the_rates_are_known(rosa: None):
    """The first period that begins in a year without rates is never assessed, and the last before it is."""
    load_personas(
        [persona for persona in CLAIMANTS if persona.slug in {"malcolm.reid", "grace.mensah", "elin.rowlands"}]
    )
    move_clock(to=last_day(), by=VISITOR)
    while (summary := run_payments(on=clock.today(), by=Actor.system("Payments run"))).statements:
        assert summary.failures == []
    for claim in Claim.objects.filter(state=ClaimState.OPEN):
        number = period_containing(claim.entitled_from, last_day()).number - 1
        assert claim.statements.filter(number=number).exists(), claim
