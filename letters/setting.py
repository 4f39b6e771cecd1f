"""A letter as a tagged PDF: the address where the window of the envelope is, and large print for who needs it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from documents.pdf import render
from govuk.contact import reach_us
from govuk.formatting import day
from letters.frame import FRAMES
from notifications.models import LetterFormat

PRINTED = (LetterFormat.STANDARD, LetterFormat.LARGE_PRINT)
"""The formats that a printer prints. The others are made by people (letters/production.py)."""

# In millimetres from the left and the top of an A4 page, as GOV.UK Notify's letter specification has them for its C5
# envelopes (A4 folded once): the address may be printed from 24.6 to 120 across and from 39.5 to 66.3 down; beside it
# and under it to 95 nothing is printed but at the right from 125; nothing within 15 of the sides or 5 of the top and
# bottom. Source: alphagov/notifications-template-preview, app/precompiled.py, where Notify checks letters.
WINDOW = {"left": 24.6, "right": 120.0, "top": 39.5, "bottom": 66.3, "aside": 125.0, "words": 95.0, "side": 15.0}


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is on a letter. ``address``: the name and where they live, a line each; ``reference``: what they
    quote when they answer; ``body``: paragraphs with an empty line between."""

    address: tuple[str, ...]
    reference: str
    subject: str
    body: str
    language: str
    letter_format: str


@dataclass(frozen=True, slots=True)
class Set:
    """A letter that was set."""

    pdf: bytes
    pages: int
    sha256: str


def reference_of(message_id: UUID) -> str:
    """By what a message is found again, on paper: no number that anybody knows a person by."""
    digits = message_id.hex[-12:].upper()
    return "-".join(digits[place : place + 4] for place in range(0, 12, 4))


def set_letter(words: Words, *, at: datetime) -> Set:
    """The letter as a PDF that bears this day; the same words of the same day give the same bytes. Raises
    documents.pdf.NotRendered, and ValueError for a format that is not printed."""
    if words.letter_format not in PRINTED:
        raise ValueError(f"{words.letter_format} is not printed")
    import pikepdf  # here: it is large, and most of what runs sets no letter

    pdf = render("letters/letter.typ", _data(words, at), created=at)
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    return Set(pdf, pages, hashlib.sha256(pdf).hexdigest())


def _data(words: Words, at: datetime) -> dict[str, object]:
    frame = FRAMES[words.language]
    with translation.override(words.language):
        return {
            "title": words.subject,
            "service": str(settings.SERVICE_NAME),
            "reach_us": reach_us(),
            "language": words.language,
            "is_large": words.letter_format == LetterFormat.LARGE_PRINT,
            "window": WINDOW,
            "address": list(words.address),
            "about": [
                {"what": frame.date, "is": day(timezone.localdate(at))},
                {"what": frame.reference, "is": words.reference},
            ],
            "dear": frame.dear.format(name=words.address[0]),
            "paragraphs": [each.strip() for each in words.body.split("\n\n") if each.strip()],
            "page_words": frame.page,
        }
