"""The languages in which the pages are offered."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def offered(known: Sequence[tuple[str, Any]], places: Iterable[Path]) -> list[tuple[str, Any]]:
    """Of the known languages the first, which the pages are written in, and those with a compiled catalogue."""
    folders = list(places)
    return [
        (code, name)
        for number, (code, name) in enumerate(known)
        if number == 0 or any((folder / code / "LC_MESSAGES" / "django.mo").exists() for folder in folders)
    ]
