"""How often something was tried lately that may only be tried so often."""

from __future__ import annotations

from django.db import models

from core.ids import new_id


class Tries(models.Model):
    """Wrong passwords, codes asked for: how many, since when, and when the last was.

    What they are counted by (an account's address and where it was tried from) is kept as a keyed hash only, so that a
    copy of the table names nobody. Deleted a day after the last.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.BinaryField(max_length=32, unique=True)
    count = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["last_at"], name="tries_by_last"),)

    def __str__(self) -> str:
        return f"{self.count} since {self.began_at:%Y-%m-%d %H:%M}"
