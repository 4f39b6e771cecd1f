"""Codes that prove that somebody reads an email address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from accounts.fields import EmailAddressField
from core.ids import new_id

CODE_LIFE = timedelta(minutes=15)
TRIES = 5
# A confirmed address must be given its password within the hour.
CONFIRMED_LIFE = timedelta(hours=1)


class EmailConfirmation(models.Model):
    """A 6-digit code sent to an address, kept as a keyed hash; used once, within 15 minutes, in five tries.

    When the address already has an account no code is sent and the hash matches none, so that every page
    behaves alike whether or not it has.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = EmailAddressField(max_length=254)
    code_digest = models.BinaryField()
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["email", "-sent_at"], name="confirmation_of_email"),)
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
        """Whether an account may be made with it."""
        return self.confirmed_at is not None and self.used_at is None and now < self.confirmed_at + CONFIRMED_LIFE
