"""Files that must never be readable in a copy of the disk: sealed in pieces, so that a large one needs little memory.

AES-256-GCM. Each file has a key of its own, derived (HKDF-SHA256) from one of ``settings.SECRET_KEYS`` and from the
place that the file belongs to, such as its row: a file put in the place of another does not open. Every piece is
numbered and the last one says that it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár, 2015): a file that was cut off, lengthened, or whose pieces were put in another order does not open either.

A sealed file begins with ``MAGIC``, the id of its key (first its length) and 16 random bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MAGIC = b"sealed1"
PIECE = 64 * 1024
"""Bytes of the file in one piece; the last may be shorter, or empty."""
_SALT_BYTES, _TAG_BYTES = 16, 16


class NotOpened(Exception):
    """The file was altered, cut off, or belongs to another place."""


def seal_file(source: BinaryIO, target: BinaryIO, *, bound_to: str) -> None:
    """Write what is in ``source``, from where it stands to its end, sealed under the current key, to ``target``."""
    key_id = next(iter(settings.SECRET_KEYS))
    salt = os.urandom(_SALT_BYTES)
    name = key_id.encode()
    target.write(MAGIC + bytes([len(name)]) + name + salt)
    cipher = _cipher(key_id, salt, bound_to)
    for number, piece, is_last in _pieces(source, PIECE):
        target.write(cipher.encrypt(_nonce(number, is_last=is_last), piece, None))


def open_file(source: BinaryIO, *, bound_to: str) -> Iterator[bytes]:
    """The pieces of a sealed file, one after the other, each as it was before.

    Nothing of it may be acted on before the last has come: only that shows that nothing is missing. Raises NotOpened
    where a piece is not as it was sealed, and ImproperlyConfigured when its key is not among ours.
    """
    key_id = key_of(source)
    salt = source.read(_SALT_BYTES)
    if len(salt) != _SALT_BYTES:
        raise NotOpened("it is cut off")
    cipher = _cipher(key_id, salt, bound_to)
    for number, piece, is_last in _pieces(source, PIECE + _TAG_BYTES):
        try:
            yield cipher.decrypt(_nonce(number, is_last=is_last), piece, None)
        except InvalidTag:
            raise NotOpened("it is not as it was sealed for this place") from None


def key_of(source: BinaryIO) -> str:
    """The id of the key that a file is sealed under; read from where ``source`` stands, and past it. Raises
    NotOpened."""
    if source.read(len(MAGIC)) != MAGIC:
        raise NotOpened("it is no sealed file")
    length = source.read(1)
    name = source.read(length[0]) if length else b""
    if not length or len(name) != length[0]:
        raise NotOpened("it is cut off")
    return name.decode("utf-8", "replace")


def reseal_file(source: BinaryIO, target: BinaryIO, *, bound_to: str) -> None:
    """Write a sealed file anew under the current key. The old one may go once this has ended. Raises as
    ``open_file`` does."""
    seal_file(_Opened(open_file(source, bound_to=bound_to)), target, bound_to=bound_to)  # type: ignore[arg-type]


class _Opened:
    """Pieces to be read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.held = pieces, b""

    def read(self, count: int) -> bytes:
        while len(self.held) < count and (piece := next(self.pieces, None)) is not None:
            self.held += piece
        given, self.held = self.held[:count], self.held[count:]
        return given


def _cipher(key_id: str, salt: bytes, bound_to: str) -> AESGCM:
    try:
        key = settings.SECRET_KEYS[key_id]
    except KeyError:
        raise ImproperlyConfigured(f"No secret key named {key_id!r}") from None
    return AESGCM(HKDF(SHA256(), 32, salt, b"sealed file\0" + bound_to.encode()).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Pieces of this size with their numbers, and whether each is the last. There is always one."""
    number, piece = 0, source.read(size)
    while True:
        following = source.read(size) if len(piece) == size else b""
        yield number, piece, not following
        if not following:
            return
        number, piece = number + 1, following
