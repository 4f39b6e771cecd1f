"""The outbox: each message as it was worded, and whether it has gone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import append_only_triggers
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow


class Medium(models.TextChoices):
    """How a message travels. (``Channel`` is how people reach us.)"""

    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")
    LETTER = "letter", _("Letter")
    PHONE = "phone", _("Phone call")


# These leave by themselves only where the backend can print and post, or call; elsewhere somebody does it.
BY_HAND = frozenset({Medium.LETTER, Medium.PHONE})


class LetterFormat(models.TextChoices):
    """How somebody needs their letters."""

    STANDARD = "standard", _("Standard print")
    LARGE_PRINT = "large-print", _("Large print")
    AUDIO = "audio", _("Audio")
    BRAILLE = "braille", _("Braille")


class MessageState(models.TextChoices):
    """Where a message is on its way."""

    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    UNSURE = "unsure", _("We do not know if it was sent")


_SENDERS = roles_with(Permission.SEND_BY_HAND)
MESSAGE_STATES = StateTable(
    "state",
    MessageState.QUEUED,
    (
        # Before the carrier is asked, in a transaction of its own: whoever finds it so asks whether the carrier has it.
        allow("begin", MessageState.QUEUED, MessageState.SENDING, who={"system"}, past="begun"),
        # From any other state when the carrier says that it arrived.
        allow(
            "send",
            (MessageState.SENDING, MessageState.UNSURE, MessageState.QUEUED, MessageState.FAILED),
            MessageState.SENT,
            who={"system"},
            past="sent",
        ),
        allow("put_back", MessageState.SENDING, MessageState.QUEUED, who={"system"}, past="put_back"),
        allow("doubt", MessageState.SENDING, MessageState.UNSURE, who={"system"}, past="doubted"),
        allow("say_sent", MessageState.UNSURE, MessageState.SENT, who=_SENDERS, past="said_sent"),
        allow(
            "send_again",
            (MessageState.UNSURE, MessageState.FAILED),
            MessageState.QUEUED,
            who=_SENDERS,
            past="queued_again",
        ),
        # The carrier says afterwards that it did not arrive.
        allow("come_back", MessageState.SENT, MessageState.FAILED, who={"system"}, past="came_back"),
        allow(
            "send_by_hand",
            MessageState.QUEUED,
            MessageState.SENT,
            who=_SENDERS,
            past="sent_by_hand",
        ),
        allow("fail", (MessageState.QUEUED, MessageState.SENDING), MessageState.FAILED, who={"system"}, past="failed"),
    ),
)


class Message(models.Model):
    """One message to one person. Address and body are encrypted: a body may hold a security code.

    A letter has no address here: whoever sends it looks it up by ``recipient_reference``.
    """

    STATES = MESSAGE_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.CharField(max_length=60)
    medium = models.CharField(max_length=10, choices=Medium)
    letter_format = models.CharField(
        max_length=20, choices=LetterFormat, blank=True, default="", db_default="", help_text="Of letters only"
    )
    address = SecretTextField()
    recipient_reference = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = SecretTextField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    provider_reference = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = MESSAGE_STATES.triggers()
        indexes = (
            models.Index(fields=["recipient_reference", "-queued_at"], name="message_of_recipient"),
            models.Index(
                fields=["medium", "state", "queued_at"],
                condition=~models.Q(state=MessageState.SENT),
                name="message_not_sent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.template} ({self.state})"


class Outcome(models.TextChoices):
    """What came of handing a message to the carrier."""

    TAKEN = "taken", _("The carrier took it")
    FOUND = "found", _("The carrier had it when we asked again")
    NOT_THERE = "not-there", _("The carrier did not have it")
    LATER = "later", _("The carrier asked us to try later")
    REFUSED = "refused", _("The carrier refused it")
    NOT_US = "not-us", _("The carrier did not know us")
    UNKNOWN = "unknown", _("The carrier did not say")


class Attempt(models.Model):
    """One time that a message was handed to the carrier: written before the carrier is asked, so that whoever comes
    after a worker that died knows that it may have been. ``outcome`` is empty until it is known."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    worker = models.CharField(max_length=100)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "number"], name="attempt_of_message"),)

    def __str__(self) -> str:
        return f"Attempt {self.number} ({self.outcome or 'not ended'})"


class Arrival(models.TextChoices):
    """What the carrier says became of a message (delivery receipts of GOV.UK Notify)."""

    DELIVERED = "delivered", _("It arrived")
    NO_SUCH_ADDRESS = "permanent-failure", _("There is no such address")
    NOT_NOW = "temporary-failure", _("It could not be delivered")
    TECHNICAL = "technical-failure", _("Something went wrong on the way")


