"""Make any-character.ttf: a font in which every character is a box. Needs fonttools, as the checks do.

A PDF/UA document must not hold a character that no font has. Whatever somebody's name is written in, the last font
that is tried has it: the eye sees a box, and a screen reader, a search and a copy get the character itself.

    python documents/fonts/make_any_character.py
"""

from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FILE = Path(__file__).with_name("any-character.ttf")
EVERY_CHARACTER = [*range(0x21, 0xD800), *range(0xE000, 0x110000)]


def _box() -> Any:
    """A tall rectangle's outline, a twentieth of its height thick."""
    pen = TTGlyphPen(None)
    outer = [(60, 0), (60, 700), (540, 700), (540, 0)]
    inner = [(95, 35), (505, 35), (505, 665), (95, 665)]
    for outline in (outer, inner):
        pen.moveTo(outline[0])
        for point in outline[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def make(path: Path) -> None:
    """Write the font: the same bytes each time."""
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "box"])
    font.setupCharacterMap({0x25A1: "box"})
    font.setupGlyf({".notdef": _box(), "box": _box()})
    font.setupHorizontalMetrics({".notdef": (600, 60), "box": (600, 60)})
    font.setupHorizontalHeader(ascent=900, descent=-200)
    name = "Any Character"
    font.setupNameTable(
        {
            "familyName": name,
            "styleName": "Regular",
            "uniqueFontIdentifier": f"{name} 1",
            "fullName": name,
            "psName": "AnyCharacter-Regular",
            "version": "Version 1.000",
        }
    )
    font.setupOS2(sTypoAscender=900, sTypoDescender=-200, usWinAscent=900, usWinDescent=200)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False
    # Format 13 is the one made for this: many characters, one glyph, a few bytes.
    every: Any = CmapSubtable.newSubtable(13)
    every.platformID, every.platEncID, every.language, every.format, every.reserved = 3, 10, 0, 13, 0
    every.cmap = dict.fromkeys(EVERY_CHARACTER, "box")
    font.font["cmap"].tables = [every]
    font.save(path)


if __name__ == "__main__":
    make(FILE)
