"""Saved answers. A draft knows no claim: whoever starts a journey points at its drafts."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from core.actor import Channel
from core.fields import SecretJSONField
from core.ids import new_id


class Draft(models.Model):
    """Answers being given to one part of a journey, until they are submitted or lapse.

    ``closed_at`` is when it took its last answer, ``submitted_at`` the same for one that was submitted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    journey = models.SlugField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    reminded_days_before = models.PositiveSmallIntegerField(
        null=True, help_text="Of the reminders before it lapses, the last that was sent: so many days before"
    )

    class Meta:
        indexes = (models.Index(fields=["started_at"], name="draft_by_start"),)

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


class PageVisit(models.Model):
    """That somebody was asked a page, answered it, and got it wrong how often. Never what they answered.

    One row for a draft and page, whichever entry of a list it was about, under the draft of the person's own answers
    where the journey has one. Which pages somebody was asked can tell what they answered, so the rows are kept no
    longer than the answers can change: then they are added up (``PageTally``) and go.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="visits", db_index=False)
    page = models.SlugField()
    channel = models.CharField(max_length=10, choices=Channel)
    first_shown_at = models.DateTimeField()
    last_shown_at = models.DateTimeField(help_text="While it still had to be answered, or when that was done")
    first_answered_at = models.DateTimeField(null=True)
    mistakes = models.PositiveIntegerField(default=0, help_text="How often it was shown again with errors")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "page"], name="one_visit_per_page"),)
        # Rows come in order of time, and are deleted by it.
        indexes = (BrinIndex(fields=["first_shown_at"], name="visits_by_time"),)

    def __str__(self) -> str:
        return f"{self.page} of {self.draft_id}"


class PageTally(models.Model):
    """How many people a page was put to, of those who began a journey on one day and are through with it.

    Nothing leads from it to anybody, and it outlives the answers: where people left is known of drafts that lapsed too.
    """

    journey = models.SlugField()
    begun_on = models.DateField()
    page = models.SlugField()
    shown = models.PositiveIntegerField()
    answered = models.PositiveIntegerField(help_text="Of the check page: who sent their answers")
    mistaken = models.PositiveIntegerField(help_text="Who got it wrong at least once")
    seen_last = models.PositiveIntegerField(help_text="Whose last page it was, of those who did not send their answers")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["journey", "begun_on", "page"], name="one_tally_a_day"),)

    def __str__(self) -> str:
        return f"{self.page} of {self.journey} on {self.begun_on}"
