"""What arrived by email or text, whoever wrote it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from notifications.models import Medium, Message

ARRIVE_BY = (Medium.EMAIL, Medium.TEXT)


class Kind(models.TextChoices):
    """What it is."""

    WORDS = "words", _("A message")
    STOP = "stop", _("A text that says to stop our texts")
    START = "start", _("A text that says to start our texts again")
    AUTOMATIC = "automatic", _("An automatic message")


class Flaw(models.TextChoices):
    """What of it we did not take, or what is odd about it, in words to staff."""

    FILES = "files", _("It had files. We did not keep them: whoever wrote was told how to send them.")
    HTML = "html", _("It had no plain words. These are the words of its web page.")
    CUT = "cut", _("It is too long to show. The whole of it is kept in the mailbox, in the folder for such mail.")
    UNREADABLE = (
        "unreadable",
        _(
            "It could not be read as it should. What could be read is here. The whole of it is kept in the mailbox, in "
            "the folder for such mail."
        ),
    )
    SENDERS = "senders", _("It says that it is from more than one address, or from none. We know neither.")


class Vouched(models.TextChoices):
    """Whether our own mail server says that an email comes from where it says."""

    YES = "yes", _("Our mail server checked where it comes from: it is sent by that domain.")
    NO = "no", _("Our mail server says that it does NOT come from where it says. The address may be forged.")
    UNKNOWN = "unknown", _("Nobody checked where it comes from. The address may be forged.")


class Unknown(models.TextChoices):
    """Why we do not know whose it is."""

    NOBODY = "nobody", _("Nobody confirmed this address or number as theirs")
    SEVERAL = "several", _("Several people have this number")
    FORGED = "forged", _("The address may be forged")
    NO_ADDRESS = "no-address", _("It has no address that can be read")


class NotAnswered(models.TextChoices):
    """Why nothing was sent back."""

    AUTOMATIC = "automatic", _("It is automatic: an answer could go round for ever")
    OURS = "ours", _("It says that it is from an address of our own")
    NO_REPLY = "no-reply", _("It says that it is from an address that nobody reads")
    RETURNED = "returned", _("Messages to this address come back")
    TODAY = "today", _("This address had an answer within a day")
    STOPPED = "stopped", _("Whoever has this number told us to stop our texts")
    FORGED = "forged", _("The address may be forged: somebody else would get the answer")
    NO_ADDRESS = "no-address", _("It has no address that can be answered")


class ArrivedQuerySet(models.QuerySet["Arrived"]):
    """What arrived. Who may read it begins in ``staff.arrived``: most of it is nobody's."""

    def waiting(self) -> ArrivedQuerySet:
        """What is from nobody we know and nobody has dealt with, the longest wait first."""
        theirs = self.filter(person=None, dealt_with_at=None, kind=Kind.WORDS)
        return theirs.order_by("arrived_at", "pk")

    def automatic(self) -> ArrivedQuerySet:
        """Automatic mail, the latest first: it waits for nobody."""
        return self.filter(kind=Kind.AUTOMATIC).order_by("-arrived_at", "-pk")


class Arrived(models.Model):
    """An email or text that arrived. Its key is that of the post that it became, where it did.

    ``reference`` is that by which it is known again when it arrives twice. ``address`` is where it says that it is
    from; empty where it says nothing that can be read. ``person`` is whose address that is, or to whom staff passed it
    on: ``unknown_because`` says why nobody was known when it arrived. Staff deal with what is from nobody we know once,
    and note why (``note``). ``answer`` is what was sent back at ``answered_at``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    medium = models.CharField(max_length=10, choices=[(each.value, each.label) for each in ARRIVE_BY])
    kind = models.CharField(max_length=10, choices=Kind)
    reference = SecretTextField()
    reference_digest = LookupDigestField(of="reference", unique=True)
    address = SecretTextField()
    address_digest = LookupDigestField(of="address")
    subject = SecretTextField()
    words = SecretTextField()
    flaws = ArrayField(models.CharField(max_length=10, choices=Flaw), default=list)
    vouched = models.CharField(max_length=10, choices=Vouched, default=Vouched.UNKNOWN)
    arrived_at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="arrived")
    unknown_because = models.CharField(max_length=12, choices=Unknown, blank=True)
    not_answered_because = models.CharField(max_length=10, choices=NotAnswered, blank=True)
    answer = models.OneToOneField(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    dealt_with_by_name = models.CharField(max_length=200, blank=True)
    note = SecretTextField(null=True)

    objects = ArrivedQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["address_digest", "-answered_at"], name="arrived_from_address"),
            models.Index(
                fields=["arrived_at"],
                condition=models.Q(person=None, dealt_with_at=None, kind="words"),
                name="arrived_from_nobody",
            ),
            models.Index(fields=["person"], name="arrived_from_person"),
        )

    def __str__(self) -> str:
        return f"{self.medium} that arrived at {self.arrived_at:%Y-%m-%d %H:%M}"

    @property
    def flaw_words(self) -> list[Any]:
        """What is to be known of it, in words."""
        return [Flaw(each).label for each in self.flaws]

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for staff."""
        return self.person_id is None and self.dealt_with_at is None and self.kind == Kind.WORDS
