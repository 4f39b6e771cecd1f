"""Reading the mailbox: each email is kept, and then taken out of it."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError

from conversations.inbound.mail import read_mail
from conversations.inbound.mailboxes import Mailbox, open_mailbox
from conversations.inbound.models import Flaw
from conversations.inbound.services import take_in

MOST_AT_ONCE, SECONDS_AT_ONCE = 500, 90.0
"""What one run takes in at most, and for how long: the rest waits for the next, a minute later."""
logger = logging.getLogger(__name__)


class NotTakenIn(Exception):
    """Some email could not be kept: it is still in the mailbox, and read again."""


def collect_mail() -> int:
    """Take in what is in the mailbox. Returns how many were new. Raises NotTakenIn once the others are in, OSError and
    MailboxFails."""
    with open_mailbox() as mailbox:
        return collect_from(mailbox) if mailbox else 0


def collect_from(mailbox: Mailbox) -> int:
    """The same from this mailbox."""
    new, failed, began = 0, 0, time.monotonic()
    for found in mailbox.messages(MOST_AT_ONCE):
        incoming = read_mail(found.raw, is_whole=found.is_whole)
        try:
            new += take_in(incoming) is not None
        except DatabaseError:
            # Whatever is wrong with one must not keep the others waiting.
            logger.exception("An email could not be kept")
            failed += 1
            continue
        mailbox.take_out(found, keep=not {Flaw.CUT, Flaw.UNREADABLE}.isdisjoint(incoming.flaws))
        if time.monotonic() - began > SECONDS_AT_ONCE:
            break
    if failed:
        raise NotTakenIn(f"{failed} emails could not be kept")
    return new
