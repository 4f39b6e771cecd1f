"""What staff wrote down about being in touch with somebody, what we agreed to do, and who says that it is not right."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.roles import Role
from contacts.kinds import HAPPENED
from conversations.models import Conversation, first_name
from conversations.topics import Topic, WithWhom
from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow
from govuk.formatting import day

PLACE = "contact:"
"""How the place begins of the files that go with it (documents.models.Document)."""


class How(models.TextChoices):
    """By which way."""

    PHONE = "phone", _("Phone")
    POST = "post", _("Post")
    VISIT = "visit", _("In person")
    EMAIL = "email", _("Email")


class Way(models.TextChoices):
    """Who began it."""

    TO_US = "to_us", _("They got in touch with us")
    FROM_US = "from_us", _("We got in touch with them")


class Spoke(models.TextChoices):
    """Who spoke or wrote: the person, or somebody for them."""

    PERSON = "person", _("The claimant")
    PARTNER = "partner", _("Their partner")
    HELPER = "helper", _("Somebody who helps them")
    OTHER = "other", _("Somebody else who acts for them")


class ContactQuerySet(models.QuerySet["Contact"]):
    """What was written down."""

    def of_person(self, person_id: UUID) -> ContactQuerySet:
        """Of this person, for whoever knows already that it may be seen."""
        return self.filter(person=person_id)

    def current(self) -> ContactQuerySet:
        """As each was written down last: without what has been corrected since. The newest first."""
        later = Contact.objects.filter(first=models.OuterRef("first"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(later)).order_by("-on", "-noted_at", "-pk")


class Contact(models.Model):
    """That we were in touch with a person, as a member of staff wrote it down. Only ever added to.

    Its key is that of the form in which it was written: sent twice, it is one. A correction is the next ``number`` of
    the same ``first``, with ``why``. ``ours`` is what we agreed to do and ``theirs`` what they did, each with its day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    first = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=1)
    how = models.CharField(max_length=5, choices=How)
    way = models.CharField(max_length=7, choices=Way)
    spoke = models.CharField(max_length=7, choices=Spoke)
    spoke_name = SecretTextField(null=True)
    on = models.DateField()
    topic = models.CharField(max_length=10, choices=Topic)
    said = SecretTextField()
    ours = SecretTextField(null=True)
    ours_by = models.DateField(null=True)
    theirs = SecretTextField(null=True)
    theirs_by = models.DateField(null=True)
    why = SecretTextField(null=True)
    noted_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    by_role = models.CharField(max_length=20, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        triggers = append_only_triggers()
        constraints = (
            models.UniqueConstraint(fields=["first", "number"], name="a_contact_is_corrected_once"),
            models.CheckConstraint(
                name="only_the_first_contact_corrects_nothing",
                condition=models.Q(number=1, first=models.F("id")) | models.Q(number__gt=1),
            ),
        )
        indexes = (models.Index(fields=["person", "-on"], name="contact_of_person"),)

    def __str__(self) -> str:
        return f"{self.how} {self.way} on {self.on:%Y-%m-%d}"

    @property
    def place(self) -> str:
        """Where its files are."""
        return place_of(self.pk)

    @property
    def kind(self) -> str:
        """Of which kind it is in a journal: it matters who began where one side alone wrote."""
        return f"contact_{self.how}" if self.how in (How.PHONE, How.VISIT) else f"contact_{self.how}_{self.way}"

    @property
    def title(self) -> str:
        """What happened, as the person reads it."""
        return str(HAPPENED[self.kind]) % {"on": day(self.on)}

    @property
    def first_name(self) -> str:
        """How whoever wrote it down is called by the person."""
        return first_name(self.by_name)

    @property
    def role_words(self) -> Any:
        """What whoever wrote it down is, in words."""
        return Role(self.by_role).label if self.by_role in Role.values else ""

    @property
    def is_corrected(self) -> bool:
        """Whether it says something else than was written down first."""
        return self.number > 1


class PromiseState(models.TextChoices):
    """Whether we did it."""

    OPEN = "open", _("To be done by us")
    KEPT = "kept", _("Done by us")
    DROPPED = "dropped", _("No longer agreed")


_ANSWERERS = roles_with(Permission.ANSWER_MESSAGES)
PROMISE_STATES = StateTable(
    "state",
    PromiseState.OPEN,
    (
        allow("keep", PromiseState.OPEN, PromiseState.KEPT, who=_ANSWERERS, past="kept"),
        allow("drop", PromiseState.OPEN, PromiseState.DROPPED, who=_ANSWERERS, past="dropped"),
    ),
)


class Promise(models.Model):
    """What we agreed with a person to do by a day: the ``ours`` of its contact, as last corrected.

    It is for one member of staff, or ``with_whom`` it is where that is a team or whoever looks after the person. Where
    the day is over, ``escalated_at`` is when a team leader was told. ``done`` is what was done, in words.
    """

    STATES = PROMISE_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="promises")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="promises")
    with_whom = models.CharField(max_length=12, choices=WithWhom, blank=True)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=7, choices=PromiseState, default=PromiseState.OPEN)
    made_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    done = SecretTextField(null=True)

    class Meta:
        triggers = PROMISE_STATES.triggers()
        constraints = (
            models.CheckConstraint(
                name="a_promise_is_somebodys",
                condition=models.Q(with_whom="", staff__isnull=False)
                | (~models.Q(with_whom="") & models.Q(staff=None)),
            ),
        )
        indexes = (
            models.Index(fields=["person", "due"], condition=models.Q(state="open"), name="promise_of_person"),
            models.Index(fields=["due"], condition=models.Q(state="open"), name="promise_due"),
        )

    def __str__(self) -> str:
        return f"Promise by {self.due:%Y-%m-%d} ({self.state})"

    def is_late(self, today: date) -> bool:
        """Whether it is still to be done after its day."""
        return self.state == PromiseState.OPEN and self.due < today


class Dispute(models.Model):
    """The conversation in which somebody said that what was written down is not right, as it was then numbered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    conversation = models.OneToOneField(Conversation, on_delete=models.PROTECT, related_name="dispute")

    class Meta:
        triggers = append_only_triggers()
        indexes = (models.Index(fields=["first"], name="dispute_of_contact"),)

    def __str__(self) -> str:
        return f"Not right: {self.first}, {self.number}"


def place_of(contact_id: UUID) -> str:
    """Where the files are of what is written down, or being written, under this key."""
    return f"{PLACE}{contact_id}"
