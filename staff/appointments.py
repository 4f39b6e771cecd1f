"""Appointments as staff see them: their own diary, and reasons for which people did not come."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from appointments.models import Absence, AbsenceState, Appointment, AppointmentState, Blocked
from appointments.models.appointment import OVER
from appointments.selectors import day_range
from appointments.whose import Whose
from claims.closeness import close_people
from core import clock
from core.actor import Actor
from core.http import Request
from core.permissions import Permission
from staff.access import Record, View, record_page
from staff.pages import record_response
from staff.selectors import about_nobody_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class InRecord(Whose):
    """Somebody's appointments in the hands of staff who have their record open: the pages that its owner has, in the
    record, on which staff say who asked for what they do."""

    for_staff: ClassVar[bool] = True
    frame: ClassVar[str] = "staff/record_base.html"
    record: Record

    def url(self, name: str, *args: Any) -> str:
        """Where staff see that."""
        page = "appointments_of" if name == "list" else f"their_{name}"
        return reverse(f"staff:{page}", args=[self.record.claim.reference, self.person.pk, *args])

    def shown(self, request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
        """In the frame of the record."""
        return record_response(request, template, self.record, {**context, "whose": self})


def in_record(view: Callable[..., HttpResponse]) -> View:
    """A page about somebody's appointments, for staff who meet people and have their record open."""

    @record_page(Permission.MEET_PEOPLE)
    @functools.wraps(view)
    def page(request: Request, record: Record, **kwargs: Any) -> HttpResponse:
        return view(request, InRecord(person=record.person, by=request.actor, record=record), **kwargs)

    return page


def diary_of(actor: Actor, day: date) -> QuerySet[Appointment]:
    """Whom this member of staff meets on a day, the first first. Nobody who has become close to them since."""
    if not actor.may(Permission.MEET_PEOPLE):
        return Appointment.objects.none()
    own = Appointment.objects.filter(adviser=actor.user_id, period__overlap=day_range(day)).exclude(state__in=OVER)
    return own.exclude(person__in=close_people(actor)).order_by("period")


def own_appointments(actor: Actor) -> QuerySet[Appointment]:
    """Every appointment with this member of staff."""
    if not actor.may(Permission.MEET_PEOPLE):
        return Appointment.objects.none()
    return Appointment.objects.filter(adviser=actor.user_id).exclude(person__in=close_people(actor))


def unmet_for(actor: Actor) -> QuerySet[Appointment]:
    """Appointments to come that lack what their owner needs, the next first. Of nobody whose claim is kept from
    this member of staff."""
    if not actor.may(Permission.MEET_PEOPLE):
        return Appointment.objects.none()
    coming = Appointment.objects.filter(unmet_since__isnull=False, state=AppointmentState.BOOKED)
    coming = about_nobody_kept(coming.filter(period__startswith__gt=clock.now()), actor)
    return coming.order_by("period").select_related("person").defer("person__nino")


def blocked_by(actor: Actor) -> QuerySet[Blocked]:
    """When this member of staff sees nobody, from now on."""
    return Blocked.objects.filter(adviser=actor.user_id, period__endswith__gt=clock.now()).order_by("period")


def absences_for(actor: Actor) -> QuerySet[Absence]:
    """Reasons that wait for a decision, and people who gave none in time; the longest wait first. Of nobody whose claim
    is kept from this member of staff."""
    if not actor.may(Permission.DECIDE_CLAIMS):
        return Absence.objects.none()
    silent = Q(state=AbsenceState.ASKED, due__lt=clock.today())
    waiting = Absence.objects.filter(Q(state=AbsenceState.ANSWERED) | silent)
    return about_nobody_kept(waiting, actor).order_by(F("answered_at").asc(nulls_first=True), "noted_at")
