"""Answering a claim through the same services as the pages, for personas and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from claims.journey import CLAIM
from claims.models import Claim, Member
from core.actor import Actor
from journeys.definition import ListTask, Page
from journeys.services import add_item, save_another, save_page

Answers = Mapping[str, Any]  # field name -> canonical JSON value


@dataclass(frozen=True)
class EntryOf:
    """As an answer: the entry of another list, by its place (which child the childcare is for)."""

    task: str
    place: int


@dataclass(frozen=True)
class Story:
    """What somebody answers: by field name, and for each list the entries in order."""

    answers: Answers
    entries: Mapping[str, Sequence[Answers]] = field(default_factory=dict)

    def but(self, entries: Mapping[str, Sequence[Answers]] | None = None, **answers: Any) -> Story:
        """The same story with some answers changed."""
        return Story({**self.answers, **answers}, {**self.entries, **(entries or {})})


def answer_claim(*, claim: Claim, member: Member, story: Story, by: Actor) -> None:
    """Save every page for which the story has answers."""
    drafts = {"shared": claim.draft_id, "own": member.draft_id}
    made: dict[str, list[UUID]] = {}
    for task in CLAIM.tasks:
        draft_id = drafts[task.part]
        for page in task.pages:
            _answer(draft_id, page, story.answers, by)
        if isinstance(task, ListTask) and story.entries.get(task.slug):
            for entry in story.entries[task.slug]:
                item = add_item(draft_id=draft_id, task=task)
                made.setdefault(task.slug, []).append(item)
                given = {name: _found(value, made) for name, value in entry.items()}
                for page in task.item_pages:
                    _answer(draft_id, page, given, by, item)
            save_another(draft_id=draft_id, task=task, another=False, by=by)


def _found(value: Any, made: Mapping[str, Sequence[UUID]]) -> Any:
    return str(made[value.task][value.place]) if isinstance(value, EntryOf) else value


def _answer(draft_id: UUID, page: Any, answers: Answers, by: Actor, item: UUID | None = None) -> None:
    if not isinstance(page, Page) or not any(name in answers for name in page.fields):
        return
    given = {name: answers.get(name) for name in page.fields}
    save_page(draft_id=draft_id, page=page, answer=given, by=by, item=item)
