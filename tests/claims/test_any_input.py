"""Whatever is typed into any page of a claim: a clear message, what was typed still there, never a failure."""

from __future__ import annotations

from typing import Any

import pytest

from claims.journey import CLAIM
from claims.selectors import sitting_for
from journeys.definition import Page
from journeys.services import Given, save_pages
from tests.claims.claimants import Claimant, make_claimant
from tests.journeys.answering import every_page, story_of

pytestmark = pytest.mark.django_db

# Typed into every page; and of the rest, one into each.
TYPED = ["", "\x00", "<script>" + "x" * 10_000]
OTHERS = ["\U0001f642", "-1", "99999999999999999999", "31", "%s{}"]


def typed_into(page: Page, typed: str) -> dict[str, Any]:
    """The same in every input; for a date in what can be a month and year, so that the day is judged."""
    usual = {"month": "2" if typed == "31" else typed, "year": "2020"}
    return {name: usual.get(name.rpartition("-")[2], typed) for name in page.form.as_sent({})}


def test_any_text_in_any_field_of_any_page() -> None:
    reached = every_page(CLAIM)
    for responses in {id(each): each for each in reached.values()}.values():
        claimant = make_claimant().answer(story_of(CLAIM, responses))
        sitting = sitting_for(claimant.claim, claimant.member)
        places = {step.page.slug: (task, item, step) for task, item, step in sitting.path()}
        for slug in [slug for slug, there in reached.items() if there is responses]:
            task, item, step = places[slug]
            where = claimant.url(task.slug, *(("item", str(item)) if item else ()), slug)
            if isinstance(step.page, Page):
                type_everything(claimant, where, step.page)
                save_pages(
                    draft_id=claimant.draft_of(task), given=[Given(step.page, step.answer or {}, item)], by=claimant.by
                )
            else:
                assert claimant.browser.get(where).status_code == 200


def type_everything(claimant: Claimant, where: str, page: Page) -> None:
    for typed in [*TYPED, OTHERS[len(page.slug) % len(OTHERS)]]:
        answer = claimant.browser.post(where, typed_into(page, typed))
        html = answer.content.decode()
        assert answer.status_code in {200, 302}, (page.slug, typed)
        assert "<script>" not in html.partition("</header>")[2].partition("<footer")[0]
        if answer.status_code == 200 and 'name="sure"' not in html:
            assert "There is a problem" in html, (page.slug, typed)
            assert "<title>Error: " in html


@pytest.mark.parametrize("data", [{}, {"tenure": ["social", "own"]}, {"nonsense": "1"}])
def test_a_form_sent_without_its_fields(claimant: Claimant, data: dict[str, Any]) -> None:
    claimant.answer()
    assert claimant.browser.post(claimant.url("home", "tenure"), data).status_code in {200, 302}


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_other_ways_of_asking(claimant: Claimant, method: str) -> None:
    claimant.answer()
    answer = getattr(claimant.browser, method)(claimant.url("home", "tenure"))
    assert answer.status_code in {200, 405}
