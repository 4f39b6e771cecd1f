"""A claim made by somebody who reads Welsh: the pages, how we write to them, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Person
from accounts.services import choose_language
from audit.models import Event
from claims.models import Declaration
from core import clock
from core.actor import Actor
from journeys.models import PageAnswer
from notifications.models import Message
from tests.claims.claimants import Claimant

pytestmark = pytest.mark.django_db

IN_WELSH = {"page-language": "cy"}


def choose(claimant: Claimant, language: str) -> None:
    claimant.browser.post("/language/", {"language": language, "next": claimant.url()})


def answered(claimant: Claimant, language: str, *, ago: timedelta) -> None:
    """Every question answered, that of the language so long ago."""
    claimant.answer()
    rows = PageAnswer.objects.filter(draft__in=[claimant.claim.draft_id, claimant.member.draft_id], page="writing")
    rows.update(data={"language": language, "format": "standard"}, saved_at=clock.now() - ago)


def test_the_page_comes_back_in_welsh_with_what_was_typed_and_what_was_saved(claimant: Claimant) -> None:
    claimant.answer()
    address = claimant.url("about-you", "name")
    claimant.browser.post(address, {"given_names": "Elin", "family_name": "Rowlands"})
    saved = PageAnswer.objects.values_list("data", "saved_at").get(page="name")

    html = claimant.browser.post(address + "?from=check", {"given_names": "Mair", **IN_WELSH}).content.decode()

    assert '<html lang="cy"' in html
    assert '<main class="govuk-main-wrapper" id="main-content" lang="en">' in html
    assert "Yn ôl</a>" in html
    assert 'value="Mair"' in html
    assert "govuk-error" not in html, "the family name is empty, but nobody pressed the button"
    assert PageAnswer.objects.values_list("data", "saved_at").get(page="name") == saved
    again = claimant.browser.get(address).content.decode()
    assert '<html lang="cy"' in again
    assert 'value="Elin"' in again
    assert 'value="Rowlands"' in again


def test_how_we_write_to_them_changes_and_is_recorded_and_said(claimant: Claimant) -> None:
    claimant.answer()
    html = claimant.browser.post(claimant.url("about-you", "name"), IN_WELSH).content.decode()

    assert Person.objects.get(pk=claimant.person.pk).language == "cy"
    assert Event.objects.get(kind="language_chosen").person_id == claimant.person.pk
    assert "Rydym yn ysgrifennu atoch yn Gymraeg." in html
    choose(claimant, "en")
    assert "Gymraeg" not in claimant.browser.get(claimant.url()).content.decode()
    assert Event.objects.filter(kind="language_chosen").count() == 2


def test_the_question_about_language_begins_empty_whatever_the_pages_are_in(claimant: Claimant) -> None:
    choose(claimant, "cy")
    claimant.answer()
    PageAnswer.objects.filter(page="writing").delete()
    html = claimant.browser.get(claimant.url("about-you", "writing")).content.decode()
    assert 'value="cy"' in html
    assert "checked" not in html


@pytest.mark.parametrize(
    ("answer", "answered_ago", "switched_to", "written_in"),
    [
        ("cy", timedelta(0), None, "cy"),
        ("cy", timedelta(hours=1), "en", "en"),
        ("en", timedelta(hours=1), "cy", "cy"),
    ],
)
def test_what_they_said_last_is_the_language_of_what_we_send(
    claimant: Claimant, answer: str, answered_ago: timedelta, switched_to: str | None, written_in: str
) -> None:
    answered(claimant, answer, ago=answered_ago)
    if switched_to:
        choose(claimant, switched_to)
    claimant.send()
    assert claimant.person.language == written_in
    assert Message.objects.get(template="claim_received").language == written_in


def test_an_answer_given_after_changing_the_pages_counts(claimant: Claimant) -> None:
    choose_language(person=claimant.person, language="cy", by=Actor.system("Tests"))
    claimant.person.refresh_from_db()
    answered(claimant, "en", ago=timedelta(0))
    claimant.send()
    assert claimant.person.language == "en"
    assert [e.data["language"] for e in Event.objects.filter(kind="language_chosen").order_by("id")] == ["cy", "en"]


@pytest.mark.parametrize(("is_complete", "declared_in"), [(False, "en"), (True, "cy")])
def test_the_declaration_keeps_the_language_that_it_was_read_in(
    claimant: Claimant, monkeypatch: pytest.MonkeyPatch, is_complete: bool, declared_in: str
) -> None:
    """Evidence: English words are never kept as if they had been Welsh."""

    def by_the_catalogue(_language: str) -> bool:
        return is_complete

    monkeypatch.setattr("govuk.languages.is_complete", by_the_catalogue)
    claimant.answer()
    choose(claimant, "cy")
    sent: Any = claimant.browser.post(claimant.url("declaration"))
    assert sent.status_code == 302
    assert Declaration.objects.get().language == declared_in
