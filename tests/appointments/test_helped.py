"""A helper who was named for it sees and books appointments; another helper finds none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import actor_for
from accounts.helping import agree_to_help, name_helper
from accounts.models import Help, User
from accounts.roles import Role
from appointments.booking import ask_to_book, keep_needs
from appointments.models import Appointment
from appointments.types import TYPES
from audit.models import Access
from journal.models import Todo
from notifications.models import Message
from tests.appointments.making import MONDAY, make_adviser
from tests.claims.claimants import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_early_on_monday")]


def helping(claimant: User, *scopes: str) -> tuple[User, Help]:
    helper = make_user(Role.HELPER, name="Grace Mensah")
    whom = {"kind": "relative", "name": "Grace", "email": helper.email, "scopes": scopes, "language": "en"}
    until = MONDAY + timedelta(days=30)
    named = name_helper(person=claimant.person, **whom, until=until, by=actor_for(claimant))
    return helper, agree_to_help(help_=named, user=helper, by=actor_for(helper))


def test_a_helper_books_what_was_asked_for_and_the_claimant_is_told() -> None:
    adviser, claimant = actor_for(make_adviser()), make_user()
    ask_to_book(person=claimant.person, type_=TYPES["commitments"], due=MONDAY, by=adviser)
    keep_needs(person=claimant.person, language="", adjustments=[], details=None, by=actor_for(claimant))
    grace, help_ = helping(claimant, "meetings")
    browser = signed_in(grace)
    page = browser.get(reverse("appointments:helped_list", args=[help_.pk])).content.decode()
    book = reverse("appointments:helped_book", args=[help_.pk, "commitments"])
    assert book in page
    times = browser.post(book, {"how": "phone"}).url
    show = browser.post(times, {"time": "2026-06-01T08:00Z"}).url
    assert "Your appointment is on 1 June 2026 at 9am" in browser.get(show).content.decode()
    assert Todo.objects.get(person=claimant.person).state == "done"
    assert Appointment.objects.get().booked_by_name == "Grace Mensah"
    assert Message.objects.filter(template="appointment_changed").count() == 1
    assert Access.objects.filter(person_id=claimant.person.pk, page="appointments:helped_show").count() == 1
    other, reading = helping(claimant, "journal")
    for each in (help_, reading):
        assert signed_in(other).get(reverse("appointments:helped_list", args=[each.pk])).status_code == 404
