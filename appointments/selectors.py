"""Reading appointments, and what is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from appointments.closeness import advisers_close_to
from appointments.free_times import Offer, Place, Shift, Span, Taken, free_times
from appointments.models import Adjustment, Appointment, Blocked, DiaryDay, Jobcentre
from appointments.models.appointment import OVER, AppointmentQuerySet
from appointments.types import AppointmentType, How
from core import clock
from core.holidays import DIVISIONS, HolidaysUnknown, bank_holidays, check_known
from core.prepared import Prepared
from journal.models import Entry
from journal.timeline import Beside

NOTICE = timedelta(hours=2)
"""Nobody is given an appointment sooner than this."""
DAYS_AHEAD = 28
WHOEVER = None
_NEXT = Prepared(
    lambda person, now: (
        Appointment.objects.of_person(person)
        .coming(now)
        .select_related("jobcentre__office")
        .defer("needs_details", "jobcentre__directions")[:1]
    )
)


def zone() -> Any:
    """Where the clocks are that appointments go by."""
    return timezone.get_default_timezone()


def local_day(moment: datetime) -> date:
    """The day it is there at this moment."""
    return timezone.localdate(moment, zone())


def next_appointment(person_id: UUID) -> Appointment | None:
    """The next that this person has, with where it is, for whoever knows already that they may be told. One query."""
    found: Appointment | None = _NEXT.first(person=person_id, now=clock.now())
    return found


def free_offers(
    *,
    person: Person,
    type_: AppointmentType,
    how: str,
    jobcentre: Jobcentre | None,
    first: date,
    days: int,
    adjustments: Collection[str] = (),
    adviser_id: int | None = WHOEVER,
    but_for: Appointment | None = None,
) -> list[Offer]:
    """When this person can have such an appointment in these days; with this adviser, if one is named.

    ``but_for`` is the appointment that it would replace, whose time is free for it. Six queries, however many
    advisers, rooms and bookings there are.
    """
    wanted = [first + timedelta(days=number) for number in range(days)]
    shifts = DiaryDay.objects.filter(adviser__is_active=True).exclude(adviser__in=advisers_close_to(person))
    if jobcentre is not None:
        shifts = shifts.filter(jobcentre=jobcentre)
    if adviser_id is not None:
        shifts = shifts.filter(adviser=adviser_id)
    found = [Shift(each.adviser_id, each.weekday, each.starts, each.ends, each.jobcentre_id) for each in shifts]
    places = _places({shift.place for shift in found if shift.place is not None}, needs_step_free(adjustments))
    return free_times(
        minutes=minutes_for(type_, adjustments),
        days=wanted,
        earliest=clock.now() + NOTICE,
        shifts=found,
        places=places,
        taken=_taken(person, {shift.adviser for shift in found}, jobcentre, wanted, but_for),
        place=jobcentre.pk if how == How.IN_PERSON and jobcentre else None,
        # Where somebody works who works from home nobody says: they have all days off that anybody has.
        is_day_off=lambda day: any(_is_holiday(day, country) for country in DIVISIONS),
        zone=zone(),
    )


def minutes_for(type_: AppointmentType, adjustments: Collection[str]) -> int:
    """How long it takes: half as long again for somebody who needs more time."""
    return type_.minutes * 3 // 2 if Adjustment.MORE_TIME in adjustments else type_.minutes


def needs_step_free(adjustments: Collection[str]) -> bool:
    """Whether only a room will do that is reached without steps."""
    return Adjustment.STEP_FREE in adjustments


def cannot_be_held(jobcentre: Jobcentre) -> AppointmentQuerySet:
    """Appointments to come at a jobcentre, on a day on which it is closed since or in a room that is not used any more:
    whoever meets them there moves them."""
    coming: AppointmentQuerySet = Appointment.objects.filter(jobcentre=jobcentre).coming(clock.now())
    closed = list(jobcentre.closed_days.values_list("day", flat=True))
    return coming.filter(Q(room__is_used=False) | Q(period__startswith__date__in=closed))


def _places(keys: Collection[int], is_step_free: bool) -> dict[int, Place]:
    jobcentres = Jobcentre.objects.filter(pk__in=keys).prefetch_related("open_days", "closed_days", "rooms")
    return {each.pk: _place(each, is_step_free) for each in jobcentres}


def _place(jobcentre: Jobcentre, is_step_free: bool) -> Place:
    closed = {each.day for each in jobcentre.closed_days.all()}
    rooms = [room for room in jobcentre.rooms.all() if room.is_used and (room.is_step_free or not is_step_free)]
    return Place(
        # Rooms without steps last, so that they are there for those who need one.
        rooms=tuple(room.pk for room in sorted(rooms, key=lambda room: (room.is_step_free, room.name))),
        opens={each.weekday: (each.opens, each.closes) for each in jobcentre.open_days.all()},
        is_closed=lambda day: day in closed or _is_holiday(day, jobcentre.country),
    )


def _is_holiday(day: date, country: str) -> bool:
    """Whether it is a bank holiday, or may be: in a year whose bank holidays are not known nothing is offered."""
    try:
        check_known(day, country)
    except HolidaysUnknown:
        return True
    return day in bank_holidays(country)


def _taken(
    person: Person,
    advisers: Collection[int],
    jobcentre: Jobcentre | None,
    days: list[date],
    but_for: Appointment | None,
) -> Taken:
    window = DateTimeTZRange(_start_of(days[0]), _start_of(days[-1] + timedelta(days=1)))
    theirs = Q(adviser__in=advisers) | Q(person=person)
    if jobcentre is not None:
        theirs |= Q(jobcentre=jobcentre)
    booked = Appointment.objects.filter(theirs, period__overlap=window).exclude(state__in=OVER)
    if but_for is not None:
        booked = booked.exclude(pk=but_for.pk)
    of_advisers: dict[int, list[Span]] = defaultdict(list)
    of_rooms: dict[int, list[Span]] = defaultdict(list)
    own: list[Span] = []
    for adviser, room, whose, period in booked.values_list("adviser", "room", "person", "period"):
        span = Span(period.lower, period.upper)
        of_advisers[adviser].append(span)
        if room is not None:
            of_rooms[room].append(span)
        if whose == person.pk:
            own.append(span)
    for adviser, period in Blocked.objects.filter(adviser__in=advisers, period__overlap=window).values_list(
        "adviser", "period"
    ):
        of_advisers[adviser].append(Span(period.lower, period.upper))
    return Taken(of_advisers, of_rooms, own)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()), zone())


def day_range(day: date) -> DateTimeTZRange:
    """The whole of a day there, which is 23 or 25 hours when the clocks change."""
    return DateTimeTZRange(_start_of(day), _start_of(day + timedelta(days=1)))


def reasons_beside(entries: Sequence[Entry]) -> Mapping[UUID, Beside]:
    """What staff said to an appointment's owner when they booked, moved or cancelled it, by journal entry."""
    about = {each.pk: each.data.get("appointment") for each in entries if each.by_name}
    found = {str(each.pk): each for each in Appointment.objects.filter(pk__in={key for key in about.values() if key})}
    said = {
        each.pk: found[key].said_on_cancelling if each.kind == "appointment_cancelled" else found[key].said_on_booking
        for each in entries
        if (key := about.get(each.pk)) in found
    }
    return {key: Beside(words=words) for key, words in said.items() if words}
