"""Copies of their data that people asked for, and people whose data must not be deleted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.actor import Actor
from core.fields import SecretJSONField, SecretTextField
from core.ids import new_id

COPY_KEPT_FOR = timedelta(days=7)


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    """Copies, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> DataCopyQuerySet:
        """Their own, and nobody else's: staff see none, and neither does a helper."""
        if actor.person_id is None or actor.on_behalf_of_id is not None:
            return self.none()
        return self.filter(person_id=actor.person_id)


class DataCopy(models.Model):
    """A copy of everything we hold about somebody, as they asked for it: being made (``document`` empty), then there
    to be downloaded for seven days, then deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    document = SecretJSONField(null=True)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_copy_is_ready_with_a_document",
                condition=Q(ready_at=None, document=None) | Q(ready_at__isnull=False, document__isnull=False),
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(ready_at=None), name="one_copy_being_made"),
        )
        indexes = (models.Index(fields=["person", "-asked_at"], name="copies_of_person"),)

    def __str__(self) -> str:
        return f"Copy asked for {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def expires_at(self) -> datetime | None:
        """Until when it can be downloaded; None while it is being made."""
        return self.ready_at + COPY_KEPT_FOR if self.ready_at else None


class LegalHold(models.Model):
    """Nothing about this person is deleted: there is an appeal, a court case, an inquiry. Until a day, or until it is
    ended; it is never changed otherwise, and stays on record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False)
    claim_reference = models.CharField(_("Claim reference"), max_length=20)
    reason = SecretTextField(_("Why nothing may be deleted"))
    until = models.DateField(_("Until"), null=True, blank=True, help_text=_("The last day. Empty: until it is ended."))
    placed_at = models.DateTimeField(editable=False)
    placed_by_id = models.BigIntegerField(editable=False)
    placed_by_name = models.CharField(_("Placed by"), max_length=200, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by_name = models.CharField(_("Ended by"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ("-placed_at",)

    def __str__(self) -> str:
        return self.claim_reference


class DeletionNotice(models.Model):
    """Somebody was told that their account is deleted unless they sign in. Over once they do."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Told {self.told_at:%Y-%m-%d}"
