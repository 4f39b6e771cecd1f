"""Help beside each page, and the pages of help."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve
from django.utils import translation

from govuk.text import has_control_character
from support.contents import content
from support.panel import kind_of, panel
from tests.claims.claimants import Claimant, make_claimant

OPEN, CLOSED = "2026-11-18 12:00+00:00", "2026-11-21 12:00+00:00"


@pytest.fixture
def demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True
    settings.CONTACT_PHONE = "0808 157 0192"
    settings.CONTACT_PHONE_WELSH = settings.CONTACT_TEXTPHONE = ""


def asked(path: str) -> Any:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return request


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "start"),
        ("/sign-in/", "sign-in"),
        ("/create-account/code/", "codes"),
        ("/account/identity/", "identity"),
        ("/account/", "account"),
        ("/home/", "home"),
        ("/to-do/", "todos"),
        ("/journal/", "journal"),
        ("/claims/UC-1/payments/", "payments"),
        ("/claims/UC-1/payments/3/", "statement"),
        ("/claims/UC-1/apply/", "tasks"),
        ("/claims/UC-1/apply/check/", "check"),
        ("/claims/UC-1/apply/home/rent/", "task-home"),
        ("/claims/UC-1/apply/home/check/", "task-home"),
        ("/claims/UC-1/apply/children/list/", "task-children"),
        ("/claims/UC-1/apply/work/item/00000000-0000-0000-0000-000000000000/employer/", "task-work"),
        ("/claims/UC-1/equality/beliefs/religion/", "equality"),
    ],
)
def test_a_page_has_the_help_of_its_kind(path: str, kind: str) -> None:
    found = kind_of(asked(path))
    assert found
    assert found.slug == kind
    html = panel(asked(path))
    for slug in found.questions:
        assert content().questions[slug].ask in html


@pytest.mark.parametrize("path", ["/help/", "/help/contact/", "/staff/", "/feedback/", "/claims/UC-1/apply/no-task/x/"])
def test_other_pages_have_none(path: str) -> None:
    assert panel(asked(path)) == ""


def test_a_request_that_reached_no_page_has_none() -> None:
    assert panel(RequestFactory().get("/nowhere/")) == panel(None) == ""


def test_the_help_says_whether_somebody_answers_now(client: Client, demonstration: None, db: None) -> None:
    with time_machine.travel(OPEN, tick=False):
        html = client.get("/sign-in/").content.decode()
    assert re.search(r"0808 157 0192</a>\. Open now, until 6pm\.", html)
    with time_machine.travel(CLOSED, tick=False):
        assert "Closed now. Opens on Monday at 8am." in client.get("/sign-in/").content.decode()


def test_hours_that_nobody_confirmed_are_not_shown_for_real(client: Client, settings: Any, db: None) -> None:
    settings.CONTACT_PHONE = "0800 000 000"
    assert not content().hours_are_confirmed
    with time_machine.travel(OPEN, tick=False):
        for page in ("/sign-in/", "/help/contact/"):
            html = client.get(page).content.decode()
            assert "0800 000 000" in html
            assert "Open now" not in html
            assert "8am" not in html


def test_without_a_number_people_are_told_of_their_office(client: Client, settings: Any, db: None) -> None:
    settings.CONTACT_PHONE = ""
    assert "Go to your local office." in panel(asked("/sign-in/"))
    html = client.get("/help/contact/").content.decode()
    assert "Your local office" in html
    assert "Relay UK" not in html


def test_error_pages_are_short_of_nothing_and_have_no_help(client: Client, db: None) -> None:
    assert "Help with this page" not in client.get("/no-such-page/").content.decode()


def test_links_beside_answers_open_elsewhere() -> None:
    assert panel(asked("/claims/UC-1/apply/home/rent/")).count('target="_blank"') == 2
    assert 'target="_blank"' not in panel(asked("/home/"))


def test_it_is_drawn_once_and_asks_the_database_nothing(django_assert_num_queries: Any, db: None) -> None:
    page = asked("/claims/UC-1/apply/home/rent/")
    with time_machine.travel(OPEN, tick=False), django_assert_num_queries(0):
        first = panel(page)
        assert panel(page) is first
        with translation.override("cy"):
            assert panel(page) is not first


def test_a_question_page_shows_its_help(db: None) -> None:
    claimant: Claimant = make_claimant()
    html = claimant.browser.get(claimant.url("eligibility", "date-of-birth")).content.decode()
    assert "Can I claim at 16 or 17?" in html
    assert html.index("</main>") < html.index("Help with this page") < html.index("<footer")


def test_every_question_has_a_page_and_is_in_the_list(client: Client, db: None) -> None:
    listed = client.get("/help/").content.decode()
    for slug, question in content().questions.items():
        address = f"/help/questions/{slug}/"
        assert f'href="{address}"' in listed
        html = client.get(address).content.decode()
        assert f'<h1 class="govuk-heading-l">{question.ask}</h1>' in html
        for words in (question.answer, *question.more):
            assert words in html
    assert client.get("/help/questions/nothing/").status_code == 404


def test_searching_needs_no_javascript(client: Client, db: None) -> None:
    html = client.get("/help/", {"q": "rent"}).content.decode()
    assert "How much of my rent do you pay?" in html
    assert "How do I complain?" not in html
    assert 'value="rent"' in html
    assert "<title>Questions about “rent”" in html
    assert "0 answers" in client.get("/help/", {"q": "zebra"}).content.decode()


@pytest.mark.parametrize("wanted", ["<script>alert(1)</script>", "\x00\x02\x1b", "x" * 9000, "%(name)s", "'\"&"])
def test_no_search_breaks_the_page(client: Client, wanted: str, db: None) -> None:
    response = client.get("/help/", {"q": wanted})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in html
    assert not has_control_character(html)


def test_every_way_to_reach_us_is_there_with_its_hours(client: Client, demonstration: None, db: None) -> None:
    with time_machine.travel(OPEN, tick=False):
        html = client.get("/help/contact/").content.decode()
    assert 'href="tel:08081570192"' in html
    assert "18001 and then <strong>0808 157 0192</strong>" in html
    assert "Monday to Friday, 8am to 6pm" in html
    assert "Closed on bank holidays" in html
    assert "Phone in Welsh" not in html, "it has no number"


def test_no_address_is_named_twice() -> None:
    namespaces = [each.namespace for each in get_resolver().url_patterns if getattr(each, "namespace", None)]
    assert namespaces.count("help") == 1
