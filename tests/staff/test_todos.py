"""Staff ask for something, answer who asks for time, and look at what was not done; nothing follows by itself."""

from __future__ import annotations

import html
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.roles import Role
from claims.circumstances import PERSON, Circumstance, record_circumstances
from claims.kept import Closeness, KeptAttempt
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from journal.deadlines import Missed, MoreTime
from journal.models import Todo
from journal.more_time import ask_more_time
from journal.pauses import pause_of
from journal.rounds import find_missed
from notifications.models import Message
from staff.appointments import absences_for
from staff.todos import ask_todo, todos_waiting
from tests.appointments.making import make_absence, make_appointment
from tests.claims.claimants import Claimant
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("Tests")


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def typed(name: str, day: date) -> dict[str, Any]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def asked_of(sent: Claimant, worker: Worker, days: int = 14, kind: str = "call_us") -> Todo:
    about = {"claim": sent.claim, "person": sent.person, "kind": kind}
    return ask_todo(**about, details="About your rent", due=in_days(days), by=worker.by)  # type: ignore[arg-type]


def page_of(sent: Claimant, todo: Todo | None = None) -> str:
    whose = [sent.claim.reference, sent.person.pk]
    return reverse("staff:todo", args=[*whose, todo.pk]) if todo else reverse("staff:todos_of", args=whose)


def read(worker: Worker, address: str) -> str:
    return html.unescape(worker.browser.get(address).content.decode())


def test_staff_ask_in_their_own_words_and_ask_for_more(sent: Claimant, adviser: Worker) -> None:
    adviser.open(sent.claim)
    asked = {"kind": "asked_by_staff", "details": "Bring your passport", **typed("due", in_days(14))}
    wrong = adviser.browser.post(page_of(sent), {**asked, "details": ""}).content.decode()
    assert "Enter what you ask for, and why" in wrong
    assert adviser.browser.post(page_of(sent), asked).url == page_of(sent)
    todo = Todo.objects.get(kind="asked_by_staff")
    assert "Bring your passport" in sent.browser.get(reverse("journal:todo", args=[todo.pk])).content.decode()
    assert Message.objects.filter(template="todo_added").count() == 1

    for _ in range(2):
        adviser.browser.post(page_of(sent), {**asked, "details": "And a photo", **typed("due", in_days(30))})
    todo.refresh_from_db()
    assert todo.due
    assert todo.due >= in_days(30)
    assert [note.words for note in todo.notes.all()] == ["Bring your passport", "And a photo"]
    assert Message.objects.filter(template="todo_added").count() == 2
    assert "Do what your adviser asks" in read(adviser, page_of(sent))


def test_who_asks_for_time_is_answered(sent: Claimant, adviser: Worker) -> None:
    todo = asked_of(sent, adviser)
    assert todo.due
    until = todo.due + timedelta(days=21)
    ask_more_time(todo=todo, until=until, why="In Spain until then", by=sent.by)
    adviser.open(sent.claim)
    assert sent.person.full_name in read(adviser, reverse("staff:todos_waiting"))
    page = read(adviser, page_of(sent, todo))
    for words in ("In Spain until then", "Do not give the time that they ask for", "Waits for an answer"):
        assert words in page
    assert "Note for a decision maker" not in page
    no_day = adviser.browser.post(page_of(sent, todo), {"what": "give", "words": "Yes"}).content.decode()
    assert "Enter the new day" in no_day
    too_soon = {"what": "give", "words": "Yes", **typed("until", clock.today())}
    assert (
        "Enter a day after the one that it has" in adviser.browser.post(page_of(sent, todo), too_soon).content.decode()
    )
    given = {"what": "give", "words": "Yes", **typed("until", until)}
    assert adviser.browser.post(page_of(sent, todo), given).status_code == 302
    assert MoreTime.objects.get().state == "allowed"
    assert not todos_waiting(adviser.by).exists()
    assert adviser.browser.post(page_of(sent, todo), {"what": "not-needed", "words": "You called"}).status_code == 302
    todo.refresh_from_db()
    assert todo.state == "withdrawn"
    assert adviser.browser.post(page_of(sent, todo), given).status_code == 302
    assert "What follows" not in read(adviser, page_of(sent, todo))


