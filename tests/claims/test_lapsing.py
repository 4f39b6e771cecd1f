"""A claim that is not sent: its owner is reminded twice, then it ends, and they hear of that too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import Person
from audit.models import Event
from claims import lapsing
from claims.journey import CLAIM
from claims.lapsing import NotAllDone, lapse_claims, remind_unsent
from claims.models import Member
from claims.postal import postal_address
from claims.services import withdraw_claim
from core.actor import Actor
from demo.stories import LONE_PARENT
from journal.models import Entry
from journeys.models import PageAnswer
from journeys.services import start_draft
from notifications.models import Message
from notifications.selectors import outbox_for
from tests.claims.claimants import Claimant, make_claimant, signed_in
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

BY = Actor.system("Tests")
BEGUN = datetime(2026, 11, 22, 16, 40, tzinfo=timezone.get_default_timezone())
LAST_DAY = date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _when_it_began() -> Iterator[None]:
    with time_machine.travel(BEGUN, tick=False):
        yield


def morning(days_left: int) -> Any:
    """Half past nine, so many days before the last."""
    moment = datetime.combine(LAST_DAY - timedelta(days=days_left), time(9, 30), tzinfo=BEGUN.tzinfo)
    return time_machine.travel(moment, tick=False)


def reminders(claimant: Claimant) -> list[str]:
    sent = outbox_for(str(claimant.person.pk)).filter(template__startswith="claim_unsent")
    return list(sent.order_by("pk").values_list("template", flat=True))


def remind_each_morning(*days_left: int) -> list[int]:
    """How many were reminded on each of these mornings."""
    counted = []
    for days in days_left:
        with morning(days):
            counted.append(remind_unsent(by=BY))
    return counted


def test_answers_are_kept_until_the_last_day_ends(claimant: Claimant) -> None:
    with time_machine.travel(datetime(2026, 12, 20, 23, 59, tzinfo=BEGUN.tzinfo), tick=False):
        assert lapse_claims(by=BY) == 0
    with time_machine.travel(datetime(2026, 12, 21, tzinfo=BEGUN.tzinfo), tick=False):
        assert lapse_claims(by=BY) == 1


def test_everybody_is_reminded_seven_days_before_and_two(claimant: Claimant) -> None:
    assert remind_each_morning(27, 8, 7, 7, 6, 5, 3, 2, 2, 1, 0, -1) == [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert reminders(claimant) == ["claim_unsent", "claim_unsent_last"]
    days = [event.data["days_before"] for event in Event.objects.filter(kind="claim_reminded").order_by("pk")]
    assert days == [7, 2]


def test_a_reminder_says_by_when_and_nothing_about_anybody(claimant: Claimant) -> None:
    claimant.answer()
    remind_each_morning(7)
    message = Message.objects.get(template="claim_unsent")
    assert "20 December 2026" in message.body
    for known in (claimant.claim.reference, claimant.user.email, "Hughes", "Mill Lane"):
        assert known not in message.subject + message.body


@pytest.mark.parametrize(
    ("mornings", "sent"),
    [
        ((5,), ["claim_unsent"]),
        ((2,), ["claim_unsent_last"]),
        ((1,), ["claim_unsent_last"]),
        ((0,), ["claim_unsent_last"]),
        ((5, 1), ["claim_unsent", "claim_unsent_last"]),
    ],
)
def test_after_missed_mornings_only_the_one_that_is_due_is_sent(
    claimant: Claimant, mornings: tuple[int, ...], sent: list[str]
) -> None:
    remind_each_morning(*mornings)
    assert reminders(claimant) == sent


def test_nobody_is_reminded_of_a_claim_that_was_sent_or_ended(claimant: Claimant, stranger: Claimant) -> None:
    claimant.answer().send()
    withdraw_claim(claim=stranger.claim, member=stranger.member, by=stranger.by)
    assert remind_each_morning(7, 2) == [0, 0]


def test_whoever_joins_late_is_not_reminded_as_they_do(claimant: Claimant) -> None:
    partner = make_claimant()
    with morning(5):
        member = Member.objects.create(
            claim=claimant.claim,
            person=partner.person,
            draft=start_draft(journey=CLAIM),
            applies=DateRange(date(2026, 12, 15), None),
            recorded_at=timezone.now(),
        )
    withdraw_claim(claim=partner.claim, member=partner.member, by=partner.by)
    remind_each_morning(5, 4, 2)
    assert reminders(claimant) == ["claim_unsent", "claim_unsent_last"]
    assert reminders(partner) == ["claim_unsent_last"]
    member.draft.refresh_from_db()
    assert member.draft.reminded_days_before == 2


def reached(claimant: Claimant, **answers: Any) -> Message:
    claimant.answer(LONE_PARENT.but(**answers))
    remind_each_morning(7)
    return Message.objects.get(template="claim_unsent")


def test_before_they_said_how_people_are_reached_as_they_signed_up(claimant: Claimant) -> None:
    remind_each_morning(7)
    message = Message.objects.get(template="claim_unsent")
    assert (message.medium, message.address, message.language) == ("email", claimant.user.email, "en")


def test_then_in_the_way_and_language_that_they_answered(claimant: Claimant) -> None:
    message = reached(claimant, contact_by="phone", phone="07700 900123", language="cy")
    assert (message.medium, message.language) == ("phone", "cy")
    assert message.address.endswith("7700900123") or message.address == "07700 900123"
    assert "20 Rhagfyr 2026" in message.body
    claimant.person.refresh_from_db()
    assert (claimant.person.phone, claimant.person.language) == ("", "en"), "what was not sent is not believed yet"


def test_who_chose_letters_gets_letters_where_they_answered_that_they_live(claimant: Claimant) -> None:
    message = reached(claimant, contact_by="letter")
    assert (message.medium, message.address) == ("letter", "")
    claimant.person.refresh_from_db()
    name, *where = postal_address(claimant.person, claimant.claim)
    assert (name, where) == ("Rosa Hughes", ["14 Mill Lane", "Leeds", "LS6 2AB"])
    with morning(-1):
        lapse_claims(by=BY)
    assert Message.objects.get(template="claim_lapsed").medium == "email", "what they answered is deleted by then"


def test_a_letter_has_nowhere_to_go_before_they_answered_that(claimant: Claimant) -> None:
    Person.objects.filter(pk=claimant.person.pk).update(contact_by="letter")
    remind_each_morning(7)
    assert Message.objects.get(template="claim_unsent").medium == "email"


def test_somebody_whom_nothing_reaches_is_reminded_once_something_does(claimant: Claimant) -> None:
    claimant.person.email = ""
    claimant.person.save()
    assert remind_each_morning(7) == [0]
    claimant.person.phone = "07700 900123"
    claimant.person.save()
    assert remind_each_morning(6, 5) == [1, 0]


def test_nobody_is_urged_to_send_a_claim_that_they_were_told_not_to_make(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(nationality="other", immigration="none"))
    assert remind_each_morning(7, 5) == [0, 0]
    with morning(4):
        home = signed_in(claimant.user).get("/home/").content.decode()
        assert "Get advice before you claim" in home
        assert claimant.url("nationality", "no-permission") in home
        assert f"/claims/{claimant.claim.reference}/take-back/" in home
        for urging in ("Send it by", "Send your claim", "as soon as you can", "Continue your claim", "tasks</strong>"):
            assert urging not in home
    PageAnswer.objects.filter(page="immigration").update(data={"immigration": "funds"})
    assert remind_each_morning(3) == [1], "what they answer now lets them claim"
    PageAnswer.objects.filter(page="immigration").update(data={"immigration": "none"})
    assert remind_each_morning(2, -1) == [0, 0]
    with morning(-1):
        assert lapse_claims(by=BY) == 1
    assert not Message.objects.filter(template="claim_lapsed").exists()
    assert Entry.objects.filter(person=claimant.person, kind="claim_lapsed").exists()


def test_one_that_fails_stops_no_other_and_is_done_the_next_time(
    claimant: Claimant, stranger: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = lapsing.record

    def break_off(kind: str, *, claim_reference: str, **rest: Any) -> object:
        if claim_reference == claimant.claim.reference:
            raise RuntimeError("killed after the message was written")
        return record(kind, claim_reference=claim_reference, **rest)

    monkeypatch.setattr(lapsing, "record", break_off)
    with morning(7), pytest.raises(NotAllDone, match="1 of 2"):
        remind_unsent(by=BY)
    assert (reminders(claimant), reminders(stranger)) == ([], ["claim_unsent"])
    monkeypatch.undo()
    assert remind_each_morning(7) == [1]
    assert (reminders(claimant), reminders(stranger)) == (["claim_unsent"], ["claim_unsent"])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_once() -> None:
    claimants = [make_claimant() for _ in range(3)]
    start, problems = Barrier(2), []

    def work() -> None:
        try:
            start.wait()
            remind_unsent(by=BY)
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    with morning(7):
        threads = [Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert problems == []
    assert [reminders(claimant) for claimant in claimants] == [["claim_unsent"]] * 3


def test_finding_whom_to_remind_takes_as_many_queries_however_many_there_are(
    django_assert_num_queries: Any,
) -> None:
    for _ in range(3):
        make_claimant()
    with morning(8), django_assert_num_queries(2):
        remind_unsent(by=BY)


def test_whose_claim_ends_is_told_so_in_their_way_and_how_to_begin_again(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(contact_by="text", phone="07700 900123", language="cy"))
    with morning(-1):
        assert lapse_claims(by=BY) == 1
        assert lapse_claims(by=BY) == 0
        assert not PageAnswer.objects.exists()
        message = Message.objects.get(template="claim_lapsed")
        assert message.language == "cy"
        entry = Entry.objects.get(person=claimant.person, kind="claim_lapsed")
        assert claimant.claim.reference in entry.text
        sign_in(claimant.browser, claimant.user)
        page = claimant.browser.get(f"/claims/{claimant.claim.reference}/sent/").content.decode()
        assert 'action="/start-claim/"' in page
        again = claimant.browser.post("/start-claim/")
        assert again.url.endswith("/apply/")
        assert claimant.claim.reference not in again.url


def test_nobody_is_woken() -> None:
    schedules = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    # Hours are in universal time, an hour behind in summer.
    for name in ("claims.lapse", "claims.remind"):
        assert schedules[name].split()[1] in {"9", "10", "11", "12", "13", "14", "15", "16", "17"}
