"""HTML that is drawn once and kept, with holes into which goes, each time, what must not be kept or differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString
from markupsafe import escape

# Nobody's words hold these characters, and no template changes them.
_HOLE = re.compile("\x02([a-z_0-9]+)\x03")


def hole(name: str) -> SafeString:
    """What to draw where the hole of this name is to be. It can be printed only, not asked about."""
    return SafeString(f"\x02{name}\x03")


def pieces(drawn: str) -> tuple[str, ...]:
    """Text, the name of a hole, text, the name of a hole, text."""
    return tuple(_HOLE.split(drawn))


def filled(drawn: tuple[str, ...], value: Callable[[str], Any]) -> SafeString:
    """The pieces, with the value of each hole, escaped."""
    shown = list(drawn)
    shown[1::2] = [escape(value(name)) for name in drawn[1::2]]
    return SafeString("".join(shown))
