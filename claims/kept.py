"""Claims that are kept from members of staff who are close to somebody on them: who asked for one, and who deals with
it instead."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id


class Closeness(models.TextChoices):
    """Why a claim is kept from a member of staff."""

    OWN = "own", _("They are on it themself")
    SAME_NUMBER = "same_number", _("It has their National Insurance number")
    TOGETHER = "together", _("Somebody on it is, or was, on a claim with them")
    HELPED = "helped", _("They help somebody on it, or have helped")
    KNOWN = "known", _("They said that they know somebody on it")
    ADDRESS = "address", _("It has the address of their own claim")
    ACCOUNT = "account", _("It has the bank account of their own claim")


SEEN_WHEN_OPENED = (Closeness.ADDRESS, Closeness.ACCOUNT)
"""What was, or is, only compared when a claim is asked for; from then on it is in none of their lists."""


class KeptAttempt(models.Model):
    """A member of staff asked for a claim that is kept from them, and was shown nothing of it. Only ever added to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="kept_attempts")
    why = models.CharField(max_length=12, choices=Closeness)
    at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["staff", "-at"], name="kept_attempts_of_staff"),)

    def __str__(self) -> str:
        return f"{self.why} {self.at:%Y-%m-%d}"


class HandOver(models.Model):
    """A team leader chose who deals with a claim that is kept from somebody else. Only ever added to; the latest
    holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="hand_overs")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200)
    note = SecretTextField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)

    class Meta:
        triggers = append_only_triggers()
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["to", "-at"], name="hand_overs_to"),)

    def __str__(self) -> str:
        return f"To {self.to_name}, {self.at:%Y-%m-%d}"


class LetBack(models.Model):
    """A team leader let a member of staff deal again with a claim that was kept from them for good, and said why. It
    ends nothing that keeps it from them now. Only ever added to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="+")
    reason = SecretTextField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)

    class Meta:
        triggers = append_only_triggers()
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["staff", "claim", "-at"], name="let_back_to"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
