"""The outbox: each message as it was worded, and whether it has gone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import SecretTextField
from core.ids import new_id
from core.states import StateTable, allow


class Medium(models.TextChoices):
    """How a message travels. (``Channel`` is how people reach us.)"""

    EMAIL = "email", _("Email")
    TEXT = "text", _("Text message")


class MessageState(models.TextChoices):
    """Where a message is on its way."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")


MESSAGE_STATES = StateTable(
    "state",
    MessageState.QUEUED,
    (
        allow("send", MessageState.QUEUED, MessageState.SENT, who={"system"}, past="sent"),
        allow("fail", MessageState.QUEUED, MessageState.FAILED, who={"system"}, past="failed"),
    ),
)


class Message(models.Model):
    """One message to one person. Address and body are encrypted: a body may hold a security code."""

    STATES = MESSAGE_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.CharField(max_length=60)
    medium = models.CharField(max_length=10, choices=Medium)
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
        indexes = (models.Index(fields=["recipient_reference", "-queued_at"], name="message_of_recipient"),)

    def __str__(self) -> str:
        return f"{self.template} ({self.state})"
