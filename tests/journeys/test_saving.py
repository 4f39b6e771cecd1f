"""Keeping answers that are known already: several pages at once, as if one by one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from claims.journey import CLAIM
from core.actor import Actor, Channel
from journeys.definition import Page
from journeys.models import DraftItem, PageAnswer
from journeys.selectors import load_responses
from journeys.services import DraftClosed, Given, close_draft, save_pages, start_draft

pytestmark = pytest.mark.django_db

BY = Actor(user_id=1, name="Rosa Hughes", roles=frozenset(), person_id=None, channel=Channel.ONLINE)


def page(slug: str) -> Page:
    return next(each for _task, each in CLAIM.pages() if isinstance(each, Page) and each.slug == slug)


def test_several_pages_are_kept_and_those_given_before_are_replaced() -> None:
    draft = start_draft(journey=CLAIM)
    save_pages(draft_id=draft.pk, given=[Given(page("country"), {"country": "wales"})], by=BY)
    nino, country = Given(page("nino"), {"nino": "QQ123456C"}), Given(page("country"), {"country": "scotland"})
    save_pages(draft_id=draft.pk, given=[nino, country], by=BY)
    responses = load_responses([draft.pk])
    assert responses.page("country") == {"country": "scotland"}
    assert responses.page("nino") == {"nino": "QQ123456C"}
    assert PageAnswer.objects.get(draft=draft, page="nino").data == {}, "kept encrypted, and only so"


def test_all_are_kept_or_none() -> None:
    draft = start_draft(journey=CLAIM)
    country = Given(page("country"), {"country": "wales"})
    of_nobody = Given(page("child-sex"), {"child_sex": "male"}, item=uuid4())
    with pytest.raises(DraftItem.DoesNotExist):
        save_pages(draft_id=draft.pk, given=[country, of_nobody], by=BY)
    close_draft(draft.pk)
    with pytest.raises(DraftClosed):
        save_pages(draft_id=draft.pk, given=[country], by=BY)
    assert not PageAnswer.objects.exists()
