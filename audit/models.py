"""Two append-only records: what happened (Event) and which member of staff read what (Access).

Neither points at the rows it speaks of by a foreign key: a record of what happened outlives them, and this
package lies below the ones that own them.
"""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actor import Channel
from core.append_only import append_only_triggers
from core.ids import new_id


class AccessReason(models.TextChoices):
    """Why a member of staff opened somebody's record."""

    NEW_CLAIM = "new_claim", _("To handle a new claim")
    CONTACT = "contact", _("The claimant contacted us")
    CHANGE = "change", _("To deal with a change of circumstances")
    PAYMENT = "payment", _("To deal with a payment")
    APPOINTMENT = "appointment", _("To prepare for or hold an appointment")
    CHECK = "check", _("To check that our work is right")


class _ByActor(models.Model):
    """Who acted, as they were at the time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=200)
    roles = models.JSONField(default=list)
    channel = models.CharField(max_length=10, choices=Channel)
    person_id = models.UUIDField(null=True)
    claim_reference = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True


class Event(_ByActor):
    """Something that happened, in the past tense: ``claim_submitted``. Never holds a secret value."""

    kind = models.CharField(max_length=60)
    on_behalf_of_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        triggers = append_only_triggers()
        indexes = (
            models.Index(fields=["claim_reference", "-at"], name="event_of_claim"),
            models.Index(fields=["person_id", "-at"], name="event_of_person"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_of_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind} by {self.user_name} at {self.at:%Y-%m-%d %H:%M}"


class Access(_ByActor):
    """A member of staff read part of a claimant's record. The claimant can see it."""

    reason = models.CharField(max_length=20, choices=AccessReason)
    note = models.CharField(max_length=500, blank=True)
    page = models.CharField(max_length=100)

    class Meta:
        triggers = append_only_triggers()
        indexes = (
            models.Index(fields=["person_id", "-at"], name="access_of_person"),
            models.Index(fields=["user_id", "-at"], name="access_by_user"),
            # Who opened how many records lately, asked every night (signals): one row in many is an opening.
            models.Index(fields=["at"], name="records_opened", condition=models.Q(page="record opened")),
        )

    def __str__(self) -> str:
        return f"{self.user_name} read {self.page} of {self.claim_reference}"
