"""What one alone may not do: one asks for it, and somebody else looks and agrees or refuses.

Every such thing is a row of its own, of one shape and with one table of states. That it is somebody else is a check
of the database: no way through the code, and no statement by hand, agrees to what the same person asked for.
``audit.agreeing`` is how it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

ANSWER = ("state", "answered_at", "answered_by_id", "answered_by_name", "answer_note")


class Standing(models.TextChoices):
    """Where something stands that somebody else must agree to."""

    WAITING = "waiting", _("Waiting for somebody else to agree")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("No longer needed")


ANSWERED = (Standing.AGREED, Standing.REFUSED)


def second_person_states(permission: Permission, *, ended_by: Iterable[str] = ("system",)) -> StateTable:
    """The states of something to which whoever has this permission agrees, or refuses it; it ends without an answer
    where something else took its place or it came too late."""
    who = roles_with(permission)
    return StateTable(
        "state",
        Standing.WAITING,
        (
            allow("agree", Standing.WAITING, Standing.AGREED, who=who, past="agreed"),
            allow("refuse", Standing.WAITING, Standing.REFUSED, who=who, past="refused"),
            allow("end", Standing.WAITING, Standing.ENDED, who=ended_by, past="ended"),
        ),
    )


def second_person_triggers(states: StateTable, *columns: str) -> list[pgtrigger.Trigger]:
    """Triggers by which such a row moves only as its table says, is never deleted, and keeps who asked for what:
    ``columns`` and who asked never change."""
    asked = ("asked_at", "asked_by_id", "asked_by_name", *columns)
    return [
        *states.triggers(),
        pgtrigger.Protect(name="no_deleting", operation=pgtrigger.Delete),
        pgtrigger.Protect(name="same_asked", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*asked)),
        pgtrigger.Protect(
            name="answered_once",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__answered_at__isnull=False),
        ),
    ]


def two_people(name: str) -> models.CheckConstraint:
    """The check that whoever answered is somebody, and somebody else than who asked."""
    somebody_else = Q(answered_by_id__isnull=False, answered_at__isnull=False) & ~Q(answered_by_id=F("asked_by_id"))
    nobody = Q(state=Standing.WAITING, answered_at=None) | Q(state=Standing.ENDED, answered_at__isnull=False)
    return models.CheckConstraint(
        name=name, condition=(Q(state__in=ANSWERED) & somebody_else) | (nobody & Q(answered_by_id=None))
    )


class SecondPerson(models.Model):
    """Something that one asked for and that somebody else agrees to, refuses, or never had to answer.

    A model of this kind has ``STATES`` from ``second_person_states``, ``triggers`` from ``second_person_triggers`` and
    a ``two_people`` among its constraints (tests/structure/test_second_person.py).
    """

    STATES: ClassVar[StateTable]
    CHANGEABLE = ANSWER

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=10, choices=Standing, default=Standing.WAITING)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answer_note = SecretTextField(null=True)

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered, and somebody still should."""
        return self.state == Standing.WAITING
