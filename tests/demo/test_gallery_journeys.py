"""Journey maps: every page is on one, says when it is asked, and opens as somebody who is asked it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User
from claims.journey import CLAIM
from claims.models import Claim, ClaimState
from demo.gallery.maps import PageShown, map_of
from demo.gallery.ways import way_to
from demo.loading import load_personas
from demo.personas import STAFF, persona_of
from journeys.definition import Journey
from journeys.registry import JOURNEYS
from tests.system.markup import faults

EVERY = pytest.mark.parametrize("journey", JOURNEYS.values(), ids=list(JOURNEYS))


def pages_shown(journey: Journey) -> dict[str, PageShown]:
    return {page.slug: page for task in map_of(journey) for page in (*task.pages, *task.entry_pages)}


def load(*slugs: str) -> None:
    load_personas([*STAFF, *(found for slug in slugs if (found := persona_of(slug)))])


def open_page(journey: str, page: str, browser: Client | None = None):
    address = reverse("demo:gallery_go", args=[journey, page])
    return (browser or Client()).post(address, follow=True)


@EVERY
def test_a_map_has_every_page_in_order_and_says_when_it_is_asked(journey: Journey) -> None:
    declared = [page for _task, page in journey.pages()]
    shown = pages_shown(journey)
    assert list(shown) == [page.slug for page in declared]
    for page in declared:
        assert shown[page.slug].title.english
        assert bool(shown[page.slug].asked_if) == (page.asked_if is not None)
        assert [field.name for field in shown[page.slug].fields] == list(page.fields)


def test_a_page_says_what_it_feeds_and_which_exits_it_leads_to() -> None:
    shown = pages_shown(CLAIM)
    assert shown["date-of-birth"].exits == ("under-18", "over-pension-age")
    (field,) = shown["tenure"].fields
    assert (field.kind, field.feeds) == ("RadiosField", (("Home", "tenure"),))
    assert shown["rent"].asked_if == "They rent their home"
    assert {slug for slug, page in shown.items() if page.is_exit} == {
        slug for page in shown.values() for slug in page.exits
    }


@EVERY
def test_the_page_shows_all_of_it(demonstration: None, journey: Journey) -> None:
    browser = Client()
    answer = browser.get(reverse("demo:gallery_journey", args=[journey.slug]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert faults(page) == []
    assert [slug for slug in pages_shown(journey) if f'id="{slug}"' not in page] == []
    assert page.count("<text ") >= 2 * len(journey.tasks)
    assert reverse("demo:gallery_journey", args=[journey.slug]) in browser.get("/demonstration/gallery/journeys/").text


@EVERY
def test_every_page_can_be_opened_by_somebody(demonstration: None, journey: Journey) -> None:
    assert [page.slug for _task, page in journey.pages() if way_to(journey.slug, page.slug) is None] == []


@pytest.mark.parametrize("slug", ["tenants", "savings-kind", "lodger-pays"])
def test_a_page_opens_in_the_claim_of_whoever_is_at_it(demonstration: None, slug: str) -> None:
    load("daniel.okafor", "nikhil.rao")
    before = User.objects.count()
    answer = open_page("claim", slug)
    assert answer.status_code == 200
    assert resolve(answer.request["PATH_INFO"]).kwargs["page"] == slug
    assert User.objects.count() == before


def test_a_page_of_a_claim_that_was_sent_opens_for_somebody_with_the_same_answers_once(demonstration: None) -> None:
    load("kathleen.brady")
    for _time in range(2):
        answer = open_page("claim", "owner-agrees")
        assert resolve(answer.request["PATH_INFO"]).kwargs["page"] == "owner-agrees"
    assert "somebody new, made for this page: like Kathleen Brady" in answer.content.decode()
    assert Claim.objects.count() == 2
    claim = Claim.objects.get(state=ClaimState.STARTED)
    assert [member.person.user.email for member in claim.members.all()] == ["kathleen.brady.2@example.com"]
    claim.draft.closed_at = claim.draft.expires_at = claim.started_at
    claim.draft.save()
    open_page("claim", "owner-agrees")
    assert User.objects.filter(email="kathleen.brady.3@example.com").exists(), "the other has gone on"


@pytest.mark.parametrize("slug", ["under-18", "property-disregard"])
def test_what_no_persona_is_asked_opens_for_somebody_to_whom_it_applies(demonstration: None, slug: str) -> None:
    load("rosa.hughes")
    answer = open_page("claim", slug)
    assert resolve(answer.request["PATH_INFO"]).kwargs["page"] == slug


@pytest.mark.parametrize("slug", ["sex-and-gender", "ethnic-background", "main-language"])
def test_an_equality_question_opens_after_those_before_it(demonstration: None, slug: str) -> None:
    load("gareth.pugh")
    answer = open_page("equality", slug)
    assert resolve(answer.request["PATH_INFO"]).kwargs["page"] == slug


def test_whoever_is_not_in_the_demonstration_is_not_opened(demonstration: None) -> None:
    answer = open_page("claim", "tenure")
    assert "Nobody in the demonstration is asked that page." in answer.content.decode()
    assert not User.objects.exists()


def test_only_pages_that_there_are_can_be_opened(demonstration: None) -> None:
    assert open_page("claim", "no-such-page").status_code == 404
    assert open_page("no-such-journey", "tenure").status_code == 404
    assert Client().get("/demonstration/gallery/journeys/none/").status_code == 404
    assert Client().get(reverse("demo:gallery_go", args=["claim", "tenure"])).status_code == 405
