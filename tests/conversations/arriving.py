"""Email and texts that arrive."""

from __future__ import annotations

from conversations.inbound.models import Arrived
from conversations.inbound.reading import read_text
from conversations.inbound.services import take_in
from core.ids import new_id


def text(sender: str = "447700900111", words: str = "My rent has gone up") -> Arrived:
    """A text that arrives."""
    arrived = take_in(read_text(sent_id=new_id(), sender=sender, words=words, to="447860000000"))
    assert arrived
    return arrived
