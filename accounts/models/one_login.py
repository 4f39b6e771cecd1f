"""Accounts that are connected to GOV.UK One Login, and what it told us already."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id


class OneLoginAccount(models.Model):
    """A user signs in with this One Login. One of each: neither ever belongs to two.

    ``subject`` is One Login's name for somebody towards this service, and tells who they are to nobody else; it is
    encrypted all the same, and found by its keyed hash. Deleted when its owner disconnects it; the record says that
    it was.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="one_login")
    issuer = models.CharField(max_length=200)
    subject = SecretTextField()
    subject_digest = LookupDigestField(of="subject")
    connected_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["issuer", "subject_digest"], name="a_one_login_once"),
            models.CheckConstraint(condition=models.Q(subject_digest__isnull=False), name="one_login_can_be_found"),
        )

    def __str__(self) -> str:
        return f"Connected {self.connected_at:%Y-%m-%d}"


class OneLoginSignOut(models.Model):
    """One Login told us that somebody signed out there, by a message that counts once: its identifier, as a keyed
    hash. Deleted after a day, when the message itself has long been too old to be believed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    received_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["received_at"], name="one_login_sign_outs"),)

    def __str__(self) -> str:
        return f"Received {self.received_at:%Y-%m-%d %H:%M}"
