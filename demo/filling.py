"""Answering a claim through the same services as the pages, for personas and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from claims.journey import CLAIM
from claims.models import Claim, Member
from core import clock
from core.actor import Actor
from journeys.answers import Responses
from journeys.definition import Exit, Journey, ListTask, Page
from journeys.services import Given, add_item, save_another, save_pages
from journeys.sitting import Sitting

Answers = Mapping[str, Any]  # field name -> canonical JSON value, or one of the two below


@dataclass(frozen=True)
class EntryOf:
    """As an answer: the entry of another list, by its place (which child the childcare is for)."""

    task: str
    place: int


@dataclass(frozen=True)
class DaysFromNow:
    """As an answer: the day so many days after it is given (before it, when negative)."""

    days: int


@dataclass(frozen=True)
class Story:
    """What somebody answers: by field name, and for each list the entries in order."""

    answers: Answers
    entries: Mapping[str, Sequence[Answers]] = field(default_factory=dict)

    def but(self, entries: Mapping[str, Sequence[Answers]] | None = None, **answers: Any) -> Story:
        """The same story with some answers changed."""
        return Story({**self.answers, **answers}, {**self.entries, **(entries or {})})

    def only(self, *tasks: str) -> Story:
        """The same story told in these tasks, and in no other."""
        names = {name for task, page in CLAIM.pages() if task.slug in tasks for name in page.fields}
        answers = {name: answer for name, answer in self.answers.items() if name in names}
        return Story(answers, {task: entries for task, entries in self.entries.items() if task in tasks})


def answer_claim(*, claim: Claim, member: Member, story: Story, by: Actor) -> None:
    """Save every page that the story answers and somebody with these answers is asked."""
    drafts = {"shared": claim.draft_id, "own": member.draft_id}
    made: dict[str, list[UUID]] = {}
    given: dict[UUID, list[Given]] = defaultdict(list)
    planned = responses_of(story)
    asked = {(item, step.page.slug) for _task, item, step in Sitting(CLAIM, planned).path()}
    for task in CLAIM.tasks:
        draft_id = drafts[task.part]
        given[draft_id] += [each for each in _given(task.pages, story.answers, made) if (None, each.page.slug) in asked]
        if isinstance(task, ListTask) and story.entries.get(task.slug):
            for entry, plan in zip(story.entries[task.slug], planned.items_of(task.slug), strict=True):
                item = add_item(draft_id=draft_id, task=task, by=by)
                made.setdefault(task.slug, []).append(item)
                about = [e for e in _given(task.item_pages, entry, made, item) if (plan, e.page.slug) in asked]
                save_pages(draft_id=draft_id, given=about, by=by)
            save_another(draft_id=draft_id, task=task, another=False, by=by)
    for draft_id, answers in given.items():
        save_pages(draft_id=draft_id, given=answers, by=by)


def responses_of(story: Story, journey: Journey = CLAIM) -> Responses:
    """The story as saved answers, without a database."""
    pages: dict[tuple[UUID | None, str], Mapping[str, Any]] = {}
    made: dict[str, list[UUID]] = {}
    for task in journey.tasks:
        given = list(_given(task.pages, story.answers, made))
        if isinstance(task, ListTask) and story.entries.get(task.slug):
            for entry in story.entries[task.slug]:
                made.setdefault(task.slug, []).append(item := uuid4())
                given += _given(task.item_pages, entry, made, item)
            pages[None, task.another_slug] = {"another": False}
        pages.update({(each.item, each.page.slug): each.answer for each in given})
    return Responses(pages=pages, items=made)


def _given(
    pages: Sequence[Page | Exit], answers: Answers, made: Mapping[str, Sequence[UUID]], item: UUID | None = None
) -> Iterator[Given]:
    """What these answers say to each of the pages that they answer."""
    for page in pages:
        if isinstance(page, Page) and any(name in answers for name in page.fields):
            yield Given(page, {name: _value(answers.get(name), made) for name in page.fields}, item)


def _value(value: Any, made: Mapping[str, Sequence[UUID]]) -> Any:
    """As it is kept."""
    if isinstance(value, EntryOf):
        return str(made[value.task][value.place])
    if isinstance(value, DaysFromNow):
        return str(clock.today() + timedelta(days=value.days))
    return value
