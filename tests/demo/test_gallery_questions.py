"""The gallery's questions, errors and kinds of page come from the forms themselves, so none can be forgotten."""

from __future__ import annotations

import re
from html import unescape
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from demo.gallery.asked import askings, questions
from demo.gallery.catalogue import every_wording
from demo.gallery.drawn import states_of
from demo.gallery.listing import PAGE_TYPES
from demo.gallery.mistakes import mistakes
from demo.gallery.page_type import Drawn, Opened, references_of
from demo.gallery.page_views import PROBLEMS
from demo.gallery.purposes import field_kinds
from demo.gallery.spoken import spoken
from govuk import fields
from govuk.checks import NEVER_SAID
from journeys.definition import Page
from journeys.registry import JOURNEYS
from tests.system.markup import faults

# What a kind of question has words for, and no question of ours comes to say: numbers are refused as numbers before
# anybody looks for pictures in them, and whatever is wrong with a choice, it says what to select.
NUMBERS = {
    *("Nino", "SortCode", "AccountNumber", "RollNumber", "SecurityCode"),
    *("Email", "Phone", "Postcode", "Money", "WholeNumber"),
}
UNSAID = {
    **{f"{name}Field": {"emoji"} for name in [*NUMBERS, "TextArea", "Password"]},
    "DateField": {"future"},
    "FileField": {"control"},
    "FilesField": {"control", "unreadable"},
    "CheckboxesField": {"none_and_others"},
    "SelectField": {"control", "unreadable", "not_a_choice"},
    "YesNoField": {"control", "unreadable", "not_a_choice"},
}
WAYS = [way for _title, kinds in PAGE_TYPES for kind in kinds for way in kind.ways]


def words_of(html: str) -> str:
    """What somebody reads."""
    return unescape(re.sub(r"<[^>]*>|\s+", " ", html))


def test_every_kind_of_question_that_forms_can_ask_is_there(demonstration: None):
    page = Client().get(reverse("demo:gallery_fields")).content.decode()
    exported = {name for name in fields.__all__ if name.endswith("Field")} - {"GovukField"}
    assert exported == field_kinds().keys()
    assert [name for name in exported if f'href="{reverse("demo:gallery_field", args=[name])}"' not in page] == []
    assert faults(page) == []


@pytest.mark.parametrize("kind", field_kinds())
def test_a_kind_of_question_is_shown_with_every_error_it_has_words_for(demonstration: None, kind: str):
    page = Client().get(reverse("demo:gallery_field", args=[kind])).content.decode()
    states = list(states_of(kind))
    assert [state.slug for state in states if f'id="{state.slug}"' not in page] == []
    assert {*field_kinds()[kind].all_wording()} - {state.code for state in states} == UNSAID.get(kind, set())
    assert [state.code for state in states if state.code and str(state.title) not in words_of(state.html)] == []
    assert faults(page) == []


def test_the_catalogue_has_every_error_of_every_question(demonstration: None):
    page = Client().get(reverse("demo:gallery_errors")).content.decode()
    read = words_of(page)
    assert len(questions()) > 150
    missing = [str(each.field.missing).split("{")[0] for each in questions() if each.field.missing]
    assert [words for words in missing if words not in read] == []
    assert [each.words for each in spoken() if each.words not in read] == []
    assert "No Welsh yet" in read


def test_no_error_is_empty_or_says_what_we_never_say(demonstration: None):
    said = list(every_wording())
    assert len(said) > 600
    assert [(where, words) for where, words in said if not words.strip() or NEVER_SAID.search(words)] == []


def test_each_question_that_must_be_answered_says_so(demonstration: None):
    silent = [
        f"{each.asking.slug}.{each.name}"
        for each in questions()
        if not each.field.optional and next(mistakes(each.field)).message != str(each.field.missing)
    ]
    assert silent == []


def test_what_pages_say_is_read_from_every_file_that_says_something():
    base = Path(settings.BASE_DIR)
    saying = {
        path.relative_to(base).as_posix()
        for package in base.glob("*/__init__.py")
        for path in package.parent.rglob("*.py")
        if re.search(r"\.add_error\(|\bDoubt\(\"", path.read_text())
        and package.parent.name not in {"tests", "demo", "benchmarks"}
    }
    assert saying - {"govuk/forms.py"} == {each.where for each in spoken()}


def test_every_question_page_can_be_tried(demonstration: None):
    browser, states, answers = Client(), cycle(("empty", "wrong", "answered")), {}
    for journey in JOURNEYS.values():
        for _task, page in journey.pages():
            if isinstance(page, Page):
                address = f"{reverse('demo:gallery_page', args=[journey.slug, page.slug])}?state={next(states)}"
                answers[page.slug] = browser.get(address).status_code
    assert {name: status for name, status in answers.items() if status != 200} == {}
    assert {asking.page for asking in askings() if asking.is_a_page} == answers.keys()


def test_a_question_page_judges_what_is_typed_and_keeps_nothing(demonstration: None):
    browser, address = Client(), reverse("demo:gallery_page", args=["claim", "rent"])
    page = browser.post(address, {"rent": "ten pounds"}).content.decode()
    assert "must be an amount of money" in page
    assert 'value="ten pounds"' in page
    assert "Here nothing is" in browser.post(address, {"rent": "650", "rent_frequency": "monthly"}).content.decode()
    address = reverse("demo:gallery_page", args=["claim", "address"])
    doubtful = {"address_line_1": "1 High Street", "town": "Belfast", "postcode": "BT1 1AA"}
    assert "Northern Ireland" in browser.post(address, doubtful).content.decode()
    assert "Here nothing is" in browser.post(address, {**doubtful, "sure": "said"}).content.decode()
    for state in ("empty", "wrong", "answered", "doubted"):
        shown = browser.get(f"{address}?state={state}").content.decode()
        assert faults(shown) == []
        assert ("Northern Ireland" in shown) is (state == "doubted")


@pytest.mark.parametrize("address", ["question/claim/nothing/", "question/nothing/rent/", "problem/200/"])
def test_there_is_no_other_page(demonstration: None, address: str):
    assert Client().get(f"/demonstration/gallery/pages/{address}").status_code == 404


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_can_be_looked_at_while_there_is_none(demonstration: None, name: str):
    response = Client().get(reverse("demo:gallery_problem", args=[name]))
    assert response.status_code == 200
    assert faults(response.content.decode()) == []


def test_the_template_that_a_kind_of_page_names_is_there():
    named = [kind.template for _title, kinds in PAGE_TYPES for kind in kinds]
    assert [name for name in named if not (Path(settings.BASE_DIR) / "templates" / name).exists()] == []


def test_each_kind_of_page_is_where_the_gallery_says(people: None):
    browser, references = Client(), references_of(WAYS)
    page = browser.get(reverse("demo:gallery_pages")).content.decode()
    assert faults(page) == []
    assert "has no claim now" not in page
    for way in WAYS:
        if isinstance(way, Drawn):
            assert Client().get(way.href).status_code == 200, way
        elif isinstance(way, Opened):
            to = way.href(references)
            assert to
            landed = browser.post(f"{reverse('demo:sign_in', args=[way.slug])}?next={to}", follow=True)
            assert landed.status_code == 200, way
            assert landed.redirect_chain[0][0] == to
            assert len(landed.redirect_chain) == 1 or "once a reason" in way.words, (way, landed.redirect_chain)
        else:
            response = browser.post(reverse("demo:gallery_go", args=[way.journey, way.page]))
            assert response.url.endswith(f"/{way.page}/"), way
