"""Tagged PDFs that a screen reader can read (PDF/UA-1, ISO 14289-1), set by typst from a template and data.

What people typed reaches a template as JSON and is only ever set as text: it cannot become markup. Nothing is written
to disk. The fonts come with the packages that the service installs, so a document looks the same on every machine.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import manimgx_fonts
import typst
from django.conf import settings

OWN_FONTS = Path(__file__).parent / "fonts"
TEXT = "Noto Sans"
ANY_CHARACTER = "Any Character"

_PLACE = re.compile(r"[\w/.-]+\.typ:\d+:\d+")
_UNKNOWN = "\ufffd"


class NotRendered(Exception):
    """A template and its data made no document: names the places in the template, never what somebody typed."""


def render(template: str, data: Mapping[str, Any], *, created: datetime) -> bytes:
    """The PDF that a template of ``templates/`` makes of the data, which it finds as ``json`` in ``sys.inputs.data``.

    ``created`` is the date that the document bears: the same data gives the same bytes. Safe to call from any thread:
    threads share the fonts, and each call has a compiler of its own (under a millisecond).
    Raises NotRendered when typst finds an error, or anything to warn of.
    """
    root = settings.BASE_DIR / "templates"
    document: Any = None
    found: list[Any]
    try:
        compiler = typst.Compiler(
            root / template,
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(showable(data)), "fonts": json.dumps(font_families())},
        )
        document, found = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=created.astimezone(UTC).replace(microsecond=0)
        )
    except typst.TypstError as error:
        found = [error]
    if found:
        # Raised out here, with no cause: typst quotes the text at fault, which may be somebody's answer, and this is
        # logged with everything that led to it.
        raise NotRendered(f"{template}: {', '.join(_places(found)) or 'no place named'}")
    assert isinstance(document, bytes)
    return document


def showable(data: Any) -> Any:
    """The data with every character in it one that a PDF can carry: a control character becomes the sign "�"."""
    if isinstance(data, str):
        lines = data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return "".join(each if _can_be_shown(each) else _UNKNOWN for each in lines)
    if isinstance(data, Mapping):
        return {str(name): showable(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [showable(value) for value in data]
    return data


def _can_be_shown(character: str) -> bool:
    if character == "\n":
        return True
    is_none = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef" or character == "\ufeff"
    return not is_none and unicodedata.category(character) not in {"Cc", "Cs"}


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(manimgx_fonts.__file__).parent, OWN_FONTS],
    )


@functools.cache
def font_families() -> list[str]:
    """In the order in which a character's font is looked for: text, other scripts and emoji, then a box for any."""
    return [TEXT, *(each for each in _fonts().families() if each not in (TEXT, ANY_CHARACTER)), ANY_CHARACTER]


def _places(found: list[Any]) -> list[str]:
    """Where in which templates the errors and warnings are."""
    return [place for each in found for place in _PLACE.findall(each.diagnostic)]
