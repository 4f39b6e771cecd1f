"""Two append-only records, what happened (Event) and who read what (Access), and the seals over both (Seal).

Neither points at the rows it speaks of by a foreign key: a record of what happened outlives them, and this
package lies below the ones that own them.
"""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actor import Channel
from core.append_only import append_only_triggers
from core.ids import new_id


class AccessReason(models.TextChoices):
    """Why a member of staff, or a helper, looked at somebody's record."""

    NEW_CLAIM = "new_claim", _("To handle a new claim")
    CONTACT = "contact", _("The claimant contacted us")
    CHANGE = "change", _("To deal with a change of circumstances")
    PAYMENT = "payment", _("To deal with a payment")
    APPOINTMENT = "appointment", _("To prepare for or hold an appointment")
    CHECK = "check", _("To check that our work is right")
    HELP = "help", _("To help you, as you asked them to")

    @classmethod
    def of_staff(cls) -> list[tuple[str, Any]]:
        """Those that staff may give."""
        return [choice for choice in cls.choices if choice[0] != cls.HELP]


_FOR_SOMEBODY = models.Q(on_behalf_of_id__isnull=False)


class _ByActor(models.Model):
    """Who acted, as they were at the time, for whom, through which channel and why.

    ``position`` is drawn by a trigger of the database (migration 0003), whatever is written to it: rows are
    sealed in its order. ``visit_id`` is shared by all that was read and done after one opening of a record.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    position = models.BigIntegerField(unique=True, editable=False, db_default=0)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=200)
    roles = models.JSONField(default=list)
    channel = models.CharField(max_length=10, choices=Channel)
    person_id = models.UUIDField(null=True)
    claim_reference = models.CharField(max_length=20, blank=True)
    on_behalf_of_id = models.UUIDField(null=True)
    visit_id = models.UUIDField(null=True)

    class Meta:
        abstract = True


class Event(_ByActor):
    """Something that happened, in the past tense: ``claim_submitted``. Never holds a secret value.

    ``reason`` is why the record was open to the member of staff who did it, and empty for everybody else."""

    kind = models.CharField(max_length=60)
    reason = models.CharField(max_length=20, choices=AccessReason, blank=True, db_default="")
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        triggers = append_only_triggers()
        indexes = (
            models.Index(fields=["claim_reference", "-at"], name="event_of_claim"),
            models.Index(fields=["person_id", "-at"], name="event_of_person"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_of_subject"),
            models.Index(fields=["on_behalf_of_id", "-at"], name="event_for", condition=_FOR_SOMEBODY),
            # What administrators search by.
            models.Index(fields=["user_id", "-at"], name="event_by_user"),
            models.Index(fields=["kind", "-at"], name="event_of_kind"),
            models.Index(fields=["-at"], name="event_at"),
        )

    def __str__(self) -> str:
        return f"{self.kind} by {self.user_name} at {self.at:%Y-%m-%d %H:%M}"


class Access(_ByActor):
    """A member of staff, or a helper, read part of a claimant's record. The claimant can see it."""

    reason = models.CharField(max_length=20, choices=AccessReason)
    note = models.CharField(max_length=500, blank=True)
    page = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "accesses"
        triggers = append_only_triggers()
        indexes = (
            models.Index(fields=["person_id", "-at"], name="access_of_person"),
            models.Index(fields=["user_id", "-at"], name="access_by_user"),
            models.Index(fields=["claim_reference", "-at"], name="access_of_claim"),
            models.Index(fields=["-at"], name="access_at"),
            # Who opened how many records lately, asked every night (signals): one row in many is an opening.
            models.Index(fields=["at"], name="records_opened", condition=models.Q(page="record opened")),
        )

    def __str__(self) -> str:
        return f"{self.user_name} read {self.page} of {self.claim_reference}"


class Seal(models.Model):
    """That rows of one table were so when they were sealed. Each holds the hash of the seal before it.

    It covers every row of the table ``table`` with a position from ``first`` to ``last``, of which there are ``count``:
    positions that no row has were drawn by what was undone. ``rows`` names each of them with its hash, so that a row
    that was changed, taken away or put in is named (audit/canonical.py). ``form`` says how rows were written down.
    """

    number = models.BigIntegerField(primary_key=True)
    table = models.CharField(max_length=20)
    form = models.SmallIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    count = models.IntegerField()
    rows = models.BinaryField()
    rows_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    hash = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=16, blank=True)
    signature = models.CharField(max_length=88, blank=True)

    class Meta:
        triggers = append_only_triggers()
        indexes = (
            models.Index(fields=["table", "-number"], name="seal_of_table"),
            models.Index(fields=["sealed_at"], name="seal_at"),
        )

    def __str__(self) -> str:
        return f"Seal {self.number} over {self.count} rows of {self.table}"
