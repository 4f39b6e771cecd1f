"""The copy of the answers to keep: who gets which, and that everything declared is in it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from audit.models import Access
from claims.answers_pdf import answers_pdf
from claims.models import Declaration
from claims.records import open_record
from claims.selectors import declared_groups
from claims.submission import declaration_wording
from demo.stories import LONE_PARENT
from journeys import wording
from tests.claims.claimants import Claimant, make_user, signed_in

pytestmark = pytest.mark.django_db

CHILD = LONE_PARENT.entries["children"][0]


def address(claimant: Claimant) -> str:
    return f"/claims/{claimant.claim.reference}/answers.pdf"


def pages_of(document: bytes) -> list[str]:
    """The words on each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(document)).pages]


def copy_of(claimant: Claimant, *, own: bool = True) -> bytes:
    claim = claimant.claim
    return answers_pdf(claim, declared_groups(claim, claimant.member if own else None), own=own)


def declared(claimant: Claimant, groups: list[dict[str, Any]], language: str = "en") -> bytes:
    """The copy of a declaration made of these groups."""
    declaration = Declaration(
        person=claimant.person,
        declared_by_name="Rosa Hughes",
        declared_at=claimant.claim.started_at,
        language=language,
        wording="\n".join(declaration_wording()),
    )
    return answers_pdf(claimant.claim, [{"declaration": declaration, "groups": groups}], own=True)


def group(title: str, *rows: tuple[str, Any], item: str = "") -> dict[str, Any]:
    named = [{"page": "p", "field": "f", "question": ask, "answer": answer, "secret": False} for ask, answer in rows]
    return {"task": "a-task", "title": title, "item": item, "rows": named}


def test_a_claimant_downloads_every_question_with_its_answer(claimant: Claimant) -> None:
    claimant.answer().send()
    page = claimant.browser.get(f"/claims/{claimant.claim.reference}/answers/").content.decode()
    assert f'href="{address(claimant)}"' in page
    assert address(claimant) in claimant.browser.get(f"/claims/{claimant.claim.reference}/sent/").content.decode()

    response = claimant.browser.get(address(claimant))
    assert response["Content-Type"] == "application/pdf"
    name = f"universal-credit-answers-{claimant.claim.reference}.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]

    pages = pages_of(response.content)
    [kept] = declared_groups(claimant.claim, claimant.member)
    rows = [row for each in kept["groups"] for row in each["rows"]]
    assert {str(row["answer"]) for row in rows if row["secret"]} >= {"QQ 12 34 56 C", "55779911"}
    for row in rows:
        answer = row["answer"]
        words = " • ".join(answer) if isinstance(answer, list) else answer or "Not provided"
        asked = f"{row['question']} {'• ' if isinstance(answer, list) else ''}{words}"
        # On one page: a question is never parted from its answer.
        assert any(asked in page for page in pages), asked
    everything = " ".join(pages)
    for each in kept["groups"]:
        assert each["title"] in everything or not each["rows"]
    for words in declaration_wording():
        assert words in everything
    for words in (claimant.claim.reference, "Sent by Rosa Hughes", "English", f"Page 1 of {len(pages)}"):
        assert words in everything
    assert "If something is wrong" in everything


def test_it_says_what_a_screen_reader_needs(claimant: Claimant) -> None:
    claimant.answer().send()
    reader = PdfReader(BytesIO(copy_of(claimant)))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == f"A copy of your answers: {claimant.claim.reference}"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    kinds = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/L", "/LI", "/Lbl", "/LBody", "/P", "/Link"} <= set(kinds)
    rows = [row for each in Declaration.objects.get().questions for row in each["rows"]]
    assert kinds.count("/Lbl") >= len(rows)


