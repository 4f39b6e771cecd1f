"""What goes on paper: batches to print, what is made in another format, and copies that somebody asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow
from notifications.models import Message

BY_OFFICERS = roles_with(Permission.SEND_BY_HAND)


class BatchState(models.TextChoices):
    """Where a batch is on its way to the post."""

    MAKING = "making", _("Being made")
    READY = "ready", _("Ready to print")
    POSTED = "posted", _("Posted")


BATCH_STATES = StateTable(
    "state",
    BatchState.MAKING,
    (
        allow("make", BatchState.MAKING, BatchState.READY, who={"system"}, past="made"),
        allow("post", BatchState.READY, BatchState.POSTED, who=BY_OFFICERS, past="posted"),
    ),
)


class Batch(models.Model):
    """Letters that are printed and posted together."""

    STATES = BATCH_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.MAKING)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_by_name = models.CharField(max_length=200)
    ready_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    posted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = BATCH_STATES.triggers()
        indexes = (models.Index(fields=["-begun_at"], name="batch_by_day"),)


class TakenBack(models.TextChoices):
    """Why a letter was taken out of a batch."""

    NOT_PRINTED = "not-printed", _("It was not printed")
    SPOILT = "spoilt", _("It was printed badly or damaged")
    LOST = "lost", _("It was lost before it was posted")


class Letter(models.Model):
    """A letter of a batch: where it goes, as known when it was set, and what was set: pages, and the SHA-256 of the
    PDF. The PDF is not kept: the same words give the same bytes, and whoever prints it gets these or none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="letters")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="In the batch, from 1")
    address = SecretTextField(help_text="One line each")
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.CharField(max_length=20, choices=TakenBack, blank=True)
    taken_back_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["message"], condition=Q(taken_back_at=None), name="letter_in_one_batch"),
            models.UniqueConstraint(fields=["batch", "number"], name="letter_number_in_batch"),
        )


class WhyWaiting(models.TextChoices):
    """Why a letter is in no batch though batches were made."""

    NO_ADDRESS = "no-address", _("We do not know where they live")
    NOT_SET = "not-set", _("It could not be set on a page")


class Hindrance(models.Model):
    """What keeps a letter from being printed, when it was last tried. It goes once the letter is in a batch."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="hindrance")
    why = models.CharField(max_length=20, choices=WhyWaiting)
    noted_at = models.DateTimeField()


class ProductionState(models.TextChoices):
    """Where a letter in braille or as a recording is."""

    ASKED = "asked", _("Asked for")
    BEING_MADE = "being-made", _("Being made")
    POSTED = "posted", _("Posted")


PRODUCTION_STATES = StateTable(
    "state",
    ProductionState.ASKED,
    (
        allow("begin", ProductionState.ASKED, ProductionState.BEING_MADE, who=BY_OFFICERS, past="begun"),
        allow("post", ProductionState.BEING_MADE, ProductionState.POSTED, who=BY_OFFICERS, past="posted"),
    ),
)


class Production(models.Model):
    """The making of a letter in a format that no printer prints."""

    STATES = PRODUCTION_STATES

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="production")
    state = models.CharField(max_length=10, choices=ProductionState, default=ProductionState.ASKED)
    begun_at = models.DateTimeField(null=True)
    begun_by_name = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField(null=True)
    posted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = PRODUCTION_STATES.triggers()


class WrittenCopy(models.Model):
    """A copy on paper, of something that somebody was told, that they asked for. Asking twice on a day is once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="copy", help_text="The letter")
    of_what = models.CharField(max_length=20, choices=[("message", _("Message")), ("statement", _("Statement"))])
    of_id = models.UUIDField()
    recipient_reference = models.CharField(
        max_length=60, db_default="", help_text="To whom: each of a couple may ask for the same"
    )
    asked_on = models.DateField()
    asked_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["of_what", "of_id", "recipient_reference", "asked_on"], name="written_copy_once_a_day"
            ),
        )
