"""Making a harmless copy of what somebody sent, in a process of its own (``documents/child.py``)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from documents import child
from documents.refusals import Refusal

MOST_BYTES = 12_000_000
"""Of the copy: a picture may come out a little larger than it went in."""
WAIT_SECONDS = 60
TURN_SECONDS = 10
"""So long one waits for others' copies to be made: who waits holds a thread, of which there are few."""
AT_ONCE = 2
"""Copies that one of our processes has made at the same time: each may take as much memory as `child.MEMORY_BYTES`."""
_turns = threading.BoundedSemaphore(AT_ONCE)
_WHY = {status: Refusal(name) for name, status in child.STOPPED.items()}


class NotCleaned(Exception):
    """No harmless copy can be made of it; ``why`` is what its sender is told."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


class NoTurn(Exception):
    """Too many copies are being made just now. Nothing is wrong with this file."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The copy, in a file without a name that goes when it is closed; ``pages`` is 1 for a picture."""

    file: BinaryIO
    pages: int


def clean(sent: BinaryIO, sent_as: str) -> Cleaned:
    """A copy with nothing in it but what can be seen: no program, no place or time, nothing before or after it.

    ``sent`` is a file of the system's, ``sent_as`` one of ``kinds.SENT_AS``. Our own memory holds none of it.
    Raises NotCleaned, and NoTurn.
    """
    if not _turns.acquire(timeout=TURN_SECONDS):
        raise NoTurn
    try:
        return _cleaned(sent, sent_as)
    finally:
        _turns.release()


def _cleaned(sent: BinaryIO, sent_as: str) -> Cleaned:
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it is handed on
    sent.seek(0)
    command = [sys.executable, "-I", "-W", "ignore", str(Path(child.__file__)), sent_as, str(MOST_BYTES)]
    try:
        done = subprocess.run(
            command, stdin=sent, stdout=copy, stderr=subprocess.PIPE, env={}, timeout=WAIT_SECONDS, check=False
        )
        if done.returncode:
            # What has no status of its own was ended by a limit, or crashed: it is what made it so.
            raise NotCleaned(_WHY.get(done.returncode, Refusal.UNREADABLE))
    except subprocess.TimeoutExpired:
        copy.close()
        raise NotCleaned(Refusal.UNREADABLE) from None
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    # Last of all: what opens files may have grumbled about them before.
    return Cleaned(copy, int(done.stderr.split()[-1]))
