"""Reminding people of what is booked: two days before, and the day before or, of what was booked late, the same day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.services import tell
from appointments.kinds import REMINDER
from appointments.models import Appointment, AppointmentState
from appointments.selectors import local_day, zone
from audit.services import record
from core import clock
from core.actor import Actor

FIRST, LAST = 2, 1
"""So many days before. Whoever was not reminded the day before is reminded the same day."""


def remind_of_appointments(*, by: Actor) -> int:
    """Remind everybody to whom it is due. Each is reminded once of each, whoever runs this and how often; what was
    missed while nothing ran is not sent late, when the next is due. Returns how many."""
    return sum(_remind(key, by=by) for key in list(_soon().values_list("pk", flat=True)))


def _soon() -> QuerySet[Appointment]:
    now = clock.now()
    until = datetime.combine(clock.today() + timedelta(days=FIRST + 1), time(), zone())
    return Appointment.objects.filter(
        state=AppointmentState.BOOKED, period__startswith__gt=now, period__startswith__lt=until
    ).order_by("period", "pk")


def _remind(key: UUID, *, by: Actor) -> bool:
    with transaction.atomic():
        # Under its lock: whoever had it before may have moved it, or reminded of it.
        found = Appointment.objects.select_for_update(of=("self",)).filter(pk=key, state=AppointmentState.BOOKED)
        appointment = found.select_related("person").defer("person__nino").first()
        days = _due(appointment) if appointment else None
        if appointment is None or days is None:
            return False
        appointment.reminded = [*appointment.reminded, days]
        appointment.save(update_fields=["reminded"])
        tell(person=appointment.person, template=REMINDER, by=by)
        record("appointment_reminded", by=by, subject=appointment, person_id=appointment.person_id, days_before=days)
    return True


def _due(appointment: Appointment) -> int | None:
    """Of which day's reminder it is time: none for what was booked today, or already reminded of so."""
    today = clock.today()
    if timezone.localdate(appointment.booked_at, zone()) == today:
        return None
    days = (local_day(appointment.starts) - today).days
    if days == 0 and LAST in appointment.reminded:
        return None
    return None if days in appointment.reminded or days > FIRST else days
