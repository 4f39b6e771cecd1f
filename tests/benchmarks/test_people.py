"""The people whose pages are measured can be made, and what is asked of the server is answered as it should be."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import journal
from benchmarks.people import BARE, PAGES, PLAIN, Reader, make_readers
from benchmarks.plain import BACKEND, measured
from benchmarks.steady import ANSWERED, MIX, request
from journeys.models import PageAnswer


@pytest.fixture
def readers(db: None, settings: LazySettings) -> tuple[list[Reader], list[Reader]]:
    settings.DEMONSTRATION = True  # type: ignore[misc]
    settings.ROOT_URLCONF = "benchmarks.urls"
    return make_readers(applying=2, paid=1)


def browser_of(reader: Reader) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies.load(reader.cookie)
    return browser


def test_each_page_that_is_measured_answers(readers: tuple[list[Reader], list[Reader]]) -> None:
    applying, paid = readers
    for page in (BARE, *PAGES):
        for reader in applying if page.applying else paid:
            response = browser_of(reader).get(page.address(reader.reference))
            assert response.status_code == 200, page.name


def test_the_page_that_they_are_compared_with_asks_for_a_session_a_user_and_one_thing_more(
    readers: tuple[list[Reader], list[Reader]], settings: LazySettings, django_assert_num_queries: Any
) -> None:
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, BACKEND]
    settings.MIDDLEWARE = [measured(each) for each in settings.MIDDLEWARE]
    address, cookie = PLAIN.as_asked_by(readers[1][0])
    browser = Client()
    browser.cookies.load(cookie)
    assert "paid0 reads en" in browser.get(address).content.decode()
    with django_assert_num_queries(3):
        browser.get(address)


@pytest.mark.parametrize("kind", MIX)
def test_each_request_of_the_mix_is_answered(readers: tuple[list[Reader], list[Reader]], kind: str) -> None:
    reader = readers[0][0]
    head, _blank, body = request(kind, 7, reader, 80).decode().partition("\r\n\r\n")
    method, address, _version = head.splitlines()[0].split()
    form = "application/x-www-form-urlencoded"
    response = browser_of(reader).generic(method, address, body, content_type=form)
    assert response.status_code == ANSWERED[kind]
    if kind == "Saving an answer":
        assert PageAnswer.objects.filter(page="rent", data__rent=107_00).exists()


def test_a_long_journal_has_as_many_queries_as_a_short_one(
    readers: tuple[list[Reader], list[Reader]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MANY", 200)
    [few], many = readers[1], readers[0][0]
    middle, oldest = journal.fill_journals(few, many)

    def queries(reader: Reader, query: str = "") -> int:
        browser = browser_of(reader)
        browser.get("/journal/")
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(f"/journal/{query}").content.decode()
        assert "We wrote to your landlord." in page
        return len(captured)

    assert queries(few) == queries(many) == queries(many, middle) == queries(many, oldest)
