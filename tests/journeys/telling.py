"""Telling a story page by page: at any address of a task, what to answer there, by the form's own fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from core import clock
from demo.filling import DaysFromNow, Story
from govuk.forms import GovukForm
from journeys.definition import ListTask, Page, Task


@dataclass
class Telling:
    """Somebody part-way through telling a task's story; it remembers which entry of the list they are at."""

    task: Task
    story: Story
    met: list[str] = field(default_factory=list)

    def is_told(self, path: str) -> bool:
        """The address is where the task's answers are checked."""
        return self._place(path) == ["check"]

    def page(self, path: str) -> Page | None:
        """The question page at an address; None for the list's own."""
        *about, slug = self._place(path)
        pages = self.task.item_pages if about and isinstance(self.task, ListTask) else self.task.pages
        return next((page for page in pages if isinstance(page, Page) and page.slug == slug), None)

    def data(self, path: str) -> dict[str, Any]:
        """What a browser sends at an address to say what the story says there, by the name of each input."""
        *about, _slug = self._place(path)
        page = self.page(path)
        if page is None:
            return {"another": "yes" if len(self.met) < len(self._entries) else "no"}
        answers = self._entry(about[1]) if about else self.story.answers
        assert any(name in answers for name in page.fields), f"The story says nothing on the page {page.slug}"
        return page.form.as_sent({name: _as_kept(value) for name, value in answers.items()})

    def _place(self, path: str) -> list[str]:
        parts = path.strip("/").split("/")
        return parts[parts.index(self.task.slug) + 1 :]

    @property
    def _entries(self) -> Any:
        return self.story.entries.get(self.task.slug, ())

    def _entry(self, item: str) -> Any:
        if item not in self.met:
            self.met.append(item)
        return self._entries[self.met.index(item)]


def _as_kept(value: Any) -> Any:
    return str(clock.today() + timedelta(days=value.days)) if isinstance(value, DaysFromNow) else value


def words_of(form: type[GovukForm]) -> list[re.Pattern[str]]:
    """What a person reads on the form: its heading and each question, whatever names are filled in."""
    drawn = form()
    words = [drawn.heading, *(bound.field.label_text for bound in drawn.bound_fields())]
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(each))) for each in words]
