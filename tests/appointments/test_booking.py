"""Booking, moving and cancelling: by whom, once, and never two at one time."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from appointments.admin import JobcentreAdmin
from appointments.booking import NotFree, ask_to_book, book, cancel, keep_needs, may_book
from appointments.models import Appointment, AppointmentState, ClosedDay, Jobcentre, Room
from appointments.selectors import cannot_be_held, free_offers
from appointments.types import TYPES, How
from appointments.views.booking import Wanted, choose_time
from appointments.whose import Whose
from audit.models import Event
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from journal.models import Entry, Todo
from notifications.models import Message
from staff.appointments import unmet_for
from tests.appointments.making import MONDAY, at, make_adviser, make_appointment, make_jobcentre
from tests.claims.claimants import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_early_on_monday")]
SYSTEM = Actor.system("Tests")
COMMITMENTS = TYPES["commitments"]
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def booked(user: User, hour: int = 9, how: str = How.PHONE, jobcentre: Jobcentre | None = None, **more: Any) -> Any:
    by = more.pop("by", actor_for(user))
    start = at(hour, day=more.pop("day", TUESDAY))
    return book(person=user.person, type_=COMMITMENTS, how=how, jobcentre=jobcentre, start=start, by=by, **more)


class ModelFormStub:
    """A form of an admin page, saved already."""

    def __init__(self, instance: Any) -> None:
        self.instance = instance

    def save_m2m(self) -> None:
        """It has none."""


def test_asked_booked_moved_and_cancelled() -> None:
    make_adviser()
    user = make_user()
    adviser = actor_for(make_user(Role.ADVISER))
    ask_to_book(person=user.person, type_=COMMITMENTS, due=TUESDAY, by=adviser)
    assert may_book(user.person, COMMITMENTS)
    first = booked(user)
    assert booked(user) == first  # sent twice
    assert not may_book(user.person, COMMITMENTS)
    moved = booked(user, 10, instead_of=first)
    first.refresh_from_db()
    assert (first.state, moved.series, moved.times_moved) == (AppointmentState.MOVED, first.series, 1)
    assert booked(user, 10, instead_of=first) == moved  # and moved twice
    cancelled = cancel(appointment=moved, because="I have work", by=actor_for(user))
    assert cancel(appointment=moved, because="I have work", by=actor_for(user)).pk == cancelled.pk
    assert Todo.objects.filter(person=user.person, kind="book_appointment").count() == 2  # asked again
    kinds = Event.objects.filter(person_id=user.person.pk, kind__startswith="appointment").values_list(
        "kind", flat=True
    )
    assert sorted(kinds) == ["appointment_booked", "appointment_booked", "appointment_cancelled", "appointment_moved"]
    texts = [each.text for each in Entry.objects.filter(person=user.person)]
    assert any("Agree what you will do: your commitments. 2 June 2026 at 10am" in each for each in texts)
    assert not Message.objects.filter(template="appointment_changed").exists()
    with pytest.raises(MoveRefused):
        booked(user, 11, instead_of=cancelled)


def test_only_those_whose_it_is_and_staff_who_are_told_of() -> None:
    make_adviser()
    user, other, staff = make_user(), make_user(), make_user(Role.ADVISER)
    with pytest.raises(PermissionDenied):
        booked(user, by=actor_for(other))
    with pytest.raises(PermissionDenied):
        ask_to_book(person=user.person, type_=COMMITMENTS, due=TUESDAY, by=actor_for(user))
    made = booked(user, by=actor_for(staff))
    assert Message.objects.filter(template="appointment_changed").count() == 1
    with pytest.raises(PermissionDenied):
        cancel(appointment=made, because="", by=actor_for(other))
    with time_machine.travel(made.starts), pytest.raises(MoveRefused):
        cancel(appointment=made, because="Late", by=actor_for(user))


def test_what_is_free_knows_days_off_needs_and_who_nobody_meets() -> None:
    leeds = make_jobcentre(rooms=2)
    make_adviser(jobcentre=leeds)
    both = make_user(Role.CLAIMANT, Role.ADVISER)
    wanted = {"type_": COMMITMENTS, "how": How.IN_PERSON, "jobcentre": leeds, "first": MONDAY, "days": 2}
    mornings = free_offers(person=both.person, **wanted)
    assert len(mornings) == 10
    assert len({each.room for each in mornings}) == 1
    step_free = free_offers(person=both.person, **wanted, adjustments=["step-free"])
    assert {each.room for each in step_free}.isdisjoint({each.room for each in mornings})
    ClosedDay.objects.create(jobcentre=leeds, day=TUESDAY, why="Training")
    assert len(free_offers(person=both.person, **wanted)) == 5
    may_day = MONDAY.replace(month=5, day=25)
    with time_machine.travel(at(6, day=may_day)):
        assert free_offers(person=both.person, **{**wanted, "first": may_day, "days": 1}) == []


def test_needs_are_kept_and_go_with_what_is_booked() -> None:
    make_adviser()
    user = make_user()
    keep_needs(person=user.person, language="Polish", adjustments=["more-time"], details=None, by=actor_for(user))
    made = booked(user)
    assert (made.language, made.ends - made.starts) == ("Polish", timedelta(minutes=90))
    keep_needs(person=user.person, language="", adjustments=["quiet"], details="Dark room", by=actor_for(user))
    made.refresh_from_db()
    assert made.needs == ["A quiet room", "Dark room"]


def test_what_is_booked_moves_to_a_room_without_steps_or_says_that_it_falls_short() -> None:
    leeds = make_jobcentre(rooms=2)
    make_adviser(jobcentre=leeds)
    user, other = make_user(), make_user()
    needs: dict[str, Any] = {"language": "", "details": None, "adjustments": ["step-free"]}
    made = [booked(each, hour, How.IN_PERSON, leeds) for each, hour in ((user, 9), (other, 10))]
    assert not made[0].room.is_step_free
    keep_needs(person=user.person, by=actor_for(user), **needs)
    moved = Appointment.objects.get(pk=made[0].pk)
    assert (moved.room.is_step_free, moved.falls_short) == (True, False)
    Room.objects.filter(is_step_free=True).update(is_used=False)
    keep_needs(person=other.person, by=actor_for(other), **needs)
    assert Appointment.objects.get(pk=made[1].pk).falls_short
    keep_needs(person=user.person, by=actor_for(user), **{**needs, "adjustments": ["more-time"]})
    assert Appointment.objects.get(pk=made[0].pk).falls_short
    page = signed_in(user).get(reverse("appointments:show", args=[made[0].pk])).content.decode()
    assert "Choose a time at which we can" in page


def test_who_closes_a_day_or_a_room_reads_whom_to_ask_to_move_what_is_booked() -> None:
    leeds = make_jobcentre(rooms=2)
    make_adviser(jobcentre=leeds)
    made = [booked(make_user(), hour, How.IN_PERSON, leeds) for hour in (9, 10)]
    assert not cannot_be_held(leeds).exists()
    Room.objects.filter(pk=made[0].room_id).update(is_used=False)
    Appointment.objects.filter(pk=made[1].pk).update(room=Room.objects.get(is_used=True))
    assert cannot_be_held(leeds).get() == made[0]
    ClosedDay.objects.create(jobcentre=leeds, day=TUESDAY, why="Training")
    told: list[str] = []
    page = JobcentreAdmin(Jobcentre, admin.site)
    page.message_user = lambda _request, said, _level: told.append(said)  # type: ignore[assignment,misc]
    page.save_related(RequestFactory().post("/"), ModelFormStub(leeds), [], change=True)
    assert "2 June 2026 at 9am, Amina Yusuf; 2 June 2026 at 10am, Amina Yusuf" in told[0]


def test_nobody_takes_up_the_diary_by_themself(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a kind until it is over, from however many windows; staff may book another."""
    make_adviser(jobcentre=make_jobcentre())
    user, staff = make_user(), make_user(Role.ADVISER)
    digits = iter("111111111111222222")
    monkeypatch.setattr("appointments.booking.secrets.choice", lambda _digits: next(digits))
    skills = {"person": user.person, "type_": TYPES["digital-skills"], "how": How.IN_PERSON}
    skills["jobcentre"] = Jobcentre.objects.get()
    with CaptureQueriesContext(connection) as asked:
        first = book(**skills, start=at(9, day=TUESDAY), by=actor_for(user))
    # Whoever has locked a to-do writes to the journal, which names the person: neither waits for the other.
    assert not [each["sql"] for each in asked if each["sql"].endswith('FOR UPDATE OF "accounts_person"')]
    assert not may_book(user.person, TYPES["digital-skills"])
    # Who pressed twice, in time for neither to know of the other, sees what they have.
    whose, request = Whose(user.person, actor_for(user)), RequestFactory().post("/", {"time": "2026-06-02T08:00Z"})
    seen = choose_time(request, whose, Wanted(TYPES["digital-skills"]), "leeds")
    assert seen.headers["Location"] == whose.url("show", first.pk)
    with pytest.raises(MoveRefused):
        book(**skills, start=at(10, day=TUESDAY), by=actor_for(user))
    second = book(**skills, start=at(10, day=TUESDAY), by=actor_for(staff))
    assert (first.code, second.code) == ("111111", "222222")  # a code is one person's at a place and day