class Receipt(models.Model):
    """What the carrier said of a message after it took it. It names the message by its id only, and says no more when
    that is deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message_id = models.UUIDField()
    provider_reference = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=Arrival)
    received_at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()
        constraints = (
            models.UniqueConstraint(fields=["message_id", "provider_reference", "status"], name="receipt_once"),
        )

    def __str__(self) -> str:
        return f"{self.status} at {self.received_at:%Y-%m-%d %H:%M}"


class ReturnedAddress(models.Model):
    """An email address or number from which messages come back: nothing is sent there until somebody changes it or
    enters it anew (``cleared_at``). ``told_at`` is when whoever has it was asked to look at it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    medium = models.CharField(max_length=10, choices=Medium)
    address = SecretTextField()
    address_digest = LookupDigestField(of="address", unique=True)
    recipient_reference = models.CharField(max_length=60)
    returned_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["returned_at"],
                condition=models.Q(told_at=None) | models.Q(cleared_at__isnull=False),
                name="returned_to_tell",
            ),
        )

    def __str__(self) -> str:
        return f"{self.medium} that comes back"


class StoppedNumber(models.Model):
    """A number whose owner told us by text to stop: nothing is texted there but codes that they ask for, until they say
    otherwise and the row is deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    address = SecretTextField()
    address_digest = LookupDigestField(of="address", unique=True)
    stopped_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Stopped at {self.stopped_at:%Y-%m-%d %H:%M}"


class BulkState(models.TextChoices):
    """How far a message to many has come."""

    PREPARED = "prepared", _("Prepared")
    SENDING = "sending", _("Being sent")
    STOPPED = "stopped", _("Stopped")
    FINISHED = "finished", _("Finished")


_TO_MANY = roles_with(Permission.SEND_TO_MANY)
BULK_STATES = StateTable(
    "state",
    BulkState.PREPARED,
    (
        allow("start", BulkState.PREPARED, BulkState.SENDING, who=_TO_MANY, past="started"),
        allow("stop", BulkState.SENDING, BulkState.STOPPED, who=_TO_MANY, past="stopped"),
        allow("go_on", BulkState.STOPPED, BulkState.SENDING, who=_TO_MANY, past="resumed"),
        allow("finish", BulkState.SENDING, BulkState.FINISHED, who={"system"}, past="finished"),
    ),
)


class BulkSend(models.Model):
    """One message to many people, such as that amounts change: ``audience`` names who (notifications/audiences.py), and
    ``expected`` is how many they were when it was prepared. ``gathered_at`` is when each of them was written down,
    ``next_batch_at`` when more of them may have it at the chosen rate."""

    STATES = BULK_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.CharField(max_length=60)
    audience = models.CharField(max_length=60)
    rate_a_minute = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by_name = models.CharField(max_length=200)
    gathered_at = models.DateTimeField(null=True)
    next_batch_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        triggers = BULK_STATES.triggers()

    def __str__(self) -> str:
        return f"{self.template} to {self.audience} ({self.state})"


class BulkRecipient(models.Model):
    """Somebody who is to have a message to many, once. ``taken_at`` is when their message was made; they have none if
    they could not be reached."""

    id = models.BigAutoField(primary_key=True)
    bulk = models.ForeignKey(BulkSend, on_delete=models.CASCADE, related_name="recipients")
    recipient_reference = models.CharField(max_length=60)
    taken_at = models.DateTimeField(null=True)
    message = models.OneToOneField(Message, on_delete=models.SET_NULL, null=True, related_name="bulk_recipient")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["bulk", "recipient_reference"], name="once_in_a_bulk"),)
        indexes = (models.Index(fields=["bulk", "id"], condition=models.Q(taken_at=None), name="not_taken_yet"),)

    def __str__(self) -> str:
        return f"{self.recipient_reference} of {self.bulk_id}"


class Standstill(models.Model):
    """That the carrier did not know us, such as when the key was changed there and not here: nothing was handed to it
    until ``ended_at``, and nothing failed."""

    id = models.BigAutoField(primary_key=True)
    carrier = models.CharField(max_length=100)
    reason = models.CharField(max_length=200)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["carrier"], condition=models.Q(ended_at=None), name="one_standstill"),
        )

    def __str__(self) -> str:
        return f"{self.carrier} since {self.since:%Y-%m-%d %H:%M}"
