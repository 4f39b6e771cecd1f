"""Jobcentres, diaries and appointments for tests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.models import Office, Person, User
from accounts.roles import Role
from appointments.models import Absence, Appointment, DiaryDay, Jobcentre, OpenDay, Room
from appointments.types import How
from core import clock
from tests.beginnings import beginning
from tests.claims.claimants import make_user

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 6, 1)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    """That time on a clock in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


@beginning
def make_jobcentre(slug: str = "leeds", rooms: int = 1) -> Jobcentre:
    """A jobcentre that is open from 9 to 5 from Monday to Friday, with rooms: the last is reached without steps."""
    office = Office.objects.create(
        name=slug.title(), address="1 Park Row", opening_hours="9am to 5pm", phone="0808 157 0195"
    )
    made = Jobcentre.objects.create(office=office, slug=slug, country="england", directions="Opposite the station.")
    for number in range(rooms):
        Room.objects.create(jobcentre=made, name=f"Room {number + 1}", is_step_free=number == rooms - 1)
    for weekday in range(5):
        OpenDay.objects.create(jobcentre=made, weekday=weekday, opens=time(9), closes=time(17))
    return made


@beginning
def make_adviser(name: str = "Amina Yusuf", jobcentre: Jobcentre | None = None) -> User:
    """An adviser who sees people in the mornings from Monday to Friday, at a jobcentre or from home."""
    user = make_user(Role.ADVISER, name=name)
    for weekday in range(5):
        DiaryDay.objects.create(adviser=user, weekday=weekday, starts=time(9), ends=time(12), jobcentre=jobcentre)
    return user


def make_appointment(
    person: Person, adviser: User, *, day: date = MONDAY, hour: int = 9, details: str | None = None, **more: Any
) -> Appointment:
    """One that was booked, by phone and for half an hour, whoever's diary says what."""
    start = at(hour, day=day)
    period = DateTimeTZRange(start, start + timedelta(minutes=30))
    about = {"kind": "commitments", "how": How.PHONE, "code": "123456", "booked_at": clock.now(), **more}
    return Appointment.objects.create(person=person, adviser=adviser, period=period, needs_details=details, **about)


def make_absence(appointment: Appointment) -> Absence:
    """That somebody did not come to it, was asked why, and did not say so in time."""
    return Absence.objects.create(
        person_id=appointment.person_id,
        appointment=appointment,
        tried="Called twice",
        due=clock.today() - timedelta(days=1),
        noted_at=clock.now(),
        noted_by_name="Amina Yusuf",
    )
