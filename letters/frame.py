"""The words round a letter, beside those of the message itself. As messages are, they are in both languages always."""

from __future__ import annotations

from dataclasses import dataclass

from notifications.templates import LANGUAGES


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every letter, in one language."""

    date: str
    reference: str
    dear: str
    page: str


FRAMES = dict(
    zip(
        LANGUAGES,
        (
            Frame("Date", "Our reference", "Dear {name}", "Page {page} of {pages}"),
            Frame("Dyddiad", "Ein cyfeirnod", "Annwyl {name}", "Tudalen {page} o {pages}"),
        ),
        strict=True,
    )
)