def tags(element: Any) -> list[str]:
    """The kinds of every element of the structure, in the order in which they are read."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return [kind for each in element for kind in tags(each)]
    if not isinstance(element, dict):
        return []
    return [*([element["/S"]] if "/S" in element else []), *tags(element.get("/K", []))]


def test_staff_who_opened_the_record_get_one_without_secrets(claimant: Claimant, adviser: User) -> None:
    claimant.answer().send()
    browser = signed_in(adviser)
    assert browser.get(address(claimant)).status_code == 404
    open_record(claim=claimant.claim, reason="new_claim", note="", by=actor_for(adviser))
    everything = " ".join(pages_of(browser.get(address(claimant)).content))
    assert "A copy of the answers" in everything
    assert "Hidden" in everything
    for secret in ("QQ 12 34 56 C", "55779911", "20-00-00"):
        assert secret not in everything
        assert secret in " ".join(pages_of(copy_of(claimant)))
    assert Access.objects.filter(person_id=claimant.person.pk, page="claims:answers_pdf").exists()
    assert signed_in(make_user(Role.ADVISER)).get(address(claimant)).status_code == 404


def test_nobody_else_gets_one_and_before_sending_there_is_none(claimant: Claimant, stranger: Claimant) -> None:
    claimant.answer()
    assert claimant.browser.get(address(claimant)).status_code == 404
    claimant.send()
    assert stranger.browser.get(address(claimant)).status_code == 404
    assert Client().get(address(claimant)).url.startswith("/sign-in/")


def test_hostile_answers_are_shown_as_they_were_typed(claimant: Claimant) -> None:
    typed = '#panic("x") $a^2$ \\ @nowhere <label> *bold* // no `raw` #[x] {y} "it\'s" -- ...'
    long, mixed = "Ж" * 10_000, "Ŵyn 😀 Олена محمد"
    document = declared(
        claimant,
        [
            group(typed, (typed, [typed, "Second"]), ("How long?", long)),
            group(f"Entry {typed}", ("Which letters?", mixed), ("Controls?", "a\x01b\x1b\u202ec\ufeff"), item="1"),
        ],
    )
    pages = pages_of(document)
    assert f"{typed} {typed} • {typed} • Second" in pages[0]
    assert sum(page.count("Ж") for page in pages) == 10_000
    # Nothing runs off the paper.
    reader = PdfReader(BytesIO(document))
    rightmost: list[float] = []
    reader.pages[0].extract_text(visitor_text=lambda text, cm, tm, font, size: rightmost.append(cm[4] + tm[4]))
    assert max(rightmost) < float(reader.pages[0].mediabox.width) - 60
    everything = " ".join(pages)
    assert "Ŵyn 😀 Олена" in everything
    assert "a�b�" in everything


def test_a_group_of_any_kind_is_shown_and_an_empty_one_is_not(claimant: Claimant) -> None:
    considered = {"task": "considered", "title": "What we looked at", "item": "", "rows": []}
    considered["rows"] = [{"question": "Carer amount", "answer": "Not for you", "secret": False}]
    empty = group("Nothing asked")
    entry = group("Owen", ("When was Owen born?", "1 May 2020"), item="1")
    everything = " ".join(pages_of(declared(claimant, [empty, considered])))
    assert "What we looked at Carer amount Not for you" in everything
    assert "Nothing asked" not in everything
    assert "Nothing asked Owen When was Owen born?" in " ".join(pages_of(declared(claimant, [empty, entry])))


def test_a_large_family_is_all_there(claimant: Claimant) -> None:
    children = [group(f"Child {each}", (f"When was {each} born?", "1 May 2020"), item=str(each)) for each in range(40)]
    pages = pages_of(declared(claimant, [group("Children", ("Have you any?", "Yes")), *children]))
    for each in range(40):
        # The name is never left at the foot of a page.
        assert any(f"Child {each} When was {each} born? 1 May 2020" in page for page in pages)


def test_it_is_in_the_language_of_the_declaration(claimant: Claimant) -> None:
    with translation.override("en-gb"):
        reader = PdfReader(BytesIO(declared(claimant, [group("Cartref", ("Ble?", "Tŷ"))], language="cy")))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "cy-GB"
    assert "Cymraeg" in reader.pages[0].extract_text()


@pytest.fixture
def secret_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the names of children were secrets. What a form asks is read once in the life of a process."""
    from claims.questions.children import ChildNameForm

    monkeypatch.setattr(ChildNameForm.base_fields["child_given_names"], "secret", True)
    wording._asked.cache_clear()
    yield
    wording._asked.cache_clear()


def test_a_secret_answer_of_each_entry_of_a_list_is_kept(claimant: Claimant, secret_names: None) -> None:
    children = [{**CHILD, "child_given_names": name} for name in ("Owen", "Ffion")]
    claimant.answer(LONE_PARENT.but(entries={"children": children})).send()
    everything = " ".join(pages_of(copy_of(claimant)))
    declaration = Declaration.objects.get()
    kept = [value for key, value in declaration.secret_answers.items() if key.endswith(".child_given_names")]
    assert kept == ["Owen", "Ffion"]
    assert "Owen" in everything
    assert "Ffion" in everything


def test_secrets_kept_without_the_entry_are_still_read(claimant: Claimant) -> None:
    row = {"page": "nino", "field": "nino", "question": "Number?", "answer": None, "secret": True}
    old = Declaration(secret_answers={"nino.nino": "QQ 12 34 56 C"})
    for item in ("", "an-entry"):
        assert old.secret_answer({"item": item}, row) == "QQ 12 34 56 C"
    new = Declaration(secret_answers={"nino.nino": "one", "an-entry/nino.nino": "two"})
    assert [new.secret_answer({"item": item}, row) for item in ("", "an-entry")] == ["one", "two"]
