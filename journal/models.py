"""A person's to-dos, and the entries of their journal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Person
from core.actor import Actor, Channel
from core.append_only import append_only_triggers
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow
from journal.deadlines import DueDay as DueDay
from journal.deadlines import Missed as Missed
from journal.deadlines import MoreTime as MoreTime
from journal.deadlines import Reminder as Reminder
from journal.deadlines import TodoNote as TodoNote
from journal.kinds import ENTRY_KINDS, TODO_KINDS, TodoKind


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a person, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> OwnedQuerySet:
        """The actor's own rows: none for somebody who is not a person we serve."""
        if actor.claimant_id is None:
            return self.none()
        return self.of_person(actor.claimant_id)

    def of_person(self, person_id: Any) -> OwnedQuerySet:
        """The rows of this person, for whoever knows already that they may be seen."""
        return self.filter(person_id=person_id)


class EntryQuerySet(OwnedQuerySet):
    """Entries of journals."""

    def for_helpers(self) -> OwnedQuerySet:
        """Without what only their owner reads: what is about their account, who they are and who helps them."""
        return self.exclude(kind__in=[kind.slug for kind in ENTRY_KINDS.values() if kind.only_theirs])


class TodoState(models.TextChoices):
    """Whether it is still to be done."""

    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("No longer needed")


TODO_STATES = StateTable(
    "state",
    TodoState.OPEN,
    (
        allow(
            "complete",
            TodoState.OPEN,
            TodoState.DONE,
            who={"claimant", "helper", "system", *roles_with(Permission.OPEN_CLAIMS)},
            past="completed",
        ),
        allow(
            "withdraw",
            TodoState.OPEN,
            TodoState.WITHDRAWN,
            who={"system", *roles_with(Permission.OPEN_CLAIMS)},
            past="withdrawn",
        ),
    ),
)


class Todo(models.Model):
    """Something a person has to do, by a day. ``subject`` is what it is about, such as a claim's reference:
    there is never more than one open of a kind about one subject."""

    STATES = TODO_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="todos")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=TodoState, default=TodoState.OPEN)
    created_at = models.DateTimeField()
    created_by_name = models.CharField(max_length=200)
    completed_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        triggers = TODO_STATES.triggers()
        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind", "subject"],
                condition=models.Q(state=TodoState.OPEN),
                name="one_open_todo",
            ),
        )
        indexes = (
            models.Index(fields=["person", "state", "due"], name="todo_of_person"),
            models.Index(fields=["due", "person"], condition=models.Q(state=TodoState.OPEN), name="todo_due"),
        )

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def words(self) -> TodoKind:
        """Its title, why it is asked, and what happens if it is missed."""
        return TODO_KINDS[self.kind]

    @property
    def url(self) -> str:
        """Where it is done, or nothing when it is not done in this service."""
        if not self.words.url_name:
            return ""
        return reverse(self.words.url_name, args=[self.subject] if self.words.url_takes_subject else [])

    def when(self, today: date) -> str:
        """How far away its day is, in words, where that is near or was: "tomorrow", "3 days late"."""
        if self.state != TodoState.OPEN or self.due is None:
            return ""
        days = (self.due - today).days
        if days < 0:
            return ngettext("%(num)s day late", "%(num)s days late", -days) % {"num": -days}
        return {0: _now("today"), 1: _now("tomorrow")}.get(days, "")

    def is_late(self, today: date) -> bool:
        """Whether it is still open after its day."""
        return self.state == TodoState.OPEN and self.due is not None and self.due < today


class Entry(models.Model):
    """Something that happened to a person's claim or account, as they read it. Only ever added to.

    ``by_name`` is empty when its owner did it, or the service by itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="journal_entries")
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200, blank=True)
    by_channel = models.CharField(max_length=10, choices=Channel)

    objects = EntryQuerySet.as_manager()

    class Meta:
        triggers = append_only_triggers()
        indexes = (models.Index(fields=["person", "-at"], name="entry_of_person"),)

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def text(self) -> str:
        """What happened, in the reader's language."""
        values = dict(self.data)
        if "todo" in values:
            values["title"] = TODO_KINDS[values["todo"]].title
        return ENTRY_KINDS[self.kind].words(values)
