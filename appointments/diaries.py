"""An adviser's diary: what is in it, and times in which they see nobody."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from accounts.models import User
from appointments.models import Appointment, Blocked
from appointments.models.appointment import COMING
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission


class HasAppointments(Exception):
    """Somebody is booked in that time: ``appointments`` are theirs, to be moved first."""

    def __init__(self, appointments: list[Appointment]) -> None:
        super().__init__(len(appointments))
        self.appointments = appointments


def block_time(*, starts: datetime, ends: datetime, why: str, by: Actor) -> Blocked:
    """Keep a time free in one's own diary. Doing it again returns the same. Raises HasAppointments, ValueError for a
    time that ends before it starts, PermissionDenied."""
    if not by.may(Permission.MEET_PEOPLE) or by.user_id is None:
        raise PermissionDenied("Only staff who meet people have a diary")
    if ends <= starts:
        raise ValueError("It ends before it starts")
    period = DateTimeTZRange(starts, ends)
    with transaction.atomic():
        # As booking does, so that nobody is booked meanwhile.
        User.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=by.user_id)
        own = Appointment.objects.filter(adviser=by.user_id, state__in=COMING, period__overlap=period)
        if booked := list(own.order_by("period")):
            raise HasAppointments(booked)
        same = Blocked.objects.filter(adviser=by.user_id, period=period).first()
        if same:
            return same
        blocked = Blocked.objects.create(adviser_id=by.user_id, period=period, why=why, blocked_at=clock.now())
        record("time_blocked", by=by, subject=blocked)
    return blocked


def free_again(*, blocked: Blocked, by: Actor) -> None:
    """Take a blocked time out of one's own diary. Doing it twice is doing it once."""
    with transaction.atomic():
        deleted, _each = Blocked.objects.filter(pk=blocked.pk, adviser=by.user_id).delete()
        if deleted:
            record("time_unblocked", by=by, subject=blocked)
