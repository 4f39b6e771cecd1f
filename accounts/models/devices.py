"""Devices that somebody signed in on, known only by a random cookie of ours."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.ids import new_id


class DeviceUse(models.Model):
    """Somebody signed in on a device: since when, and when last.

    The device is the keyed hash of the random value that we gave its browser; nothing about the device itself is
    noted, and a browser that clears its cookies is another device. Deleted half a year after the last sign-in.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="devices")
    digest = models.BinaryField(max_length=32)
    first_used_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "digest"], name="a_device_once_a_user"),)
        indexes = (
            models.Index(fields=["digest"], name="users_of_device"),
            models.Index(fields=["last_used_at"], name="devices_by_use"),
        )

    def __str__(self) -> str:
        return f"Used {self.last_used_at:%Y-%m-%d}"
