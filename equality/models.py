"""Answers on their way to being counted, and answers that count. Neither knows whose they are."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from core.append_only import append_only_triggers
from core.fields import SecretJSONField


class Envelope(models.Model):
    """What one person answered, sealed, until there are enough of them to be opened together.

    Without a name, a time or an order. All are equally long.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    answers = SecretJSONField(padded_to=1024)

    def __str__(self) -> str:
        return "An envelope"


class Answer(models.Model):
    """One answer to one question, by one of the people whose envelopes were opened in a month.

    Nothing leads to the person, nor from one of their answers to another. The application adds rows and cannot
    read them.
    """

    WRITE_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    month = models.DateField(help_text="The first day of the month in which the envelope was opened")
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=30)

    class Meta:
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
