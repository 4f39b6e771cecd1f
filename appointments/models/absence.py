"""Somebody did not come. They are asked why; a person decides whether the reason is good. Nothing else follows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from appointments.models.appointment import Appointment
from appointments.querysets import OwnedQuerySet
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

DECIDERS = roles_with(Permission.DECIDE_CLAIMS)


class AbsenceState(models.TextChoices):
    """How far it has come."""

    ASKED = "asked", _("Asked why")
    ANSWERED = "answered", _("Reason given")
    GOOD = "good", _("Good reason")
    NOT_GOOD = "not_good", _("No good reason")


ABSENCE_STATES = StateTable(
    "state",
    AbsenceState.ASKED,
    (
        allow(
            "answer",
            AbsenceState.ASKED,
            AbsenceState.ANSWERED,
            who={"claimant", "helper", *roles_with(Permission.MEET_PEOPLE)},
            past="answered",
        ),
        allow("accept", (AbsenceState.ASKED, AbsenceState.ANSWERED), AbsenceState.GOOD, who=DECIDERS, past="accepted"),
        allow(
            "refuse", (AbsenceState.ASKED, AbsenceState.ANSWERED), AbsenceState.NOT_GOOD, who=DECIDERS, past="refused"
        ),
    ),
)


class Absence(models.Model):
    """An appointment that somebody did not come to: what the adviser ``tried``, by when they are asked why, their
    reason, and what was decided, with why. Until the day is over, nobody decides against somebody who gave none."""

    STATES = ABSENCE_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="absence")
    tried = models.CharField(max_length=500)
    due = models.DateField()
    state = models.CharField(max_length=10, choices=AbsenceState, default=AbsenceState.ASKED)
    noted_at = models.DateTimeField()
    noted_by_name = models.CharField(max_length=200)
    reason = SecretTextField(null=True)
    answered_at = models.DateTimeField(null=True)
    decision = SecretTextField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        triggers = ABSENCE_STATES.triggers()
        indexes = (
            models.Index(fields=["due"], condition=Q(state__in=["asked", "answered"]), name="absence_to_decide"),
        )

    def __str__(self) -> str:
        return f"Absence ({self.state})"
