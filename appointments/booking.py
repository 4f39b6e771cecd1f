"""Asking somebody to book an appointment; booking, moving and cancelling one. By themself, their helper or staff."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.models import Person, User
from accounts.services import tell
from appointments.fitting import fit
from appointments.free_times import Offer
from appointments.kinds import BOOK, CHANGED
from appointments.models import Appointment, AppointmentState, DiaryDay, Jobcentre, Needs
from appointments.selectors import day_range, free_offers, local_day
from appointments.types import AppointmentType, Asked, How
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor, Channel
from core.permissions import Permission
from core.states import MoveRefused
from journal.models import Todo, TodoState
from journal.services import add_entry, complete_open_todo, create_todo

BOOK_AGAIN_WITHIN = timedelta(days=7)
CODE_DIGITS = 6


class NotFree(Exception):
    """Nobody is free then any more, or no room, or the person has another appointment at that time."""


def ask_to_book(*, person: Person, type_: AppointmentType, due: date, by: Actor) -> Todo:
    """Ask somebody to book an appointment by a day. While they are asked, this changes nothing. Raises PermissionDenied
    for anybody but staff who meet people, and for themselves."""
    if not by.is_system and (not by.may(Permission.MEET_PEOPLE) or by.person_id == person.pk):
        raise PermissionDenied("Only staff ask people to book, and never themselves")
    return create_todo(person=person, kind=BOOK, subject=type_.slug, due=due, by=by)


def may_book(person: Person, type_: AppointmentType) -> bool:
    """Whether this person may book one by themself: they were asked to, or anybody may and they have none to come."""
    if type_.is_needed:
        return is_asked(person, type_)
    return not has_one_coming(person, type_) or is_asked(person, type_)


def is_asked(person: Person, type_: AppointmentType) -> bool:
    """Whether this person was asked to book one, and has not."""
    asked = Todo.objects.of_person(person.pk).filter(kind=BOOK, subject=type_.slug, state=TodoState.OPEN)
    return bool(asked.exists())


def has_one_coming(person: Person, type_: AppointmentType) -> bool:
    """Whether one is booked for this person, and is not over."""
    return bool(Appointment.objects.of_person(person.pk).coming(clock.now()).filter(kind=type_.slug).exists())


def book(
    *,
    person: Person,
    type_: AppointmentType,
    how: str,
    jobcentre: Jobcentre | None,
    start: datetime,
    by: Actor,
    adviser_id: int | None = None,
    instead_of: Appointment | None = None,
    asked: str = "",
    because: str = "",
) -> Appointment:
    """Book an appointment with whoever is free then, in place of another one if there is one. Booking the same again
    returns it. Staff say who ``asked``, and why. Raises NotFree, PermissionDenied, and MoveRefused where the other
    cannot be moved any more, or they have one to come that they book by themself, as from two windows at once."""
    check_may(person, by)
    by = for_who_asked(person, asked, by)
    with transaction.atomic():
        # Locked in one order by everybody: whose it is, then who could meet them. The database's own constraints stand
        # behind it.
        _lock(person)
        same = {"person": person, "kind": type_.slug, "how": how, "state": AppointmentState.BOOKED}
        already: Appointment | None = Appointment.objects.filter(
            **same, jobcentre=_place_of(how, jobcentre), period__startswith=start
        ).first()
        if already:
            return already
        is_free_to = by.is_system or by.may(Permission.MEET_PEOPLE) or instead_of is not None
        if not is_free_to and has_one_coming(person, type_) and not is_asked(person, type_):
            raise MoveRefused("They have one to come")
        _lock_diaries(jobcentre)
        needs = Needs.objects.of_person(person.pk).first() or Needs(person=person)
        offer = _offer(
            person=person,
            type_=type_,
            how=how,
            jobcentre=jobcentre,
            start=start,
            adjustments=needs.adjustments,
            adviser_id=adviser_id,
            but_for=instead_of,
        )
        if instead_of is not None:
            _end(instead_of, "move", "appointment_moved", by)
        booked = _insert(person, type_, how, offer, needs, instead_of, by, asked, because)
        record("appointment_booked", by=by, subject=booked, person_id=person.pk, what=type_.slug)
        note(booked, "appointment_booked", by=by)
        complete_open_todo(person=person, kind=BOOK, subject=type_.slug, by=by)
        _tell(person, by)
    return booked


def cancel(*, appointment: Appointment, because: str, by: Actor, asked: str = "") -> Appointment:
    """Cancel an appointment that has not begun; one that is needed is asked for again. Cancelling it twice is
    cancelling it once. Staff say who ``asked``. Raises MoveRefused, PermissionDenied."""
    person = appointment.person
    check_may(person, by)
    by = for_who_asked(person, asked, by)
    with transaction.atomic():
        _lock(person)
        appointment.refresh_from_db(fields=["state"])
        if appointment.state == AppointmentState.CANCELLED:
            return appointment
        fields: dict[str, Any] = {"cancelled_because": because, "cancelled_asked": asked}
        if by.claimant_id != person.pk:
            fields["cancelled_by_name"] = by.name
        cancelled = _end(appointment, "cancel", "appointment_cancelled", by, **fields)
        if appointment.type.is_needed:
            due = clock.today() + BOOK_AGAIN_WITHIN
            create_todo(person=person, kind=BOOK, subject=appointment.kind, due=due, by=by)
        _tell(person, by)
    return cancelled


def keep_needs(
    *, person: Person, language: str, adjustments: Collection[str], details: str | None, by: Actor, asked: str = ""
) -> Needs:
    """Keep what somebody needs when we meet them, for this time and the next; staff say how they ``asked``. What is
    booked is made to fit it, or staff find a way. Raises PermissionDenied."""
    check_may(person, by)
    by = for_who_asked(person, asked, by)
    said = {"language": language, "adjustments": list(adjustments), "details": details, "said_at": clock.now()}
    with transaction.atomic():
        _lock(person)  # as booking does, which writes them on what it books
        needs, _is_new = Needs.objects.update_or_create(person=person, defaults=said)
        record("needs_said", by=by, subject=needs, person_id=person.pk, adjustments=needs.adjustments)
        add_entry(person=person, kind="needs_said", by=by)
        coming = Appointment.objects.of_person(person.pk).with_places().coming(clock.now())
        for appointment in coming.filter(state=AppointmentState.BOOKED, period__startswith__gt=clock.now()):
            appointment.person = person
            if came := fit(appointment=appointment, needs=needs, by=by):
                note(appointment, came, by=by)
                _tell(person, by)
    return needs


def check_may(person: Person, by: Actor) -> None:
    """Raise PermissionDenied for anybody but the person, whoever helps them, and staff who meet people."""
    is_theirs = person.pk in (by.claimant_id, by.on_behalf_of_id)
    if not (is_theirs or by.is_system or (by.may(Permission.MEET_PEOPLE) and by.person_id != person.pk)):
        raise PermissionDenied("It is somebody else's")


def for_who_asked(person: Person, asked: str, by: Actor) -> Actor:
    """Staff in the place of somebody who asked them, through the channel by which they asked; else who it is."""
    return by if asked in ("", Asked.US) else by.assisting(person.pk, Channel(asked))


def _lock(person: Person) -> None:
    # Not its key: rows that name the person are written meanwhile by whoever has locked a to-do of theirs.
    Person.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=person.pk)


def _lock_diaries(jobcentre: Jobcentre | None) -> None:
    days = DiaryDay.objects.all() if jobcentre is None else DiaryDay.objects.filter(jobcentre=jobcentre)
    users = User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=days.values("adviser"))
    list(users.order_by("pk").values_list("pk"))


def _offer(*, start: datetime, **wanted: Any) -> Offer:
    offers = free_offers(first=local_day(start), days=1, **wanted)
    found = next((each for each in offers if each.span.start == start), None)
    if found is None:
        raise NotFree
    return found


def _insert(
    person: Person,
    type_: AppointmentType,
    how: str,
    offer: Offer,
    needs: Needs,
    instead_of: Appointment | None,
    by: Actor,
    asked: str,
    because: str,
) -> Appointment:
    appointment = Appointment(
        person=person,
        kind=type_.slug,
        how=How(how),
        jobcentre_id=offer.place,
        room_id=offer.room,
        adviser_id=offer.adviser,
        period=DateTimeTZRange(offer.span.start, offer.span.end),
        language=needs.language,
        adjustments=needs.adjustments,
        needs_details=needs.details,
        video_link=f"{settings.VIDEO_LINKS_AT}{secrets.token_urlsafe(12)}" if how == How.VIDEO else "",
        code=_code(offer),
        moved_from=instead_of,
        times_moved=instead_of.times_moved + 1 if instead_of else 0,
        booked_at=clock.now(),
        booked_by_name=by.name,
        booked_asked=asked,
        booked_because=because or None,
    )
    if instead_of is not None:
        appointment.series = instead_of.series
    try:
        with transaction.atomic():
            appointment.save(force_insert=True)
    except IntegrityError as error:
        raise NotFree from error
    return appointment


def _code(offer: Offer) -> str:
    """A code that nobody else has at that place on that day, whose diaries are locked."""
    there = Appointment.objects.filter(jobcentre=offer.place, period__overlap=day_range(local_day(offer.span.start)))
    taken = set(there.values_list("code", flat=True)) if offer.place else set()
    while True:
        code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
        if code not in taken:
            return code


def _end(appointment: Appointment, event: str, entry: str, by: Actor, **fields: Any) -> Appointment:
    if not appointment.can_be_changed(clock.now()):
        raise MoveRefused("It has begun, or it is over")
    ended = move(appointment, event, by=by, person_id=appointment.person_id, set_fields=fields, what=appointment.kind)
    note(ended, entry, by=by)
    return ended


def note(appointment: Appointment, entry: str, *, by: Actor) -> None:
    """Write what happened with an appointment to its owner's journal."""
    about = {
        "kind": appointment.kind,
        "starts": appointment.starts.isoformat(),
        "appointment": str(appointment.pk),
    }
    add_entry(person=appointment.person, kind=entry, data=about, by=by)


def _tell(person: Person, by: Actor) -> None:
    """Whoever did it themself saw the page; others are told that there is something new."""
    if by.claimant_id != person.pk:
        tell(person=person, template=CHANGED, by=by)


def _place_of(how: str, jobcentre: Jobcentre | None) -> Jobcentre | None:
    return jobcentre if how == How.IN_PERSON else None
