"""Sealing answers, and opening them once there are enough that nobody can tell whose they were."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import SystemRandom
from typing import Any

from django.db import transaction

from audit.services import record
from core import clock
from core.actor import Actor
from equality.models import Answer, Envelope

FEWEST = 10
"""People among whom one is not found: as many envelopes are opened together, and no smaller count is shown."""


def seal(answers: Mapping[str, Any]) -> None:
    """Put what somebody answered into an envelope, in the transaction in which it is deleted where it was theirs.

    Takes no ``by``: who it was is what nothing here may know.
    """
    Envelope.objects.create(answers={name: value for name, value in answers.items() if value is not None})


def open_envelopes(*, by: Actor) -> int:
    """Open every envelope, if there are enough, and add the answers in no order. Returns how many were opened.

    All in one transaction, whose number all its rows share: they tell no more than that these were opened together.
    """
    with transaction.atomic():
        envelopes = list(Envelope.objects.select_for_update(skip_locked=True))
        if len(envelopes) < FEWEST:
            return 0
        month = clock.today().replace(day=1)
        rows = [
            Answer(month=month, question=question, answer=answer)
            for envelope in envelopes
            for question, answer in envelope.answers.items()
        ]
        SystemRandom().shuffle(rows)
        Answer.objects.bulk_create(rows, batch_size=1000)
        Envelope.objects.filter(pk__in=[envelope.pk for envelope in envelopes]).delete()
        record("equality_answers_added", by=by, people=len(envelopes))
    return len(envelopes)
