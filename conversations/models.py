"""Conversations, what was written in them, and who looks after whom."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.roles import Role
from conversations.inbound.models import Arrived as Arrived
from conversations.topics import ONE_PERSON, Topic, WithWhom
from core.actor import Actor, Channel
from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

PLACE = "conversation:"
"""How the place begins of the files that go with what was written (documents.models.Document)."""


class Side(models.TextChoices):
    """Who writes: the person, or whoever writes in their place; or the department."""

    PERSON = "person", _("Claimant")
    STAFF = "staff", _("Staff")


class ConversationState(models.TextChoices):
    """Whether it goes on."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


_WRITERS = {Role.CLAIMANT, Role.HELPER, "system", *roles_with(Permission.ANSWER_MESSAGES)}
CONVERSATION_STATES = StateTable(
    "state",
    ConversationState.OPEN,
    (
        allow(
            "close",
            ConversationState.OPEN,
            ConversationState.CLOSED,
            who=roles_with(Permission.ANSWER_MESSAGES),
            past="closed",
        ),
        allow("reopen", ConversationState.CLOSED, ConversationState.OPEN, who=_WRITERS, past="reopened"),
    ),
)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> ConversationQuerySet:
        """The actor's own: none for somebody who is not a person we serve."""
        return self.none() if actor.claimant_id is None else self.of_person(actor.claimant_id)

    def of_person(self, person_id: UUID) -> ConversationQuerySet:
        """Those of this person, for whoever knows already that they may be seen."""
        return self.filter(person=person_id)

    def unread_first(self) -> ConversationQuerySet:
        """Those with something that the person has not read, then the others, each the latest first."""
        is_read = models.Q(person_read_at__gte=models.F("last_from_us_at")) | models.Q(last_from_us_at=None)
        read = models.Case(models.When(is_read, then=1), default=0, output_field=models.IntegerField())
        return self.order_by(read, "-last_at", "-pk")

    def unread(self) -> ConversationQuerySet:
        """Those with something that the person has not read."""
        never_or_before = models.Q(person_read_at=None) | models.Q(person_read_at__lt=models.F("last_from_us_at"))
        return self.filter(never_or_before, last_from_us_at__isnull=False)

    def to_answer(self) -> ConversationQuerySet:
        """Those in which somebody waits for us, whoever was promised an answer first before all."""
        return self.filter(reply_by__isnull=False).order_by("reply_by", "last_at", "pk")


class Conversation(models.Model):
    """What a person and the department write to each other about one thing.

    ``reply_by`` is the day by which we said that we answer what the person wrote; None when nothing waits for us. Where
    that day is over, ``escalated_at`` is when a team leader was told. ``person_read_at`` and ``staff_read_at`` are when
    each side last read all of it, ``told_at`` when the person was last sent word that we wrote.
    """

    STATES = CONVERSATION_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conversations")
    topic = models.CharField(max_length=10, choices=Topic)
    with_whom = models.CharField(max_length=12, choices=WithWhom)
    state = models.CharField(max_length=10, choices=ConversationState, default=ConversationState.OPEN)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=6, choices=Side)
    last_at = models.DateTimeField()
    last_from_us_at = models.DateTimeField(null=True)
    person_read_at = models.DateTimeField(null=True)
    staff_read_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    reply_by = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        triggers = CONVERSATION_STATES.triggers()
        constraints = (
            models.CheckConstraint(
                name="escalated_while_an_answer_waits",
                condition=models.Q(escalated_at=None) | models.Q(reply_by__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["person", "-last_at"], name="conversation_of_person"),
            models.Index(
                fields=["reply_by"], condition=models.Q(reply_by__isnull=False), name="conversation_to_answer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} ({self.state})"

    @property
    def is_unread(self) -> bool:
        """Whether there is something in it from us that the person has not read."""
        return self.last_from_us_at is not None and (
            self.person_read_at is None or self.person_read_at < self.last_from_us_at
        )

    def is_late(self, today: date) -> bool:
        """Whether we said that we answer by a day that is over."""
        return self.reply_by is not None and self.reply_by < today


class Post(models.Model):
    """Something that was written, in the words in which it was. Only ever added to.

    Its key is that of the form with which it was written: sent twice, it is one. ``by_role`` is what its writer of ours
    is to the person (``WithWhom``) or, where they are neither, their role; ``by_helper`` says that somebody wrote it in
    the person's place. ``arrived_by`` is how it came where nobody signed in (a Medium): from an address of theirs, with
    which anybody can write; ``by_name`` is empty then. Its files are documents at its ``place``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="posts")
    side = models.CharField(max_length=6, choices=Side)
    words = SecretTextField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    by_role = models.CharField(max_length=20, blank=True)
    by_helper = models.BooleanField(default=False)
    arrived_by = models.CharField(max_length=10, blank=True, default="", db_default="")
    channel = models.CharField(max_length=10, choices=Channel)

    class Meta:
        triggers = append_only_triggers()
        indexes = (models.Index(fields=["conversation", "-at"], name="post_of_conversation"),)

    def __str__(self) -> str:
        return f"Written by {self.side} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def place(self) -> str:
        """Where its files are."""
        return place_of(self.pk)

    @property
    def first_name(self) -> str:
        """How its writer of ours is called by those to whom they write."""
        return first_name(self.by_name)

    @property
    def role_words(self) -> Any:
        """What its writer is, in words."""
        if self.by_role in WithWhom.values:
            return WithWhom(self.by_role).label
        return Role(self.by_role).label if self.by_role in Role.values else ""


class LookingAfter(models.Model):
    """Who looks after somebody, as what, from when on; ``until`` when, once it is over."""

    CHANGEABLE = ("until",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looked_after_by")
    role = models.CharField(max_length=12, choices=[(each.value, each.label) for each in ONE_PERSON])
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(until=None), name="one_looks_after_somebody"
            ),
        )
        indexes = (models.Index(fields=["staff"], condition=models.Q(until=None), name="looked_after_by_staff"),)

    def __str__(self) -> str:
        return f"{self.role} since {self.since:%Y-%m-%d}"


def first_name(name: str) -> str:
    """How staff are called by those to whom they write."""
    return next(iter(name.split()), "")


def place_of(post_id: UUID) -> str:
    """Where the files are of what is written, or being written, under this key."""
    return f"{PLACE}{post_id}"
