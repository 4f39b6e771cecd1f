"""A file that is kept opens where it belongs, whole and as it was, or not at all."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.sealed_files import PIECE, NotOpened, key_of, open_file, reseal_file, seal_file

PLACE = "documents_upload.file:018f"
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE)
TAG = 16


def sealed(plain: bytes, place: str = PLACE) -> bytes:
    target = io.BytesIO()
    seal_file(io.BytesIO(plain), target, bound_to=place)
    return target.getvalue()


def opened(file: bytes, place: str = PLACE) -> bytes:
    return b"".join(open_file(io.BytesIO(file), bound_to=place))


def some(size: int) -> bytes:
    return b"Sam Okafor, 3 Acacia Road. "[:size] * 1 + bytes(max(size - 27, 0))


def head_of(file: bytes) -> int:
    """Where its first piece begins."""
    read = io.BytesIO(file)
    key_of(read)
    return read.tell() + 16


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_as_it_was(size: int) -> None:
    file = sealed(some(size))
    assert opened(file) == some(size)
    assert b"Okafor" not in file


def test_the_same_file_is_never_sealed_the_same_twice() -> None:
    assert sealed(b"passport") != sealed(b"passport")


def test_it_opens_nowhere_else() -> None:
    with pytest.raises(NotOpened):
        opened(sealed(b"passport"), "documents_upload.file:018e")


@pytest.mark.parametrize("size", SIZES)
def test_it_does_not_open_when_its_end_is_missing(size: int) -> None:
    file = sealed(some(size))
    whole_pieces = [head_of(file) + n * (PIECE + TAG) for n in range(4)]
    for length in {0, 3, 8, 20, len(file) - 1, *whole_pieces}:
        if length < len(file):
            with pytest.raises(NotOpened):
                opened(file[:length])


def test_it_does_not_open_when_it_was_altered_lengthened_or_put_in_another_order() -> None:
    file, other = sealed(some(3 * PIECE)), sealed(some(3 * PIECE))
    head, piece = head_of(file), PIECE + TAG
    first, second, third = (file[head + n * piece : head + (n + 1) * piece] for n in range(3))
    altered = bytearray(file)
    altered[head + 5] ^= 1
    for wrong in (
        bytes(altered),
        file + b"\0",
        file + third,
        file[:head] + second + first + third,
        file[:head] + first + third,
        file[:head] + other[head:],
        b"%PDF-1.7 " + file,
    ):
        with pytest.raises(NotOpened):
            opened(wrong)


def test_it_is_sealed_anew_with_another_key(settings: Any) -> None:
    old = sealed(some(PIECE + 1))
    settings.SECRET_KEYS = {"new": b"2" * 32, **settings.SECRET_KEYS}
    target = io.BytesIO()
    reseal_file(io.BytesIO(old), target, bound_to=PLACE)
    settings.SECRET_KEYS = {"new": b"2" * 32}
    assert key_of(io.BytesIO(target.getvalue())) == "new"
    assert opened(target.getvalue()) == some(PIECE + 1)
    with pytest.raises(ImproperlyConfigured, match="No secret key"):
        opened(old)