@pytest.mark.parametrize("same", ["adviser", "room", "person"])
def test_the_database_refuses_two_at_one_time(same: str) -> None:
    leeds = make_jobcentre(rooms=2)
    amina, ben = make_adviser(jobcentre=leeds), make_adviser("Ben Cole", leeds)
    ann, bob = make_user(), make_user()
    rooms = list(leeds.rooms.all())
    first = {"adviser": amina, "room": rooms[0], "person": ann.person}
    second = {"adviser": ben, "room": rooms[1], "person": bob.person, same: first[same]}
    shared = {
        "kind": "commitments",
        "how": How.IN_PERSON,
        "jobcentre": leeds,
        "code": "123456",
        "booked_at": clock.now(),
    }
    Appointment.objects.create(**shared, **first, period=DateTimeTZRange(at(9), at(10)))
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(**shared, **second, period=DateTimeTZRange(at(9, 30), at(10, 30)))
    Appointment.objects.create(**shared, **second, period=DateTimeTZRange(at(10), at(11)))


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_the_time() -> None:
    """For real: threads with connections of their own. One adviser and one room, and people who all want nine o'clock;
    one of them asks in two windows."""
    leeds = make_jobcentre()
    make_adviser(jobcentre=leeds)
    users = [make_user() for _number in range(4)]
    wanting, came = threading.Barrier(5), []

    def want(user: User) -> None:
        try:
            wanting.wait()
            came.append(booked(user, how=How.IN_PERSON, jobcentre=leeds).pk)
        except NotFree:
            came.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=want, args=(user,)) for user in [*users, users[0]]]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(came) == 5
    [made] = Appointment.objects.all()
    assert {each for each in came if each} == {made.pk}


