"""Passwords that were stolen elsewhere: a file of their hashes on this machine, so that nobody is told anything.

The file is the whole list of Pwned Passwords as SHA-1, ordered by hash: "HASH:COUNT" a line, some 40 GB. It is searched
by halves, a read of a few hundred bytes at each: about as many reads as its size has bits, and no memory.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

# A hash, how often it was seen, and the end of the line: two lines are never longer than what is read.
_LINE = re.compile(rb"([0-9A-Fa-f]{40})(?::[0-9]{1,15})?\r?\n?")
_READ_BYTES = 160
STOLEN = _("This password was stolen from another website before. Choose a different one")


class NotAList(Exception):
    """The file is no list of SHA-1 hashes in order. The message says where, and what is wrong there."""


class StolenPasswords:
    """The list. It is opened once; threads and processes read it side by side. Raises OSError."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self.size = os.fstat(self._file).st_size
        self.reads = 0
        """How often it was read: some forty times for a look-up."""

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def holds(self, password: str) -> bool:
        """Whether this password is in the list. Raises OSError or NotAList."""
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        low, high = 0, self.size
        # The first place after which comes no smaller hash.
        while low < high:
            middle = (low + high) // 2
            start, found = self._line_after(middle)
            if found and found < wanted:
                low = start + 1
            else:
                high = middle
        return self._line_after(low)[1] == wanted

    def sample(self, places: int) -> Iterator[bytes]:
        """The hashes at so many places all over the file, the first and the last among them. Raises NotAList where one
        does not come after that before it, or OSError."""
        before, last = b"", -1
        for number in range(places):
            start, found = self._line_after(number * self.size // places)
            if start == last or not found:
                continue
            if found <= before:
                raise NotAList(f"byte {start:,}: {found.decode()} does not come after {before.decode()}")
            before, last = found, start
            yield found
        if not before:
            raise NotAList("it is empty")
        end = self._last_line()
        if end < before:
            raise NotAList(f"the end: {end.decode()} does not come after {before.decode()}")
        yield end

    def _line_after(self, place: int) -> tuple[int, bytes]:
        """Where the first line begins that begins at this place or later, and its hash; b"" after the last one."""
        offset = max(place - 1, 0)
        read = os.pread(self._file, _READ_BYTES, offset)
        self.reads += 1
        skipped = read.find(b"\n") + 1 if place else 0
        if place and not skipped and len(read) == _READ_BYTES:
            raise NotAList(f"byte {place:,}: no line is so long")
        start = offset + skipped if skipped or not place else self.size
        line = read[skipped:] if start < self.size else b""
        return (start, self._hash_in(line, start)) if line else (self.size, b"")

    def _last_line(self) -> bytes:
        offset = max(self.size - _READ_BYTES, 0)
        lines = os.pread(self._file, _READ_BYTES, offset).rstrip(b"\r\n").split(b"\n")
        return self._hash_in(lines[-1], self.size - len(lines[-1]))

    def _hash_in(self, line: bytes, start: int) -> bytes:
        whole = line.partition(b"\n")[0]
        found = _LINE.fullmatch(whole)
        if found is None:
            raise NotAList(f"byte {start:,}: there is no SHA-1 hash")
        return found[1].upper()


@cache
def _opened(path: str) -> StolenPasswords:
    return StolenPasswords(path)


def is_stolen(password: str) -> bool:
    """Whether this password is in the list that BREACHED_PASSWORDS_FILE names. Without one nothing is known.

    A list that cannot be read keeps nobody from getting in, as the list of common passwords is asked besides: it is in
    the log as an error, and whoever runs the service sees to it.
    """
    path = settings.BREACHED_PASSWORDS_FILE
    if not path:
        return False
    try:
        return _opened(path).holds(password)
    except (OSError, NotAList) as problem:
        logger.error("The list of stolen passwords cannot be read", extra={"fields": {"problem": str(problem)}})
        return False


class StolenPasswordValidator:
    """For wherever Django itself takes a new password."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for one that was stolen."""
        if is_stolen(password):
            raise ValidationError(STOLEN, code="password_stolen")

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return str(_("A password that was never stolen from another website."))
