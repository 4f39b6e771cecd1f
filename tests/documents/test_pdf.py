"""What every PDF of the service is: tagged, in fonts of its own, and true to what was typed."""

from __future__ import annotations

import random
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from documents.fonts import make_any_character
from documents.pdf import NotRendered, font_families, render

WHEN = datetime(2026, 4, 6, 12, 0, tzinfo=UTC)
TEMPLATE = "document.typ"
DOCUMENT = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "Words")
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false)
#data.words
"""


@pytest.fixture
def template(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A document with nothing but the words it is given."""
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    path = tmp_path / "templates" / TEMPLATE
    path.parent.mkdir()
    path.write_text(DOCUMENT)
    return path


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)


def test_a_document_says_that_it_can_be_read_aloud(template: Any) -> None:
    root: Any = PdfReader(BytesIO(render(TEMPLATE, {"words": "Hello"}, created=WHEN))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/StructTreeRoot"]["/K"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    "words",
    [
        '#panic("x") $a^2$ \\ @nowhere <label> *bold* _it_ // no /* no */ `raw` #[x] {y} = z',
        "Siân Ŵyn Ŷ ŵ ŷ",
        "Łukasz Jiří Çağla Nguyễn",
        "Олена Παύλος",
        "שלום",
        "😀",
        "<script>alert(1)</script>",
    ],
)
def test_words_are_shown_as_they_were_typed(template: Any, words: str) -> None:
    assert words in text_of(render(TEMPLATE, {"words": words}, created=WHEN))


def test_any_character_there_is_can_be_shown(template: Any) -> None:
    """Those in use at present, and some that are not: no name is in a script that stops the document."""
    every = [chr(each) for each in range(0x110000)]
    used = [each for each in every if unicodedata.category(each) not in {"Cn", "Co"}]
    odd = ["\0", "\x1b", "\x7f", "\ud800", "\udfff", "\ufdd0", "\ufeff", "\ufffe", "\U0010ffff", "\ue000", "\u0378"]
    chosen = random.Random(1)
    words = " ".join(used[:3000] + chosen.sample(used, 3000) + chosen.sample(every, 1000) + odd)
    assert render(TEMPLATE, {"words": words}, created=WHEN).startswith(b"%PDF-1.7")


def test_a_character_that_no_other_font_has_keeps_its_meaning(template: Any) -> None:
    assert "張" in text_of(render(TEMPLATE, {"words": "張"}, created=WHEN))


def test_the_font_with_every_character_is_as_it_is_made(tmp_path: Any) -> None:
    made = tmp_path / "made.ttf"
    make_any_character.make(made)
    assert made.read_bytes() == make_any_character.FILE.read_bytes()
    assert set(TTFont(make_any_character.FILE).getBestCmap()) == set(make_any_character.EVERY_CHARACTER)
    assert (font_families()[0], font_families()[-1]) == ("Noto Sans", "Any Character")


def test_nothing_depends_on_the_fonts_or_the_day_of_the_machine(template: Any) -> None:
    one = render(TEMPLATE, {"words": "Hello 張 😀"}, created=WHEN)
    assert one == render(TEMPLATE, {"words": "Hello 張 😀"}, created=WHEN)
    pages: Any = PdfReader(BytesIO(one)).pages
    fonts = [font.get_object()["/DescendantFonts"][0].get_object() for font in pages[0]["/Resources"]["/Font"].values()]
    assert len(fonts) == 3
    assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in fonts)


@pytest.mark.parametrize(
    "broken",
    [
        "#data.missing",
        "#set text(font: ())\n#data.words",
        '#eval(data.words, mode: "markup")',
        '#set text(font: "No Such Font")\nwords',
    ],
)
def test_a_template_that_fails_raises_and_repeats_nobodys_answer(template: Any, broken: str) -> None:
    template.write_text(DOCUMENT.replace("#data.words", broken))
    with pytest.raises(NotRendered) as failed:
        render(TEMPLATE, {"words": "#my-secret-answer"}, created=WHEN)
    assert TEMPLATE in str(failed.value)
    assert "my-secret" not in f"{failed.value!r} {failed.value.__cause__} {failed.value.__context__!r}"


def test_threads_each_get_their_own_document(template: Any) -> None:
    names = [f"person-{number}" for number in range(60)]
    with ThreadPoolExecutor(6) as threads:
        documents = list(threads.map(lambda name: render(TEMPLATE, {"words": name}, created=WHEN), names))
    assert [text_of(document).strip() for document in documents] == names


def test_nothing_is_left_on_disk(template: Any, tmp_path: Any) -> None:
    render(TEMPLATE, {"words": "Hello"}, created=WHEN)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [template]
