"""A jobcentre, the diaries of two advisers, and the appointments that personas have or missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from accounts.actors import actor_for
from accounts.models import Office, Person, User
from appointments.attending import attend, miss
from appointments.booking import ask_to_book, book, keep_needs
from appointments.models import Appointment, DiaryDay, Jobcentre, OpenDay, Room
from appointments.selectors import free_offers, local_day
from appointments.types import TYPES, How
from core import clock
from core.actor import Actor
from demo.histories import ADVISER, a_little_while_ago, at
from demo.personas import Persona

AT_HOME = "nia.morgan@example.com"
"""She sees people by phone and video only; Amina Yusuf at the office too."""
WORKING_DAYS = range(5)


def meet(personas: Sequence[Persona]) -> None:
    """Make the office and the diaries once their people are there; then those of these personas meet somebody."""
    advisers = {user.email: user for user in User.objects.filter(email__in=[ADVISER, AT_HOME])}
    if len(advisers) < len([ADVISER, AT_HOME]):
        return
    leeds = Jobcentre.objects.first() or _open_jobcentre(advisers)
    by = actor_for(advisers[ADVISER])
    made = {persona.slug for persona in personas}
    for slug, live in (("rosa.hughes", _comes), ("jordan.ellery", _did_not_come), ("priya.nair", _is_asked)):
        if slug in made:
            live(Person.objects.get(user__email=f"{slug}@example.com"), leeds, by)


def _open_jobcentre(advisers: dict[str, User]) -> Jobcentre:
    """As an admin makes it."""
    office = Office.objects.create(
        name="Leeds Eastgate jobcentre",
        address="30 Eastgate, Leeds LS2 7JL",
        opening_hours="Monday to Friday, 9am to 5pm",
        phone="0808 157 0196",
    )
    directions = "Three minutes from the bus station. The entrance is beside the post office."
    leeds = Jobcentre.objects.create(
        office=office, slug="leeds-eastgate", country="england", directions=directions, is_step_free=True
    )
    for name, is_step_free in (("Room 1", True), ("Room 2", False)):
        Room.objects.create(jobcentre=leeds, name=name, is_step_free=is_step_free)
    for weekday in WORKING_DAYS:
        OpenDay.objects.create(jobcentre=leeds, weekday=weekday, opens=time(9), closes=time(17))
        for email, starts, ends, place in (
            (ADVISER, time(9), time(12, 30), leeds),
            (ADVISER, time(13, 30), time(16, 30), leeds),
            (AT_HOME, time(10), time(15), None),
        ):
            DiaryDay.objects.create(adviser=advisers[email], weekday=weekday, starts=starts, ends=ends, jobcentre=place)
    return leeds


def _comes(rosa: Person, leeds: Jobcentre, by: Actor) -> None:
    """Met two weeks ago, and has another appointment at the office next week."""
    today = clock.today()
    with at(today - timedelta(days=20), 11, 5):
        ask_to_book(person=rosa, type_=TYPES["commitments"], due=today - timedelta(days=13), by=by)
    with at(today - timedelta(days=19), 18, 30):
        needs = {"language": "", "adjustments": ["quiet"], "details": None}
        keep_needs(person=rosa, **needs, by=actor_for(rosa.user))  # type: ignore[arg-type]
        met = _book(rosa, "commitments", leeds, in_days=5)
    with at(local_day(met.ends), 17):
        attend(appointment=met, by=by)
    with at(today - timedelta(days=4), 9, 40):
        ask_to_book(person=rosa, type_=TYPES["work-search-review"], due=today + timedelta(days=3), by=by)
    with at(today - timedelta(days=3), 20, 10):
        _book(rosa, "work-search-review", leeds, in_days=10)


def _did_not_come(jordan: Person, leeds: Jobcentre, by: Actor) -> None:
    """She was called when she did not come; now she is asked why."""
    today = clock.today()
    with at(today - timedelta(days=9), 16, 20):
        ask_to_book(person=jordan, type_=TYPES["commitments"], due=today - timedelta(days=2), by=by)
    with at(today - timedelta(days=8), 12, 15):
        missed = _book(jordan, "commitments", leeds, in_days=3)
    with at(local_day(missed.ends), 17):
        miss(appointment=missed, tried="Called twice and left a message.", by=by)


def _is_asked(priya: Person, _leeds: Jobcentre, by: Actor) -> None:
    """Asked to book her first appointment."""
    with a_little_while_ago():
        ask_to_book(person=priya, type_=TYPES["first-evidence"], due=clock.today() + timedelta(days=7), by=by)


def _book(person: Person, kind: str, leeds: Jobcentre, *, in_days: int) -> Appointment:
    """The first time that is free at the office from so many days on."""
    wanted = {"person": person, "type_": TYPES[kind], "how": How.IN_PERSON, "jobcentre": leeds}
    [first, *_later] = free_offers(**wanted, first=clock.today() + timedelta(days=in_days), days=7)  # type: ignore[arg-type]
    return book(**wanted, start=first.span.start, by=actor_for(person.user))  # type: ignore[arg-type]
