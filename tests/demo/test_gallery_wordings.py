"""Everything written to people: nothing can be sent, asked or noted that the gallery does not show."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from demo.gallery import wordings
from demo.gallery.documents import DOCUMENTS
from journal.kinds import ENTRY_KINDS, TODO_KINDS
from notifications.templates import TEMPLATES, Template, render
from tests.system.markup import faults

TEMPLATES_FOLDER = Path(settings.BASE_DIR) / "templates"


@pytest.fixture
def page(demonstration: None) -> str:
    answer = Client().get(reverse("demo:gallery_wordings"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_is_shown(page: str) -> None:
    assert faults(page) == []
    assert set(re.findall(r'id="message-(\w+)"', page)) == set(TEMPLATES)
    assert set(re.findall(r'id="todo-(\w+)"', page)) == set(TODO_KINDS)
    assert set(re.findall(r'id="entry-(\w+)"', page)) == set(ENTRY_KINDS)
    for name, template in TEMPLATES.items():
        values = {each: wordings.MESSAGE_VALUES[each] for each in template.needs}
        assert render(name, "cy", values).subject.replace("'", "&#39;") in page
    assert "20 December 2026" in page
    assert "20 Rhagfyr 2026" in page
    assert "We paid you £1,328.54. Claim: UC-7K3F-9Q2M" in page


def test_where_the_welsh_is_missing_is_marked(
    demonstration: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown = Client().get(reverse("demo:gallery_wordings")).content.decode()
    assert ">Missing<" not in shown
    monkeypatch.setitem(TEMPLATES, "untold", Template("untold", frozenset(), "Never", ()))
    assert Client().get(reverse("demo:gallery_wordings")).content.decode().count(">Missing<") == 2


def test_every_document_is_shown_in_either_language(page: str) -> None:
    """A template that another one draws on is no document of its own."""
    files = {str(path.relative_to(TEMPLATES_FOLDER)) for path in TEMPLATES_FOLDER.rglob("*.typ")}
    drawn_on = {
        name for path in files for name in re.findall(r'import "/([^"]+)"', (TEMPLATES_FOLDER / path).read_text())
    }
    assert {document.template for document in DOCUMENTS.values()} == files - drawn_on
    for name in DOCUMENTS:
        for language in ("en", "cy"):
            address = reverse("demo:gallery_document", args=[name, language])
            assert f'href="{address}"' in page
            answer = Client().get(address)
            assert answer["Content-Type"] == "application/pdf"
            assert {"answers": "UC-7K3F-9Q2M", "copy": "Rosa Hughes", "letter": "Rosa Hughes"}[name] in PdfReader(
                BytesIO(answer.content)
            ).pages[0].extract_text()


@pytest.mark.parametrize("name", ["answers/fr", "nothing/en"])
def test_there_are_no_others(demonstration: None, name: str) -> None:
    assert Client().get(f"/demonstration/gallery/wordings/{name}.pdf").status_code == 404
