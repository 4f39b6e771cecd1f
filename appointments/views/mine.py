"""The appointments that somebody has and had."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from appointments.attending import answer_by
from appointments.kinds import BOOK
from appointments.models import AbsenceState, Appointment, AppointmentState, Needs
from appointments.models.appointment import COMING, OVER
from appointments.selectors import local_day
from appointments.types import TYPES, How
from appointments.whose import Whose
from core import clock
from core.calendar_file import CalendarEvent, calendar_response
from core.http import Request
from journal.models import Todo
from journal.selectors import in_order

PAST_SHOWN = 10


def all_of_them(request: Request, whose: Whose) -> HttpResponse:
    """Those to come, the next first; those that they are asked to book; the last that are over."""
    now = clock.now()
    theirs = Appointment.objects.of_person(whose.person.pk)
    asked = in_order(Todo.objects.of_person(whose.person.pk).filter(kind=BOOK))
    coming = list(theirs.coming(now).with_places())
    booked = {each.kind for each in coming}
    context = {
        "coming": coming,
        "past": theirs.past(now).with_places()[:PAST_SHOWN],
        "to_book": [(TYPES[todo.subject], todo.due) for todo in asked if todo.subject in TYPES],
        "optional": [each for each in TYPES.values() if not each.is_needed and each.slug not in booked],
        "needs": Needs.objects.of_person(whose.person.pk).first(),
    }
    return whose.shown(request, "appointments/list.html", context)


def show(request: Request, whose: Whose, appointment_id: UUID) -> HttpResponse:
    """One appointment: when, how, where, what to bring, and what can be done with it."""
    appointment, now = whose.appointment(appointment_id), clock.now()
    absence = getattr(appointment, "absence", None)
    context = {
        "appointment": appointment,
        "can_be_changed": appointment.can_be_changed(now),
        "is_coming": appointment.state in COMING and now < appointment.ends,
        "is_off": appointment.state in OVER,
        "is_today": local_day(appointment.starts) == clock.today(),
        "absence": absence,
        "answer_by": answer_by(absence) if absence and absence.state == AbsenceState.ASKED else None,
        "absences": AbsenceState,
        "states": AppointmentState,
        "hows": How,
        "moved_to": getattr(appointment, "moved_to", None),
    }
    return whose.shown(request, "appointments/show.html", context)


def calendar(_request: Request, whose: Whose, appointment_id: UUID) -> HttpResponse:
    """It as a file for the calendar of their phone. It says when, and nothing of what for: others see calendars."""
    appointment = whose.appointment(appointment_id)
    event = CalendarEvent(
        key=str(appointment.series),
        title=_("Appointment"),
        start=appointment.starts,
        end=appointment.ends,
        details=_("Sign in to see what it is for and what to bring."),
        url=settings.SERVICE_URL + whose.url("show", appointment.pk),
        version=2 * appointment.times_moved + (appointment.state in OVER),
        is_cancelled=appointment.state in OVER,
        remind_before=timedelta(hours=2),
    )
    return calendar_response(event, now=clock.now(), name=_("appointment"))
