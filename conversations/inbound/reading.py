"""Words as they can be shown and kept, whatever somebody sent."""

from __future__ import annotations

import re
import unicodedata
from uuid import UUID

from conversations.inbound.models import Flaw, Kind
from conversations.inbound.services import Incoming
from notifications.models import Medium

LONGEST_WORDS, LONGEST_SUBJECT = 20_000, 200
_SHOWN = frozenset("\n\t\u200c\u200d")
"""Kept though nobody sees them: some scripts, and some pictures, are joined by the last two."""
_NEVER = frozenset({"Cc", "Cs", "Cf"})


def plain(text: str, longest: int = LONGEST_WORDS) -> str:
    """These words with nothing in them that is not seen: no controls, no marks that turn the direction of writing, no
    half characters; not more than so many, and never more than two empty lines in a row."""
    text = unicodedata.normalize("NFC", text[: longest * 2]).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c if c in _SHOWN or unicodedata.category(c) not in _NEVER else "" for c in text)
    lines: list[str] = []
    for line in kept.split("\n"):
        line = line.rstrip()
        if line or lines[-2:] != ["", ""]:
            lines.append(line)
    return "\n".join(lines).strip()[:longest]


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """The same on one line."""
    return " ".join(plain(text, longest).split())


# Not "cancel" or "end", as advertisers have it: those may be about an appointment or a claim.
_STOP = re.compile(r"(?:stop|stopall|unsubscribe|quit|optout|stopio)(?:all|texts?|texting|texting?me|messages|sms)?")
_START = frozenset({"start", "unstop", "dechrau"})


def kind_of(words: str) -> Kind:
    """What a text is: one that says nothing but to stop, or to start again, is about texts and not for anybody."""
    said = re.sub(r"[^a-z]", "", words.casefold())
    if _STOP.fullmatch(said):
        return Kind.STOP
    return Kind.START if said in _START else Kind.WORDS


def read_text(*, sent_id: UUID, sender: str, words: str, to: str) -> Incoming:
    """A text, as its carrier told us of it, with the carrier's own key."""
    return Incoming(
        medium=Medium.TEXT,
        reference=f"text {sent_id}",
        sender=sender[:100],
        words=plain(words),
        kind=kind_of(plain(words)),
        flaws=(Flaw.CUT,) if len(words) > LONGEST_WORDS else (),
        ours=(to[:100],),
    )
