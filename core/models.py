"""Rows that belong to no other package."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from core.prepared import Prepared


class ClockOffset(models.Model):
    """How far a demonstration's clock stands ahead of real time. One row; none in production."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    offset = models.DurationField(default=timedelta)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="one_clock"),
            models.CheckConstraint(condition=models.Q(offset__gte=timedelta()), name="clock_goes_forward"),
        )

    def __str__(self) -> str:
        return f"{self.offset} ahead"

    @classmethod
    def current(cls) -> timedelta:
        """The offset now in force, nothing when the clock was never moved."""
        row = _IN_FORCE.first()
        return row.offset if row else timedelta()


_IN_FORCE = Prepared(lambda: ClockOffset.objects.all())
