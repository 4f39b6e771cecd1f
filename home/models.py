"""What people say about the service."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import append_only_triggers
from core.ids import new_id


class Satisfaction(models.TextChoices):
    """How somebody feels about the service: the five answers every government service offers."""

    VERY_SATISFIED = "very_satisfied", _("Very satisfied")
    SATISFIED = "satisfied", _("Satisfied")
    NEITHER = "neither", _("Neither satisfied nor dissatisfied")
    DISSATISFIED = "dissatisfied", _("Dissatisfied")
    VERY_DISSATISFIED = "very_dissatisfied", _("Very dissatisfied")


class Feedback(models.Model):
    """Feedback, and the page it was about. It says nothing of who gave it: ``sender`` is a keyed hash of where
    it came from, changed every day, and serves only to count."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    page = models.CharField(max_length=200, help_text="Its address, with names in place of what it was about")
    satisfaction = models.CharField(max_length=20, choices=Satisfaction)
    comment = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    sender = models.BinaryField()

    class Meta:
        triggers = append_only_triggers()
        indexes = (models.Index(fields=["sender", "at"], name="feedback_of_sender"),)
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"{self.get_satisfaction_display()}: {self.page}"
