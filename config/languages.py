"""The languages in which the pages are offered, and the files that Django reads their words from."""

import os
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


def compile_catalogues(places: Iterable[Path]) -> None:
    """Make each compiled catalogue anew whose source changed. When nothing did, this takes no time."""
    for source in sorted(path for folder in places for path in folder.glob("*/LC_MESSAGES/*.po")):
        changed_ns = source.stat().st_mtime_ns
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns != changed_ns:
            _compile(source, compiled, changed_ns)


def _compile(source: Path, compiled: Path, changed_ns: int) -> None:
    # Babel is slow to start, and is not needed most times.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3])
    # Complete from the first moment that anybody can read it: another process may be doing the same.
    new = compiled.with_name(f"{os.getpid()}.mo")
    with new.open("wb") as file:
        write_mo(file, catalogue)
    os.utime(new, ns=(changed_ns, changed_ns))
    new.replace(compiled)
