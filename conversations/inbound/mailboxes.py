"""Where email for the service arrives: a mailbox read by IMAP over TLS, or a folder in its place.

An email is taken out only once it is kept. Whoever reads may die at any point: then it is read again, and known again.
"""

from __future__ import annotations

import imaplib
import mailbox as maildirs
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from conversations.inbound.mail import MOST_BYTES

SECONDS = 20
"""The longest that a mail server may take for one answer."""
_SLACK = 64 * 1024


class MailboxFails(Exception):
    """The mail server refused something, or said what nobody understands."""


@dataclass(frozen=True, slots=True)
class Found:
    """An email in a mailbox: what it is called there, its first ``MOST_BYTES``, and whether that is all of it."""

    name: str
    raw: bytes
    is_whole: bool


class Mailbox(Protocol):
    """Where email arrives."""

    def messages(self, most: int) -> Iterator[Found]:
        """So many of those that are there, the oldest first, one at a time."""

    def take_out(self, found: Found, *, keep: bool) -> None:
        """Delete one from where mail arrives; ``keep``: put it into the folder for what was not read whole."""


class Folder:
    """A Maildir: a file for each email (``new``). For demonstrations and tests."""

    def __init__(self, path: Path) -> None:
        self.box = maildirs.Maildir(path, create=True)

    def messages(self, most: int) -> Iterator[Found]:
        for name in sorted(self.box.keys())[:most]:
            with self.box.get_file(name) as file:
                raw = file.read(MOST_BYTES + 1)
            yield Found(name, raw[:MOST_BYTES], len(raw) <= MOST_BYTES)

    def take_out(self, found: Found, *, keep: bool) -> None:
        if keep:
            kept = maildirs.Maildir(Path(self.box._path) / f".{settings.MAILBOX['kept']}", create=True)
            kept.add(self.box.get_bytes(found.name))
        self.box.discard(found.name)


class _Connection(imaplib.IMAP4_SSL):
    """Takes no more at once than was asked for, whatever the server sends."""

    def read(self, size: int) -> bytes:
        if size > MOST_BYTES + _SLACK:
            raise MailboxFails(f"The mail server sends {size} bytes where so many were not asked for")
        return super().read(size)


class Imap:
    """A mailbox on a mail server (RFC 9051), of which the service reads one folder."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self.connection = connection

    def messages(self, most: int) -> Iterator[Found]:
        (listed, *_more) = self._asked("uid", "SEARCH", "UNDELETED")
        for uid in (listed or b"").decode("ascii", "replace").split()[:most]:
            if found := self._fetch(uid):
                yield found

    def _fetch(self, uid: str) -> Found | None:
        # PEEK leaves it unread: it is deleted once it is kept, and nobody reads the mailbox besides.
        answered = self._asked("uid", "FETCH", uid, f"(RFC822.SIZE BODY.PEEK[]<0.{MOST_BYTES}>)")
        for part in answered:
            if isinstance(part, tuple) and len(part) == 2:
                size = re.search(rb"RFC822\.SIZE (\d+)", part[0])
                raw = bytes(part[1])
                return Found(uid, raw, size is None or int(size[1]) <= len(raw))
        return None

    def take_out(self, found: Found, *, keep: bool) -> None:
        if keep:
            folder = imaplib.IMAP4._quote(self.connection, settings.MAILBOX["kept"])  # type: ignore[attr-defined]
            self.connection.create(folder)  # which refuses where it is there
            self._asked("uid", "COPY", found.name, folder)
        self._asked("uid", "STORE", found.name, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self.connection.capabilities:
            self._asked("uid", "EXPUNGE", found.name)
        else:
            self._asked("expunge")

    def _asked(self, command: str, *given: str) -> list[Any]:
        answer, data = getattr(self.connection, command)(*given)
        if answer != "OK":
            raise MailboxFails(f"The mail server answered {answer} to {command} {given[:1]}")
        return list(data)


@contextmanager
def open_mailbox() -> Iterator[Mailbox | None]:
    """The mailbox that the settings name; None where they name none. Raises OSError, or MailboxFails."""
    given = settings.MAILBOX
    if given["maildir"]:
        yield Folder(Path(given["maildir"]))
        return
    if not given["host"]:
        yield None
        return
    try:
        context = ssl.create_default_context()
        with _Connection(given["host"], given["port"], ssl_context=context, timeout=SECONDS) as connection:
            connection.login(given["user"], given["password"])
            box = Imap(connection)
            box._asked("select", imaplib.IMAP4._quote(connection, given["folder"]))  # type: ignore[attr-defined]
            yield box
    except imaplib.IMAP4.error as problem:
        # Never its words: a server may say again what it was sent.
        raise MailboxFails(type(problem).__name__) from None
