"""The walk through a journey: the pages that somebody is asked, and what is known on each."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from journeys.answers import Answer, KnownAnswers, Responses
from journeys.definition import Exit, Journey, ListTask, Page, Task
from journeys.walked import Step, Walked


class Walk:
    """A journey walked with what was saved for it.

    What is worked out is kept: a page asks for the same again and again, and nothing that was saved changes in here.
    """

    def __init__(self, journey: Journey, responses: Responses, *, stops_at_exits: bool) -> None:
        self.journey = journey
        self.responses = responses
        self._stops_at_exits = stops_at_exits
        self._found = Walked()

    def steps(self, task: Task, item: UUID | None = None) -> tuple[Step, ...]:
        """The path: the pages this person is asked in a task (or about one entry of a list), in order."""
        key = (task.slug, item)
        if key not in self._found.steps:
            self._found.steps[key] = self._walk(task, item)
        return self._found.steps[key]

    def _walk(self, task: Task, item: UUID | None) -> tuple[Step, ...]:
        pages = task.item_pages if item and isinstance(task, ListTask) else task.pages
        known, saved_for = self.known_before(task, item), self.responses.page
        steps: list[Step] = []
        is_ended = False
        for page in pages:
            asked = not is_ended and (page.asked_if is None or page.asked_if(known))
            if isinstance(page, Exit):
                if asked and self._stops_at_exits:
                    steps.append(Step(page, None))
                    is_ended = True
                continue
            answer = None
            if asked:
                saved = saved_for(page.slug, item)
                answer = saved if page.answers(saved, known) else None
                steps.append(Step(page, answer))
            known.declare(page.fields, answer)
        if item is None:
            self._found.after[task.slug] = known
        return tuple(steps)

    def _known_after(self, task: Task) -> KnownAnswers:
        """What is known once a task's own pages were walked. To be read only."""
        self.steps(task)
        return self._found.after[task.slug]

    def known_before(self, task: Task, item: UUID | None = None) -> KnownAnswers:
        """What may be known on entering a task: the tasks it needs, and for an entry the task's own pages."""
        return (self._known_after(task) if item else self._known_to(task)).copy()

    def _known_to(self, task: Task) -> KnownAnswers:
        """What is known from the tasks that a task needs. Worked out once, and copied to be added to."""
        if task.slug not in self._found.known:
            known = KnownAnswers()
            for name in task.needs:
                known.learn(self._told_by(self.journey.task(name)))
            self._found.known[task.slug] = known
        return self._found.known[task.slug]

    def _told_by(self, task: Task) -> KnownAnswers:
        """What a task itself tells, without those that it needs. Worked out once for all that need it."""
        if task.slug not in self._found.told:
            told = KnownAnswers()
            self._learn_pages(told, task.pages, self.steps(task))
            if isinstance(task, ListTask):
                told.declare_list(task.slug, [(item, self.entry(task, item)) for item in self.items(task)])
            self._found.told[task.slug] = told
        return self._found.told[task.slug]

    def known_at(self, task: Task, page: Page | Exit, item: UUID | None = None) -> KnownAnswers:
        """What is known when a page is shown."""
        known = self.known_before(task, item)
        pages = task.item_pages if item and isinstance(task, ListTask) else task.pages
        self._learn_pages(known, pages[: pages.index(page)], self.steps(task, item))
        return known

    @staticmethod
    def _learn_pages(known: KnownAnswers, pages: tuple[Page | Exit, ...], steps: tuple[Step, ...]) -> None:
        given = {step.page.slug: step.answer for step in steps}
        for page in pages:
            known.declare(page.fields, given.get(page.slug))

    def lists_items(self, task: Task) -> bool:
        """Whether the answers so far call for entries in this list, though more may be asked before they are."""
        if not isinstance(task, ListTask):
            return False
        if task.slug not in self._found.lists:
            self._found.lists[task.slug] = task.listed_if(self._known_after(task))
        return self._found.lists[task.slug]

    def items(self, task: Task) -> list[UUID]:
        """The entries of a list that count: none while the answers say there are none."""
        return list(self.responses.items_of(task.slug)) if self.lists_items(task) else []

    def entry(self, task: Task, item: UUID) -> Answer:
        """The relevant answers about one entry."""
        return merged(step.answer for step in self.steps(task, item) if step.answer)


def merged(answers: Iterable[Answer]) -> Answer:
    """Several pages' answers as one."""
    together: dict[str, object] = {}
    for answer in answers:
        together.update(answer)
    return together
