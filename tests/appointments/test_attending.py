"""Reminders, arriving, and not coming: what is asked, who decides, and that nothing happens twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.roles import Role
from appointments.attending import TooSoon, arrive, attend, decide_absence, miss, say_why
from appointments.diaries import HasAppointments, block_time, free_again
from appointments.models import AbsenceState, AppointmentState, Blocked
from appointments.reminders import remind_of_appointments
from appointments.types import How
from appointments.views.kiosk import CODES_AT_ENTRANCE
from core.actor import Actor
from core.states import MoveRefused
from journal.models import Todo
from journal.more_time import ask_more_time, take_back_asking
from journal.pauses import DAYS_AFTER, Pause, add_pauses
from notifications.models import Message
from tests.appointments.making import MONDAY, at, make_adviser, make_appointment, make_jobcentre
from tests.claims.claimants import make_user, signed_in
from tests.doing import doing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_early_on_monday")]
SYSTEM = Actor.system("Tests")
THURSDAY = MONDAY + timedelta(days=3)


def reminded_on(days: int) -> int:
    """How many are reminded that many days after Monday; a second run reminds nobody."""
    with time_machine.travel(at(8, 20, MONDAY + timedelta(days=days))):
        count = remind_of_appointments(by=SYSTEM)
        assert remind_of_appointments(by=SYSTEM) == 0
    return count


def test_each_is_reminded_two_days_before_and_the_day_before_once() -> None:
    make_appointment(make_user().person, make_adviser(), day=THURSDAY)
    assert [reminded_on(days) for days in range(4)] == [0, 1, 1, 0]
    for message in Message.objects.filter(template="appointment_reminder"):
        assert "Thursday" not in message.body
        assert "commitments" not in message.body
    # Whoever booked when both had passed, or while nothing ran, hears of it the same day.
    late = make_appointment(make_user().person, make_adviser(), day=MONDAY, hour=15)
    assert reminded_on(0) == 0  # booked today
    late.booked_at -= timedelta(days=1)
    late.save()
    assert reminded_on(0) == 1


def test_a_code_on_the_screen_at_the_entrance() -> None:
    leeds, user = make_jobcentre(), make_user()
    place = {"how": How.IN_PERSON, "jobcentre": leeds, "room": leeds.rooms.get()}
    appointment = make_appointment(user.person, make_adviser(), **place)
    kiosk, url = Client(), reverse("appointments:check_in", args=["leeds"])
    assert "We do not have this code for today" in kiosk.post(url, {"code": "654321"}).content.decode()
    page = kiosk.post(url, {"code": "123 456"}, follow=True).content.decode()
    assert "Thank you. Somebody will come for you." in page
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.ARRIVED
    assert kiosk.post(url, {"code": "123456"}).status_code == 302  # twice is once
    with time_machine.travel(at(6, day=THURSDAY)):
        assert "We do not have this code" in kiosk.post(url, {"code": "123456"}).content.decode()
    for _number in range(CODES_AT_ENTRANCE.free):
        response = kiosk.post(url, {"code": "000000"})
    assert response.status_code == 429
    assert kiosk.get(reverse("appointments:check_in", args=["nowhere"])).status_code == 404


def test_who_came_is_noted_in_its_time_and_once() -> None:
    amina, user = make_adviser(), make_user()
    appointment = make_appointment(user.person, amina)
    by = actor_for(amina)
    with pytest.raises(TooSoon):
        attend(appointment=appointment, by=by)
    with pytest.raises(PermissionDenied):
        attend(appointment=appointment, by=actor_for(user))
    with time_machine.travel(at(9, 10)):
        with pytest.raises(TooSoon):
            miss(appointment=appointment, tried="Called", by=by)
        arrive(appointment=appointment, by=by)
        attend(appointment=appointment, by=by)
        with pytest.raises(MoveRefused):
            attend(appointment=appointment, by=by)


def test_who_did_not_come_is_asked_why_and_a_person_decides() -> None:
    amina, user = make_adviser(), make_user()
    appointment = make_appointment(user.person, amina)
    browser = signed_in(user)
    with time_machine.travel(at(9, 30)):
        absence = miss(appointment=appointment, tried="Called twice", by=actor_for(amina))
    todo = Todo.objects.get(person=user.person)
    assert (absence.due, todo.due) == (MONDAY + timedelta(days=7), MONDAY + timedelta(days=7))
    decider = actor_for(make_user(Role.DECISION_MAKER))
    with pytest.raises(TooSoon):
        decide_absence(absence=absence, is_good=False, words="No reason", by=decider)
    assert "Enter" not in browser.get(todo.url).content.decode()
    assert "Tell us why you could not come" in browser.post(todo.url, {}).content.decode()
    page = browser.post(todo.url, {"reason": "My bus did not come"}, follow=True).content.decode()
    assert "You told us why you could not come." in page
    todo.refresh_from_db()
    assert todo.state == "done"
    assert doing(user.person) == [f"Reading why you could not come: {appointment.type.title}"]
    assert browser.get(todo.url).status_code == 302
    absence.refresh_from_db()
    with pytest.raises(MoveRefused):
        say_why(absence=absence, reason="Another", by=actor_for(user))
    with pytest.raises(PermissionDenied):
        decide_absence(absence=absence, is_good=True, words="", by=actor_for(user))
    decided = decide_absence(absence=absence, is_good=True, words="Buses were on strike", by=decider)
    assert decided.state == AbsenceState.GOOD
    assert doing(user.person) == []
    assert "Buses were on strike" in browser.get(reverse("appointments:show", args=[appointment.pk])).content.decode()


def test_nobody_decides_against_whose_time_to_answer_is_not_over(monkeypatch: pytest.MonkeyPatch) -> None:
    amina, user, decider = make_adviser(), make_user(), actor_for(make_user(Role.DECISION_MAKER))
    appointment = make_appointment(user.person, amina)
    with time_machine.travel(at(9, 30)):
        absence = miss(appointment=appointment, tried="Called twice", by=actor_for(amina))
    todo, by = Todo.objects.get(person=user.person), actor_for(user)
    late = absence.due + timedelta(days=20)
    with time_machine.travel(at(9, day=absence.due)):
        ask_more_time(todo=todo, until=late, why="I am at my mother’s", by=by)

    def decide_on(day: date) -> AbsenceState:
        with time_machine.travel(at(9, day=day)):
            return AbsenceState(decide_absence(absence=absence, is_good=False, words="None", by=decider).state)

    with pytest.raises(TooSoon):  # they wait to hear if they have more time
        decide_on(absence.due + timedelta(days=1))
    take_back_asking(todo=todo, by=by)
    monkeypatch.setattr("journal.pauses._PAUSES", [])
    left_hospital = absence.due + timedelta(days=3)
    add_pauses(lambda people, on: {each: Pause("Ill") for each in people if absence.due <= on <= left_hospital})
    for day in (left_hospital, left_hospital + timedelta(days=DAYS_AFTER)):
        with pytest.raises(TooSoon):
            decide_on(day)
    assert decide_on(left_hospital + timedelta(days=DAYS_AFTER + 1)) == AbsenceState.NOT_GOOD
    # A reason that crosses the decision is not swallowed.
    page = reverse("appointments:why_missed", args=[appointment.pk])
    crossed = signed_in(user).post(page, {"reason": "The bus broke down"}).content.decode()
    assert "We decided before you sent this" in crossed
    assert "The bus broke down" in crossed


def test_staff_do_all_of_it_on_their_pages() -> None:
    amina, user = make_adviser(), make_user()
    user.person.given_names = "Rosa"
    user.person.save()
    appointment = make_appointment(user.person, amina)
    staff, url = signed_in(amina), reverse("staff:appointment", args=[appointment.pk])
    assert "Rosa" in staff.get(f"{reverse('staff:diary')}?day={MONDAY}").content.decode()
    assert "You meet nobody" in staff.get(f"{reverse('staff:diary')}?day={THURSDAY}").content.decode()
    assert staff.get(f"{reverse('staff:diary')}?day=0001-01-01").status_code == 200
    assert signed_in(make_adviser("Ben Cole")).get(url).status_code == 404
    with time_machine.travel(at(10)):
        staff = signed_in(amina)
        assert "Enter what you tried" in staff.post(url, {"did": "missed", "tried": ""}).content.decode()
        staff.post(url, {"did": "missed", "tried": "Called twice"})
        assert "That was noted already" in staff.post(url, {"did": "attended"}, follow=True).content.decode()
    say_why(absence=appointment.absence, reason="I was in hospital", by=actor_for(user))
    decider = signed_in(make_user(Role.DECISION_MAKER))
    page = reverse("staff:absence", args=[appointment.absence.pk])
    assert page in decider.get(reverse("staff:absences")).content.decode()
    assert "I was in hospital" in decider.get(page).content.decode()
    assert decider.post(page, {"outcome": "good", "words": "In hospital"}).url == reverse("staff:absences")
    assert decider.get(page).status_code == 404  # decided


def test_blocked_time_is_nobodys_and_nobody_is_blocked_out() -> None:
    amina, user = make_adviser(), make_user()
    by = actor_for(amina)
    make_appointment(user.person, amina)
    with pytest.raises(HasAppointments):
        block_time(starts=at(8), ends=at(10), why="Leave", by=by)
    blocked = block_time(starts=at(10), ends=at(12), why="Leave", by=by)
    assert block_time(starts=at(10), ends=at(12), why="Leave", by=by) == blocked
    browser, url = signed_in(amina), reverse("staff:block_time")
    form = {
        "day-day": "1",
        "day-month": "6",
        "day-year": "2026",
        "starts": "09:00",
        "ends": "10:00",
        "purpose": "Leave",
    }
    assert "You meet somebody then" in browser.post(url, form).content.decode()
    assert "Select a time after" in browser.post(url, {**form, "ends": "09:00"}).content.decode()
    assert browser.post(url, {**form, "starts": "13:00", "ends": "14:00"}).status_code == 302
    browser.post(url, {"free": str(blocked.pk)})
    assert Blocked.objects.count() == 1
    free_again(blocked=blocked, by=by)
