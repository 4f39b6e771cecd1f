"""An appointment: two people at one time. Nobody and no room is in two at once: the database sees to that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from appointments.models.needs import Adjustment
from appointments.models.places import Jobcentre, Room
from appointments.querysets import OwnedQuerySet
from appointments.types import CHOICES, TYPES, AppointmentType, Asked, How
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

STAFF = roles_with(Permission.MEET_PEOPLE)
THEY = {"claimant", "helper", *STAFF}


class AppointmentState(models.TextChoices):
    """What has come of it so far."""

    BOOKED = "booked", _("Booked")
    MOVED = "moved", _("Moved to another time")
    CANCELLED = "cancelled", _("Cancelled")
    ARRIVED = "arrived", _("Arrived")
    ATTENDED = "attended", _("Held")
    MISSED = "missed", _("Did not attend")


_S = AppointmentState
OVER = (_S.MOVED, _S.CANCELLED)
"""Those that take up nobody's time."""
COMING = (_S.BOOKED, _S.ARRIVED)

APPOINTMENT_STATES = StateTable(
    "state",
    _S.BOOKED,
    (
        allow("move", _S.BOOKED, _S.MOVED, who=THEY, past="moved"),
        allow("cancel", _S.BOOKED, _S.CANCELLED, who=THEY, past="cancelled"),
        allow("arrive", _S.BOOKED, _S.ARRIVED, who={"system", *STAFF}, past="arrived"),
        allow("attend", (_S.BOOKED, _S.ARRIVED), _S.ATTENDED, who=STAFF, past="attended"),
        allow("miss", _S.BOOKED, _S.MISSED, who=STAFF, past="missed"),
    ),
)


def _never_twice(name: str, what: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[(what, RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
        condition=~Q(state__in=[_S.MOVED, _S.CANCELLED]),
    )


class AppointmentQuerySet(OwnedQuerySet):
    """Appointments."""

    def coming(self, now: datetime) -> AppointmentQuerySet:
        """Not over yet, the next first."""
        return self.filter(state__in=COMING, period__endswith__gt=now).order_by("period", "pk")

    def past(self, now: datetime) -> AppointmentQuerySet:
        """All others, the latest first."""
        return self.exclude(state__in=COMING, period__endswith__gt=now).order_by("-period", "-pk")

    def with_places(self) -> AppointmentQuerySet:
        """With who, where and which room, in the same query."""
        return self.select_related("adviser", "room", "jobcentre__office", "absence")


class Appointment(models.Model):
    """Somebody meets an adviser, over a half-open stretch of time.

    ``language`` and ``adjustments`` are what was needed when it was booked. ``code`` is typed on arrival at the office:
    it says that somebody is there and shows nothing. ``reminded`` are the days before it on which they were reminded.
    What was moved keeps its ``series``, so that a calendar puts the new time in place of the old. ``booked_asked`` and
    ``booked_because`` are there when staff booked it, or moved it there, for its owner; ``cancelled_by_name`` when
    somebody else than its owner cancelled it. ``unmet_since`` is when they said that they need what this time does not
    give: then staff find another (appointments.fitting).
    """

    STATES = APPOINTMENT_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=30, choices=CHOICES)
    how = models.CharField(max_length=10, choices=How)
    jobcentre = models.ForeignKey(Jobcentre, models.PROTECT, null=True, related_name="appointments")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="appointments")
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    period = DateTimeRangeField()
    state = models.CharField(max_length=10, choices=AppointmentState, default=AppointmentState.BOOKED)
    language = models.CharField(max_length=60, blank=True)
    adjustments = ArrayField(models.CharField(max_length=20, choices=Adjustment), default=list)
    needs_details = SecretTextField(null=True)
    video_link = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=6)
    reminded = ArrayField(models.PositiveSmallIntegerField(), default=list)
    moved_from = models.OneToOneField("self", models.SET_NULL, null=True, related_name="moved_to")
    series = models.UUIDField(default=new_id, editable=False)
    times_moved = models.PositiveSmallIntegerField(default=0)
    cancelled_because = models.CharField(max_length=200, blank=True)
    booked_at = models.DateTimeField()
    booked_by_name = models.CharField(max_length=200)
    booked_asked = models.CharField(max_length=10, choices=Asked, blank=True)
    booked_because = SecretTextField(null=True)
    cancelled_by_name = models.CharField(max_length=200, blank=True)
    cancelled_asked = models.CharField(max_length=10, choices=Asked, blank=True)
    unmet_since = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        triggers = APPOINTMENT_STATES.triggers()
        constraints = (
            _never_twice("adviser_meets_one_at_a_time", "adviser"),
            _never_twice("room_holds_one_at_a_time", "room"),
            _never_twice("person_is_met_once_at_a_time", "person"),
            models.CheckConstraint(
                condition=Q(how=How.IN_PERSON, room__isnull=False, jobcentre__isnull=False)
                | ~Q(how=How.IN_PERSON) & Q(room__isnull=True, jobcentre__isnull=True),
                name="in_person_is_in_a_room",
            ),
        )
        indexes = (
            models.Index(fields=["person", "state"], name="appointment_of_person"),
            GistIndex(fields=["period"], name="appointment_when"),
            models.Index(fields=["unmet_since"], condition=Q(unmet_since__isnull=False), name="appointment_unmet"),
        )

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def type(self) -> AppointmentType:
        """What it is for."""
        return TYPES[self.kind]

    @property
    def starts(self) -> datetime:
        """When it begins."""
        return self.period.lower  # type: ignore[no-any-return]

    @property
    def ends(self) -> datetime:
        """When it ends."""
        return self.period.upper  # type: ignore[no-any-return]

    def can_be_changed(self, now: datetime) -> bool:
        """Whether it can still be moved or cancelled: until it begins."""
        return self.state == AppointmentState.BOOKED and now < self.starts

    @property
    def said_on_booking(self) -> str:
        """What staff who booked it, or moved it there, said of why."""
        return f"{Asked(self.booked_asked).label} {self.booked_because or ''}".strip() if self.booked_asked else ""

    @property
    def said_on_cancelling(self) -> str:
        """What staff who cancelled it said of why."""
        return f"{Asked(self.cancelled_asked).label} {self.cancelled_because}" if self.cancelled_asked else ""

    @property
    def has_steps(self) -> bool:
        """Whether it is in a room with steps, though whom it is for needs one without."""
        return self.room is not None and not self.room.is_step_free and Adjustment.STEP_FREE in self.adjustments

    @property
    def falls_short(self) -> bool:
        """Whether it cannot be held as it is: whom it is for said since it was booked that they need something else."""
        is_short = Adjustment.MORE_TIME in self.adjustments and self.ends - self.starts <= self.type.length
        return self.has_steps or is_short

    @property
    def needs(self) -> list[Any]:
        """What was needed when it was booked, in words."""
        said: list[Any] = [_("An interpreter: %(language)s") % {"language": self.language}] if self.language else []
        said += [Adjustment(each).label for each in self.adjustments]
        return [*said, self.needs_details] if self.needs_details else said
