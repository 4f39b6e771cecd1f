"""The pages on which somebody books, sees, changes and cancels an appointment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import actor_for
from accounts.roles import Role
from appointments.booking import ask_to_book
from appointments.models import Appointment, AppointmentState, Needs
from appointments.types import TYPES
from journal.models import Todo
from tests.appointments.making import MONDAY, at, make_adviser, make_appointment, make_jobcentre
from tests.claims.claimants import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_early_on_monday")]
TUESDAY = MONDAY + timedelta(days=1)


def test_somebody_asked_books_changes_and_cancels() -> None:
    make_adviser(jobcentre=make_jobcentre())
    user = make_user()
    staff = actor_for(make_user(Role.ADVISER))
    ask_to_book(person=user.person, type_=TYPES["commitments"], due=TUESDAY, by=staff)
    browser = signed_in(user)
    todo = Todo.objects.get(person=user.person)
    asked = browser.get(todo.url, follow=True)
    assert "What do you need when we meet?" in asked.content.decode()
    needs_url = asked.redirect_chain[-1][0]
    assert "Which language" in browser.get(needs_url).content.decode()
    said = browser.post(needs_url, {"language": "Polish", "adjustments": ["quiet"], "details": ""})
    assert said.url == todo.url
    page = browser.get(todo.url).content.decode()
    assert "In person at Leeds" in page
    assert "Select how you would like" in browser.post(todo.url, {}).content.decode()
    times_url = browser.post(todo.url, {"how": "leeds"}).url
    page = browser.get(times_url).content.decode()
    assert "Monday 1 June 2026" in page
    assert "An interpreter: Polish; A quiet room" in page
    assert "Thursday" not in page  # three days to a page
    assert "Thursday" in browser.get(f"{times_url}?page=2").content.decode()
    assert "<title>Error: " in browser.post(times_url, {}).content.decode()

    other = make_user().person
    make_appointment(other, Appointment.adviser.field.related_model.objects.get(name="Amina Yusuf"), hour=9)
    taken = browser.post(times_url, {"time": "2026-06-01T08:00Z"}).content.decode()
    assert "That time was taken just now" in taken
    assert 'value="2026-06-01T09:00Z"' in taken
    seen = browser.post(times_url, {"time": "2026-06-01T09:00Z"}, follow=True)
    page, show_url = seen.content.decode(), seen.redirect_chain[-1][0]
    assert "Your appointment is on 1 June 2026 at 10am" in page
    assert "Opposite the station." in page
    assert "Your code for today" in page
    todo.refresh_from_db()
    assert todo.state == "done"
    # Going back does not book another, and says so.
    again = browser.post(times_url, {"time": "2026-06-01T10:00Z"}, follow=True)
    assert again.redirect_chain[-1][0] == show_url
    assert "To have it at another time, change it here." in again.content.decode()

    change_url = f"{show_url}change/"
    assert browser.post(change_url, {"how": "phone"}).url == f"{change_url}phone/"
    moved = browser.post(f"{change_url}phone/", {"time": "2026-06-02T08:00Z"}).url
    page = browser.get(moved).content.decode()
    assert "2 June 2026 at 9am" in page
    assert "How we call you" in page
    assert "See when it is now" in browser.get(show_url).content.decode()
    assert browser.get(change_url).url == moved
    file = browser.get(f"{moved}calendar/").content.decode()
    assert "DTSTART:20260602T080000Z" in file
    assert "SEQUENCE:2" in file
    assert "commitments" not in file

    assert "Tell us why" in browser.post(f"{moved}cancel/", {}).content.decode()
    page = browser.post(f"{moved}cancel/", {"because": "My child is ill"}, follow=True).content.decode()
    assert "This appointment is cancelled" in page
    assert browser.get(f"{moved}cancel/").url == moved
    page = browser.get(reverse("appointments:list")).content.decode()
    assert "You have no appointment booked." in page
    assert "Book it by 8 June 2026." in page


def test_what_nobody_was_asked_for_cannot_be_booked_and_others_appointments_are_not_there() -> None:
    adviser = make_adviser(jobcentre=make_jobcentre())
    user, other = make_user(), make_user()
    browser = signed_in(user)
    assert browser.get(reverse("appointments:book", args=["commitments"])).url == reverse("appointments:list")
    assert browser.get(reverse("appointments:book", args=["nothing"])).status_code == 404
    Needs.objects.create(person=user.person, said_at=at(6))
    # One place, and one way: nothing to choose.
    skills = reverse("appointments:book_time", args=["digital-skills", "leeds"])
    assert browser.get(reverse("appointments:book", args=["digital-skills"])).url == skills
    assert browser.get(reverse("appointments:book_time", args=["digital-skills", "phone"])).status_code == 404
    theirs = make_appointment(other.person, adviser)
    for name in ("show", "calendar", "change", "cancel"):
        assert browser.get(reverse(f"appointments:{name}", args=[theirs.pk])).status_code == 404
    assert browser.post(reverse("appointments:cancel", args=[theirs.pk]), {"because": "x"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == AppointmentState.BOOKED
