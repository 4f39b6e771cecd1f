"""Saved answers. A draft knows no claim: whoever starts a journey points at its drafts."""

from __future__ import annotations

from typing import Any

from django.db import models

from core.actor import Channel
from core.fields import SecretJSONField
from core.ids import new_id


class Draft(models.Model):
    """Answers being given to one part of a journey, until they are submitted or lapse."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.SlugField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.journey} {self.id}"


class DraftItem(models.Model):
    """An entry in a list task: a child, a job."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="items")
    task = models.SlugField()

    class Meta:
        ordering = ("id",)  # time-ordered: first added first

    def __str__(self) -> str:
        return f"{self.task} {self.id}"


class PageAnswer(models.Model):
    """The answer to one page, who gave it, and when. Secret fields are kept apart, encrypted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="answers")
    item = models.ForeignKey(DraftItem, models.CASCADE, null=True, related_name="answers")
    page = models.SlugField()
    data = models.JSONField()
    secret = SecretJSONField(null=True)
    saved_by_id = models.BigIntegerField()
    saved_by_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=Channel)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["draft", "item", "page"], nulls_distinct=False, name="one_answer_per_page"),
        )

    def __str__(self) -> str:
        return f"{self.page} of {self.draft_id}"

    @property
    def answer(self) -> dict[str, Any]:
        """Field name -> canonical JSON value, the secret ones opened."""
        return {**self.data, **(self.secret or {})}
