"""Codes that prove that somebody reads what is sent to an address or a number."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id

CODE_LIFE = timedelta(minutes=15)
TRIES = 5
# What a right code allows must be done within the hour.
CONFIRMED_LIFE = timedelta(hours=1)
CODES_KEPT_FOR = timedelta(days=1)
"""Until it is forgotten, with the message that carried it."""


class Purpose(models.TextChoices):
    """What a code was asked for, and all that it is good for."""

    SIGN_UP = "sign_up", _("To create an account")
    EMPLOYER = "employer", _("To create an employer’s account")
    EMAIL = "email", _("To change an email address")
    PHONE = "phone", _("To change a phone number")
    PASSWORD = "password", _("To choose a new password")
    RECOVERY = "recovery", _("To get back into an account")


class ContactCode(models.Model):
    """A 6-digit code for ``contact``, kept as a keyed hash; used once, within 15 minutes, in five tries.

    Whose account it is for, where there is one (``user``). Where no code may be sent, because the address is in use or
    is nobody's, the hash matches none, so that every page behaves alike.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="codes")
    contact = SecretTextField()
    contact_digest = LookupDigestField(of="contact")
    code_digest = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["contact_digest", "-sent_at"], name="codes_to_contact"),
            models.Index(fields=["user", "purpose", "-sent_at"], name="codes_of_user"),
        )
        constraints = (
            models.CheckConstraint(condition=models.Q(tries__lte=TRIES), name="few_tries"),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(confirmed_at__isnull=False),
                name="used_once_confirmed",
            ),
        )

    def __str__(self) -> str:
        return f"Code sent {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def expires_at(self) -> datetime:
        """When the code stops working."""
        return self.sent_at + CODE_LIFE

    def may_be_used(self, now: datetime) -> bool:
        """Whether what it was asked for may now be done."""
        return self.confirmed_at is not None and self.used_at is None and now < self.confirmed_at + CONFIRMED_LIFE
