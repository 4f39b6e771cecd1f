"""What somebody needs, said after an appointment was booked: it is made longer, or held in another room. Where that
cannot be had at that time, a person finds a way."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from appointments.models import Appointment, Needs, Room
from appointments.models.appointment import OVER
from appointments.selectors import free_offers, local_day, minutes_for
from audit.services import record
from core import clock
from core.actor import Actor

FITTED, UNMET = "appointment_fitted", "needs_unmet"


def fit(*, appointment: Appointment, needs: Needs, by: Actor) -> str:
    """Bring an appointment that is booked in step with what its owner needs now. Returns what came of it: "" where
    nothing had to be changed, else the kind of journal entry that says so. Its owner's row is locked by the caller.

    It keeps its time and its adviser: people have made plans by it.
    """
    appointment.language, appointment.adjustments = needs.language, list(needs.adjustments)
    appointment.needs_details = needs.details
    was, is_news = (appointment.period, appointment.room_id), appointment.unmet_since is None
    if appointment.falls_short or appointment.ends - appointment.starts != _length(appointment):
        _change(appointment)
    appointment.unmet_since = (appointment.unmet_since or clock.now()) if appointment.falls_short else None
    appointment.save(update_fields=["language", "adjustments", "needs_details", "unmet_since"])
    whose, what = appointment.person_id, appointment.kind
    if appointment.unmet_since and is_news:
        record("needs_unmet", by=by, subject=appointment, person_id=whose, what=what)
        return UNMET
    if (appointment.period, appointment.room_id) != was:
        record("appointment_fitted", by=by, subject=appointment, person_id=whose, what=what)
        return FITTED
    return ""


def _length(appointment: Appointment) -> timedelta:
    return timedelta(minutes=minutes_for(appointment.type, appointment.adjustments))


def _change(appointment: Appointment) -> None:
    """Give it the length and the room that are needed, if they can be had at the same time with the same adviser; else
    the room alone, if that can."""
    offers = free_offers(
        person=appointment.person,
        type_=appointment.type,
        how=appointment.how,
        jobcentre=appointment.jobcentre,
        first=local_day(appointment.starts),
        days=1,
        adjustments=appointment.adjustments,
        adviser_id=appointment.adviser_id,
        but_for=appointment,
    )
    offer = next((each for each in offers if each.span.start == appointment.starts), None)
    was = appointment.period, appointment.room_id
    if offer is not None:
        appointment.period, appointment.room_id = DateTimeTZRange(offer.span.start, offer.span.end), offer.room
    elif appointment.has_steps:
        appointment.room_id = _room_without_steps(appointment)
    try:
        with transaction.atomic():
            appointment.save(update_fields=["period", "room"])
    except IntegrityError:
        # Somebody was booked meanwhile: the database's own constraints stand behind what is offered.
        appointment.period, appointment.room_id = was


def _room_without_steps(appointment: Appointment) -> int | None:
    """One that is free then; where none is, the one that it has."""
    taken = Appointment.objects.filter(jobcentre=appointment.jobcentre_id, period__overlap=appointment.period)
    rooms = Room.objects.filter(jobcentre=appointment.jobcentre_id, is_used=True, is_step_free=True)
    free = rooms.exclude(pk__in=taken.exclude(state__in=OVER).values("room")).order_by("name")
    return free.values_list("pk", flat=True).first() or appointment.room_id
