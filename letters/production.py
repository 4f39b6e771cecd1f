"""Letters in braille and as recordings: a list of what is to be made, by whom, and by when."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.moves import move
from core import clock
from core.actor import Actor
from core.holidays import working_days_after
from core.states import MoveRefused
from letters.addressing import not_to_close_people
from letters.models import Production, ProductionState
from notifications.models import LetterFormat, Medium, Message, MessageState
from notifications.selectors import waiting_for_a_person
from notifications.services import sent_by_hand

MADE = (LetterFormat.AUDIO, LetterFormat.BRAILLE)
"""The formats that no printer prints. None of them ever goes out in print instead."""
MADE_WITHIN = 7
"""Working days from when the message was written to when it is posted: what we promise ourselves."""


def to_make(actor: Actor) -> QuerySet[Message]:
    """What waits to be made or posted, the oldest first; nothing to this actor or anybody close to them."""
    waiting = waiting_for_a_person().filter(medium=Medium.LETTER, letter_format__in=MADE)
    return not_to_close_people(actor, waiting).select_related("production")


def due(message: Message) -> date:
    """By when it is to be posted."""
    return due_when_written(timezone.localdate(message.queued_at))


def due_when_written(day: date) -> date:
    """By when what was written on a day is to be posted."""
    return working_days_after(day, MADE_WITHIN)


def state_of(message: Message) -> ProductionState:
    """Where it is: asked for, until somebody begins to make it."""
    made = getattr(message, "production", None)
    return ProductionState(made.state) if made else ProductionState.ASKED


def begin_making(*, message: Message, by: Actor) -> Production:
    """Note who began to make it. Raises MoveRefused when somebody did already, or nothing is to be made."""
    with transaction.atomic():
        production = _locked(message)
        fields = {"begun_at": clock.now(), "begun_by_name": by.name}
        return move(production, "begin", by=by, set_fields=fields, letter_format=message.letter_format)


def post_made(*, message: Message, by: Actor) -> Production:
    """Note that what was made is posted, and with it the message sent. Raises MoveRefused."""
    with transaction.atomic():
        production = _locked(message)
        fields = {"posted_at": clock.now(), "posted_by_name": by.name}
        posted = move(production, "post", by=by, set_fields=fields, letter_format=message.letter_format)
        sent_by_hand(message=message, by=by)
    return posted


def _locked(message: Message) -> Production:
    found = Message.objects.select_for_update(of=("self",)).defer("address", "body").get(pk=message.pk)
    if found.letter_format not in MADE or found.state != MessageState.QUEUED:
        raise MoveRefused("Nothing is to be made of this message")
    return Production.objects.get_or_create(message=found)[0]
