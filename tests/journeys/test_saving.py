"""Keeping answers: one by one, several that are known already at once, and while somebody else writes."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from claims.journey import CLAIM
from core.actor import Actor, Channel
from journeys.definition import ListTask, Page
from journeys.models import DraftItem, PageAnswer
from journeys.selectors import load_responses
from journeys.services import (
    DraftClosed,
    Given,
    add_item,
    close_draft,
    remove_item,
    save_page,
    save_pages,
    start_draft,
)

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


CHILDREN = CLAIM.task("children")
assert isinstance(CHILDREN, ListTask)


def keep(draft: UUID, slug: str, answer: object, item: UUID | None = None) -> None:
    save_page(draft_id=draft, page=page(slug), answer={slug.replace("-", "_"): answer}, by=BY, item=item)


def test_an_answer_is_kept_in_place_of_the_one_before_by_whoever_gave_it() -> None:
    draft = start_draft(journey=CLAIM).pk
    child = add_item(draft_id=draft, task=CHILDREN, by=BY)
    for country, sex in (("wales", "male"), ("scotland", "female")):
        keep(draft, "country", country)
        keep(draft, "child-sex", sex, child)
    kept = PageAnswer.objects.order_by("page").values_list("page", "item", "data", "secret", "saved_by_name", "channel")
    given_by = (None, "Rosa Hughes", "online")
    assert list(kept) == [
        ("child-sex", child, {"child_sex": "female"}, *given_by),
        ("country", None, {"country": "scotland"}, *given_by),
    ]


def test_an_answer_about_an_entry_of_another_draft_is_not_kept() -> None:
    draft, other = start_draft(journey=CLAIM).pk, start_draft(journey=CLAIM).pk
    child = add_item(draft_id=other, task=CHILDREN, by=BY)
    with pytest.raises(DraftItem.DoesNotExist):
        keep(draft, "child-sex", "male", child)
    assert not PageAnswer.objects.exists()


def meanwhile(write: Callable[[], None], keep_it: Callable[[], None]) -> list[type[Exception]]:
    """What keeping an answer raises that begins while somebody else writes and has to wait for them."""
    raised: list[type[Exception]] = []

    def work() -> None:
        try:
            keep_it()
        except (DraftClosed, DraftItem.DoesNotExist) as refused:
            raised.append(type(refused))
        finally:
            connection.close()

    worker = Thread(target=work)
    with transaction.atomic():
        write()
        worker.start()
        with connection.cursor() as cursor:
            waits, deadline = 0, time.monotonic() + 10
            while not waits and time.monotonic() < deadline:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                [waits] = cursor.fetchone()
        assert waits, "it did not wait"
    worker.join(10)
    return raised


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_waits_for_a_draft_to_be_sent_is_not_kept() -> None:
    draft = start_draft(journey=CLAIM).pk
    assert meanwhile(lambda: close_draft(draft), lambda: keep(draft, "country", "wales")) == [DraftClosed]
    assert not PageAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_waits_for_its_entry_to_go_is_not_kept() -> None:
    draft = start_draft(journey=CLAIM).pk
    child = add_item(draft_id=draft, task=CHILDREN, by=BY)

    def remove() -> None:
        remove_item(draft_id=draft, task=CHILDREN, item=child, by=BY)

    assert meanwhile(remove, lambda: keep(draft, "child-sex", "male", child)) == [DraftItem.DoesNotExist]
    assert not PageAnswer.objects.exists()