def test_what_is_needed_later_lengthens_what_is_booked_or_a_person_finds_a_way() -> None:
    leeds = make_jobcentre(rooms=2)
    amina = make_adviser(jobcentre=leeds)
    user, staff = make_user(), actor_for(make_user(Role.ADVISER))
    made = booked(user, 9, How.IN_PERSON, leeds)
    plain = made.room_id

    def need(*adjustments: str) -> Appointment:
        keep_needs(person=user.person, language="", adjustments=adjustments, details=None, by=actor_for(user))
        return Appointment.objects.get(pk=made.pk)

    fitted = need("more-time", "step-free")
    assert fitted.ends - fitted.starts == timedelta(minutes=90)
    assert fitted.room_id != plain
    assert fitted.unmet_since is None
    shorter = need("step-free")
    assert shorter.ends - shorter.starts == timedelta(minutes=60)
    assert not unmet_for(staff)

    # The adviser meets somebody else right after: it stays as it is, and staff are to find another time.
    make_appointment(make_user().person, amina, day=TUESDAY, hour=10)
    unmet = need("step-free", "more-time")
    assert unmet.ends == shorter.ends
    assert need("more-time").unmet_since == unmet.unmet_since  # said twice
    assert list(unmet_for(staff)) == [unmet]
    texts = [each.text for each in Entry.objects.filter(person=user.person)]
    assert sum("We cannot yet give you all that you need" in each for each in texts) == 1
    assert sum("We changed the length or the room" in each for each in texts) == 2
    page = signed_in(user).get(reverse("appointments:show", args=[made.pk])).content.decode()
    assert "Our staff find another time or room" in page
    moved = booked(user, 9, instead_of=unmet, day=WEDNESDAY)
    assert moved.unmet_since is None
    assert not unmet_for(staff)
