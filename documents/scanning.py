"""Looking a file through for viruses. What cannot be looked through is not let through.

``settings.DOCUMENT_SCANNER`` names the class that does it: ``Clamd`` asks ClamAV's service, by the protocol of
clamd(8): a command, then pieces, each after its length in four bytes, then a length of nought; one line comes back.
"""

from __future__ import annotations

import os
import socket
import time
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

PIECE = 64 * 1024
SECONDS = 20
"""For one file: somebody waits for it."""
_LONGEST_ANSWER = 4096

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for a virus, and is none (eicar.org)."""


class NotScanned(Exception):
    """Nobody could say whether there is a virus in it: the scanner is away, too slow, or says something else."""


class NoAnswer(NotScanned):
    """It is away or too slow, whatever the file is."""


class Scanner(Protocol):
    """What looks files through."""

    def scan(self, file: BinaryIO) -> bool:
        """Whether the file, from where it stands to its end, is free of viruses. Raises NotScanned."""
        ...


def scanner() -> Scanner:
    """The scanner that the settings name."""
    made: Scanner = import_string(settings.DOCUMENT_SCANNER)()
    return made


class Clamd:
    """ClamAV's service at ``settings.CLAMD_ADDRESS``: ``unix:/run/clamav/clamd.ctl`` or ``tcp:127.0.0.1:3310``."""

    def scan(self, file: BinaryIO) -> bool:
        """Raises NotScanned."""
        answer = self._ask(b"zINSTREAM\0", file)
        if answer == "stream: OK":
            return True
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return False
        raise NotScanned(f"clamd answered {answer[:200]!r}")

    def answers(self) -> bool:
        """Whether it is there."""
        try:
            return self._ask(b"zPING\0", None) == "PONG"
        except NotScanned:
            return False

    def _ask(self, command: bytes, file: BinaryIO | None) -> str:
        until = time.monotonic() + SECONDS
        try:
            with _connected(settings.CLAMD_ADDRESS, until) as line:
                line.sendall(command)
                while file is not None and (piece := file.read(PIECE)):
                    line.settimeout(_left(until))
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
                if file is not None:
                    line.sendall(bytes(4))
                return _answer(line, until)
        except OSError as error:
            # It may have said why before it hung up, which is no answer either.
            raise NoAnswer(f"clamd cannot be asked: {error}") from error


class Demonstration:
    """Finds the one thing that is made to be found, and nothing else. Never in production."""

    def scan(self, file: BinaryIO) -> bool:
        """Whether it is without ``EICAR``."""
        rest = b""
        while piece := file.read(PIECE):
            if EICAR in rest + piece:
                return False
            rest = piece[-len(EICAR) :]
        return True


def _connected(address: str, until: float) -> socket.socket:
    way, _, place = address.partition(":")
    line = socket.socket(socket.AF_UNIX if way == "unix" else socket.AF_INET)
    try:
        line.settimeout(_left(until))
        if way == "unix":
            line.connect(os.fspath(place))
        else:
            host, _, port = place.rpartition(":")
            line.connect((host, int(port)))
    except BaseException:
        line.close()
        raise
    return line


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        line.settimeout(_left(until))
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    if not said.endswith(b"\0"):
        raise NotScanned("clamd hung up before it had answered")
    return said[:-1].decode("utf-8", "replace").strip()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left
