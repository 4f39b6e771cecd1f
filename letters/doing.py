"""What people wait for on paper, as their home tells them: a letter in braille or as a recording."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.doing import Doing, DoingKind, add_doing
from letters.production import MADE, due_when_written
from notifications.models import LetterFormat, Medium, Message
from notifications.selectors import waiting_for_a_person


def add_own() -> None:
    """Make known that a letter is made for somebody in their format."""
    add_doing(DoingKind("letter", _to_make, _making, about=("letter_format",), by="written_on"))


def _to_make(person: Any, _today: Any) -> QuerySet[Message]:
    theirs = waiting_for_a_person().filter(recipient_reference=Cast(person, TextField()))
    return theirs.filter(medium=Medium.LETTER, letter_format__in=MADE).annotate(written_on=TruncDate("queued_at"))


def _making(written_on: date | None, letter_format: str) -> Doing:
    assert written_on is not None
    words = _("Making a letter for you: %(format)s") % {"format": LetterFormat(letter_format).label}
    return Doing(words, due_when_written(written_on), reverse("letters:sent_to_you"))
