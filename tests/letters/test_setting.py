"""A letter on the page: its address in the window, everything else out of it, in print that they can read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from letters.setting import WINDOW, Set, Words, set_letter

AT = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
WORDS = Words(
    address=("Rosa Hughes", "12 Long Lane", "Llandudno", "LL30 1AA"),
    reference="AB12-CD34-EF56",
    subject="Your statement is ready",
    body="Sign in to read it.\n\n" + "More words to fill the page. " * 150,
    language="en",
    letter_format="standard",
)
MM = 72 / 25.4
Printed = tuple[int, float, float, float, str]


def printed(made: Set) -> list[Printed]:
    """What is on which page, how far from its left and top in millimetres, in what size in points."""
    found: list[Printed] = []
    for number, page in enumerate(PdfReader(BytesIO(made.pdf)).pages, start=1):

        def see(text: str, cm: Any, tm: Any, _font: Any, size: float, number: int = number) -> None:
            across, up = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            if text.strip():
                found.append((number, across / MM, 297 - up / MM, size, text.strip()))

        page.extract_text(visitor_text=see)
    return found


LONG = (
    "Rosa Llewellyn-Hughes ap Gruffydd " * 4,
    *(f"{line} Old Maltings Annexe, Long Winding Lane" for line in "123456"),
)


@pytest.mark.parametrize("address", [WORDS.address, LONG])
@pytest.mark.parametrize("letter_format", ["standard", "large-print"])
def test_the_address_is_in_the_window_and_nothing_else_is_near_it(letter_format: str, address: tuple[str, ...]) -> None:
    found = printed(set_letter(replace(WORDS, letter_format=letter_format, address=address), at=AT))
    first = [each for each in found if each[0] == 1]
    inside = [each for each in first if WINDOW["top"] < each[2] <= WINDOW["bottom"] and each[1] < WINDOW["aside"]]
    shown = " ".join(each[4] for each in inside).replace(" ", "")
    assert shown == "".join(address).replace(" ", "")
    assert {round(each[1], 1) for each in inside if each[4] in address} <= {WINDOW["left"]}
    beside = [each for each in first if 30 < each[2] < WINDOW["words"] and each[1] < WINDOW["aside"]]
    assert beside == inside
    assert min(each[1] for each in found) > WINDOW["side"] - 0.1


def test_large_print_is_large_everywhere_but_in_the_window() -> None:
    made = set_letter(replace(WORDS, letter_format="large-print"), at=AT)
    assert made.pages > set_letter(WORDS, at=AT).pages
    assert min(each[3] for each in printed(made) if each[4] not in WORDS.address) >= 16


def test_it_is_tagged_and_says_when_and_by_what_it_is_found_but_nothing_more() -> None:
    made = set_letter(WORDS, at=AT)
    reader = PdfReader(BytesIO(made.pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/Lang"] == "en-GB"
    text = reader.pages[0].extract_text()
    for words in ("23 November 2026", "AB12-CD34-EF56", "Dear Rosa Hughes", "Claim and manage Universal Credit"):
        assert words in text
    assert (len(reader.pages), set_letter(WORDS, at=AT)) == (made.pages, made)


def test_who_chose_welsh_has_all_of_it_in_welsh() -> None:
    made = set_letter(
        replace(WORDS, language="cy", subject="Mae eich datganiad yn barod", body="Mewngofnodwch."), at=AT
    )
    text = PdfReader(BytesIO(made.pdf)).pages[0].extract_text()
    for words in (
        "23 Tachwedd 2026",
        "Ein cyfeirnod",
        "Annwyl Rosa Hughes",
        "Tudalen 1 o 1",
        "Ewch i’ch swyddfa leol.",
    ):
        assert words in text


def test_words_are_never_markup() -> None:
    hostile = '#panic("x") $a^2$ @nowhere <label> *bold* // no'
    made = set_letter(replace(WORDS, subject=hostile, address=(hostile, "#lorem(9)"), body=hostile), at=AT)
    assert "#panic" in PdfReader(BytesIO(made.pdf)).pages[0].extract_text()


def test_braille_is_not_printed() -> None:
    with pytest.raises(ValueError, match="braille"):
        set_letter(replace(WORDS, letter_format="braille"), at=AT)