def test_what_was_missed_is_looked_at_with_what_may_explain_it(sent: Claimant, adviser: Worker) -> None:
    todo = asked_of(sent, adviser)
    Todo.objects.filter(pk=todo.pk).update(due=in_days(-3))
    find_missed(by=SYSTEM)
    before = sent.claim.state
    adviser.open(sent.claim)
    assert "3 days late" in read(adviser, reverse("staff:todos_waiting"))
    assert "Health" in read(adviser, page_of(sent, todo))
    noted = {"what": "note", "words": "They did not answer"}
    assert adviser.browser.post(page_of(sent, todo), noted).status_code == 302
    assert Missed.objects.get().state == "noted"
    sent.claim.refresh_from_db()
    todo.refresh_from_db()
    assert (sent.claim.state, todo.state) == (before, "open")


def test_who_may(sent: Claimant, adviser: Worker) -> None:
    officer = make_worker(Role.PAYMENT_OFFICER)
    for nobody in (officer.by, sent.by, SYSTEM):
        with pytest.raises(MoveRefused):
            ask_todo(claim=sent.claim, person=sent.person, kind="call_us", details="Why", due=in_days(7), by=nobody)
    with pytest.raises(MoveRefused):
        asked_of(sent, adviser, kind="verify_identity")
    assert officer.browser.get(reverse("staff:todos_waiting")).status_code in (403, 404)


def test_hospital_and_a_death_stop_the_days(sent: Claimant, adviser: Worker) -> None:
    assert pause_of(sent.person.pk, clock.today()) is None
    ill = Circumstance("health", PERSON, {"hospital": True})
    about = {"claim": sent.claim, "person": sent.person, "circumstances": [ill], "kinds": ["health"]}
    record_circumstances(**about, from_day=clock.today(), by=adviser.by)  # type: ignore[arg-type]
    assert str(pause_of(sent.person.pk, clock.today()).why) == "You told us that you are in hospital."  # type: ignore[union-attr]

    adviser.open(sent.claim)
    stand_still = reverse("staff:todos_pause", args=[sent.claim.reference, sent.person.pk])
    too_late = adviser.browser.post(stand_still, typed("until", in_days(200))).content.decode()
    assert "The day must be the same as or before" in too_late
    for days in (60, 30):  # the later word counts
        assert adviser.browser.post(stand_still, typed("until", in_days(days))).url == page_of(sent)
    until = in_days(30)
    pause = pause_of(sent.person.pk, clock.today())
    assert pause
    assert (str(pause.why), pause.until) == ("Somebody close to you died.", until)
    assert str(pause_of(sent.person.pk, until).why) == "Somebody close to you died."  # type: ignore[union-attr]
    assert str(pause_of(sent.person.pk, until + timedelta(days=1)).why) != "Somebody close to you died."  # type: ignore[union-attr]
    assert "Somebody close to you died" in read(adviser, page_of(sent))


def test_what_is_kept_from_them_waits_for_somebody_else(sent: Claimant, adviser: Worker) -> None:
    """Also where only their office knows that they are close, as from an address that they share."""
    todo = asked_of(sent, adviser)
    Missed.objects.create(todo=todo, due=clock.today(), found_at=clock.now())
    assert todos_waiting(adviser.by).get() == todo
    absence = make_absence(make_appointment(sent.person, adviser.user))
    decider = make_worker(Role.DECISION_MAKER)
    assert absences_for(decider.by).get() == absence
    for each in (adviser, decider):
        KeptAttempt.objects.create(staff=each.user, claim=sent.claim, why=Closeness.ACCOUNT, at=clock.now())
    assert not todos_waiting(adviser.by).exists()
    assert not absences_for(decider.by).exists()
