"""What the pages of any journey are shown for: whose answers, behind which drafts, filled in by whom."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import select_template

from core.actor import Actor
from journeys.answers import Answer
from journeys.definition import OWN, SHARED, Task
from journeys.sitting import Sitting
from journeys.visits import note_visit


@dataclass(frozen=True)
class Host:
    """A journey being filled in by somebody: what the pages need besides the request."""

    sitting: Sitting
    drafts: Mapping[str, UUID]  # part of the journey -> its draft
    by: Actor
    closed_url: str  # where to go when the answers can no longer be changed
    context: Mapping[str, Any] = field(default_factory=dict)
    told_before: Mapping[str, Answer] = field(default_factory=dict)  # page -> what they told us elsewhere
    after_saving: Callable[[str, Answer], None] = lambda _page, _answer: None  # with it, in its transaction

    def draft_of(self, task: Task) -> UUID:
        """The draft that keeps this task's answers."""
        return self.drafts[task.part]

    def note(self, page: str, *, is_answered: bool, answered: bool = False, mistaken: bool = False) -> None:
        """Note for drop-off that a page was asked. One that was answered before is only noted when got wrong."""
        if self.sitting.journey.noted and (mistaken or not is_answered):
            draft_id = self.drafts.get(OWN) or self.drafts[SHARED]
            note_visit(draft_id=draft_id, page=page, by=self.by, answered=answered, mistaken=mistaken)

    def closed_gate(self) -> str | None:
        """Where to go instead, while a gate of the journey is closed."""
        return next((gate.otherwise(self) for gate in self.sitting.journey.gates if not gate.is_open(self)), None)


@functools.cache
def template_of(journey: str, page: str) -> str:
    """The page's own template where there is one, else its journey's, else the one that renders any page."""
    own = [f"{journey}/pages/{page}.html", f"{journey}/page.html"]
    return str(select_template([*own, "journeys/page.html"]).template.name)


def render_for(request: HttpRequest, host: Host, template: str, **context: Any) -> HttpResponse:
    """A page of this journey."""
    return render(request, template, {**host.context, "sitting": host.sitting, **context})
