"""Appointments as staff see them: their own diary, and reasons for which people did not come."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from accounts.models import Person
from appointments.models import Absence, AbsenceState, Appointment, Blocked
from appointments.models.appointment import OVER
from appointments.selectors import day_range
from appointments.whose import Whose
from claims.closeness import close_people
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.permissions import Permission


def for_staff(person: Person, by: Actor, claim: Claim) -> Whose:
    """Somebody's appointments in the hands of staff who have their record open: all are on one page of it."""
    return Whose(person, by, reverse("staff:appointments_of", args=[claim.reference, person.pk]))


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


def blocked_by(actor: Actor) -> QuerySet[Blocked]:
    """When this member of staff sees nobody, from now on."""
    return Blocked.objects.filter(adviser=actor.user_id, period__endswith__gt=clock.now()).order_by("period")


def absences_for(actor: Actor) -> QuerySet[Absence]:
    """Reasons that wait for a decision, and people who gave none in time; the longest wait first. Of nobody close."""
    if not actor.may(Permission.DECIDE_CLAIMS):
        return Absence.objects.none()
    silent = Q(state=AbsenceState.ASKED, due__lt=clock.today())
    waiting = Absence.objects.filter(Q(state=AbsenceState.ANSWERED) | silent)
    return waiting.exclude(person__in=close_people(actor)).order_by(F("answered_at").asc(nulls_first=True), "noted_at")
