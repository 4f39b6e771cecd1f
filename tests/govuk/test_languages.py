"""The frame is in the language somebody chose; what is within it says truly which language it is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.utils import translation

from config.languages import compile_catalogues
from govuk import error_views, languages
from tests.govuk.conftest import elements
from tests.govuk.questions import EveryKind

NOT_YET = "Nid yw’r dudalen hon yn Gymraeg eto."
ALL = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Privacy"\nmsgstr "Preifatrwydd"\n'

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(settings: Any, tmp_path: Path) -> Callable[[str], None]:
    """Has the pages translated by this catalogue alone."""

    def use(words: str) -> None:
        source = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
        source.parent.mkdir(parents=True)
        source.write_text(words)
        compile_catalogues([tmp_path])
        settings.LOCALE_PATHS = [tmp_path]

    return use


def privacy(client: Client) -> str:
    client.cookies["django_language"] = "cy"
    return client.get("/help/privacy/").content.decode()


def test_while_words_are_missing_the_frame_is_welsh_and_the_page_says_it_is_english(client: Client) -> None:
    html = privacy(client)

    assert elements(html, "html")[0]["lang"] == "cy"
    assert elements(html, "main")[0]["lang"] == elements(html, "title")[0]["lang"] == "en"
    assert ">Preifatrwydd</h1>" not in html, "a word that is translated does not stand among those that are not"
    assert "Preifatrwydd</a>" in html
    assert "Neidio i’r prif gynnwys" in html
    assert NOT_YET in html
    assert "This page is not in Welsh yet." in html


def test_once_every_word_is_there_the_whole_page_is_welsh(client: Client, catalogue: Callable[[str], None]) -> None:
    catalogue(ALL)
    html = privacy(client)

    assert elements(html, "html")[0]["lang"] == "cy"
    assert "lang" not in elements(html, "main")[0]
    assert ">Preifatrwydd</h1>" in html
    assert NOT_YET not in html


@pytest.mark.parametrize(
    "missing", ['\nmsgid "Cookies"\nmsgstr ""\n', '\n#, fuzzy\nmsgid "Cookies"\nmsgstr "Bisgedi"\n']
)
def test_one_word_missing_is_not_every_word(client: Client, catalogue: Callable[[str], None], missing: str) -> None:
    catalogue(ALL + missing)
    assert elements(privacy(client), "main")[0]["lang"] == "en"


def test_english_pages_say_nothing_of_it(client: Client) -> None:
    html = client.get("/help/privacy/").content.decode()

    assert elements(html, "html")[0]["lang"] == "en"
    assert "lang" not in elements(html, "main")[0]
    assert "not in Welsh" not in html


def test_an_error_of_ours_is_told_in_the_frame_they_chose_with_the_switch(rf: RequestFactory) -> None:
    request = rf.get("/claims/UC-1/rent/?from=check")
    request.LANGUAGE_CODE = "cy"
    html = error_views.server_error(request).content.decode()

    assert elements(html, "html")[0]["lang"] == "cy"
    assert {"type": "hidden", "name": "next", "value": "/claims/UC-1/rent/?from=check"} in elements(html, "input")
    assert "csrfmiddlewaretoken" in {each["name"] for each in elements(html, "input")}


def test_one_persons_language_is_not_the_nexts(client: Client) -> None:
    privacy(client)
    assert translation.get_language() == "en-gb", "whatever this thread does next is not in Welsh"
    assert "Skip to main content" in Client().get("/help/privacy/").content.decode()


def test_part_of_a_page_in_a_language(page: Callable[..., str]) -> None:
    with translation.override("en"):
        html = page('{{ _("Back") }} {% call in_language("cy") %}{{ _("Back") }}{% endcall %} {{ _("Back") }}')
    assert html == "Back Yn ôl Back"


def test_a_form_shows_what_was_typed_without_judging_it() -> None:
    name = next(iter(EveryKind.base_fields))
    languages.keep_typed(QueryDict(f"{name}=half+an+answ"))
    try:
        form = EveryKind(initial={name: "kept before"})
        judged = EveryKind({})
    finally:
        languages.keep_typed(None)

    assert form[name].value() == "half an answ"
    assert not form.errors
    assert not form.is_valid(), "nobody pressed Continue"
    assert judged.errors
    assert EveryKind(initial={name: "kept before"})[name].value() == "kept before"


def test_what_a_template_says_is_in_the_language_of_each_page_with_what_it_is_given_escaped(
    page: Callable[..., str],
) -> None:
    said = '{% set by = "<Rosa>" %}{{ _("Back") }}, {{ _("%(first)s to %(last)s", first=by, last="x") }}'
    for language, back in (("en", "Back"), ("cy", "Yn ôl"), ("en", "Back")):
        with translation.override(language):
            assert page(said).startswith(f"{back}, &lt;Rosa&gt; ")
    assert page('{{ _("100%%") }}') == "100%"
