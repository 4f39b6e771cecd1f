"""One person's way through a journey: path, next, back, may-visit and status, all from one walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from uuid import UUID

from journeys.answers import Answer, Responses
from journeys.definition import Exit, Journey, ListTask, Page, Task
from journeys.walk import Walk, merged
from journeys.walked import Step, TaskStatus

# Where a change may have been asked for, and so where to go back to: one entry, its task, or the whole.
ITEM_CHECK, TASK_CHECK, CHECK = "entry", "task", "check"
ITEM_OF_CHECK = "check-entry"  # one entry, looked at from the whole


class Sitting(Walk):
    """A journey with what was saved for it. Reads only; ``journeys.services`` writes."""

    def __init__(
        self,
        journey: Journey,
        responses: Responses,
        *,
        base_url: str = "",
        stops_at_exits: bool = True,
        hides_secrets: bool = False,
    ) -> None:
        super().__init__(journey, responses, stops_at_exits=stops_at_exits)
        self.base_url = base_url
        self.hides_secrets = hides_secrets
        """Whether secret answers are neither shown nor asked: whoever looks only helps."""

    # The same with something changed, without asking the database again

    def with_answer(self, page: str, answer: Answer, item: UUID | None = None) -> Sitting:
        """As it would be with this answer kept."""
        pages = {**self.responses.pages, (item, page): answer}
        return self._with(pages=pages, items=self.responses.items, changed={self.journey.task_asking(page).slug})

    def without(self, task: Task, item: UUID) -> Sitting:
        """As it would be with this entry taken out of its list, and with it those of other lists that are about it."""
        about_it = {entry for (entry, _page), answer in self.responses.pages.items() if str(item) in answer.values()}
        items = {
            name: [each for each in entries if each != item and (name == task.slug or each not in about_it)]
            for name, entries in self.responses.items.items()
        }
        changed = {name for name, entries in items.items() if len(entries) < len(self.responses.items_of(name))}
        return self._with(pages=self.responses.pages, items=items, changed=changed)

    def _with(
        self,
        *,
        pages: Mapping[tuple[UUID | None, str], Answer],
        items: Mapping[str, Sequence[UUID]],
        changed: Set[str],
    ) -> Sitting:
        responses = replace(self.responses, pages=pages, items=items)
        twin = Sitting(
            self.journey,
            responses,
            base_url=self.base_url,
            stops_at_exits=self._stops_at_exits,
            hides_secrets=self.hides_secrets,
        )
        touched = self.journey.resting_on(changed)
        for _each in self.path(touched):
            pass  # What these need is walked here, and not again there.
        twin._found = self._found.but_for(touched)
        return twin

    def past_exits(self) -> Sitting:
        """As it would be if no exit stood in the way."""
        twin = Sitting(self.journey, self.responses, base_url=self.base_url, stops_at_exits=False)
        twin._found = self._found.but_for(self.journey.resting_on(self._found.with_exits()))
        return twin

    # Derived from the walk

    def first_unanswered(self, task: Task, item: UUID | None = None) -> Page | Exit | None:
        """The page that now needs an answer; an exit is one that can have none."""
        return next((step.page for step in self.steps(task, item) if step.answer is None), None)

    def item_is_complete(self, task: Task, item: UUID) -> bool:
        """Whether everything asked about an entry is answered."""
        return self.first_unanswered(task, item) is None

    def may_visit(self, task: Task, slug: str, item: UUID | None = None) -> Step | None:
        """The step of this page if it lies on the path no further than the first unanswered page."""
        for step in self.steps(task, item):
            if step.page.slug == slug:
                return step
            if step.answer is None:
                return None
        return None

    def status(self, task: Task) -> TaskStatus:
        """The task's row on the task list."""
        if task.slug not in self._found.statuses:
            self._found.statuses[task.slug] = self._status_of(task)
        return self._found.statuses[task.slug]

    def _status_of(self, task: Task) -> TaskStatus:
        if any(self.status(self.journey.task(name)) is not TaskStatus.COMPLETED for name in task.needs):
            return TaskStatus.CANNOT_START
        steps = self.steps(task)
        if not steps:
            # Nothing in it is asked of this person: it is done, and is not listed.
            return TaskStatus.COMPLETED
        if all(self.responses.page(step.page.slug) is None for step in steps):
            return TaskStatus.NOT_STARTED
        if any(step.answer is None for step in steps):
            return TaskStatus.IN_PROGRESS
        if isinstance(task, ListTask) and self.lists_items(task) and not self._list_is_finished(task):
            return TaskStatus.IN_PROGRESS
        return TaskStatus.COMPLETED

    def _list_is_finished(self, task: ListTask) -> bool:
        closed = self.responses.page(task.another_slug) == {"another": False}
        items = self.items(task)
        return closed and bool(items) and all(self.item_is_complete(task, item) for item in items)

    def asks(self, slug: str) -> bool:
        """Whether a page is on the path, in its task or about an entry of its list."""
        task = self.journey.task_asking(slug)
        return any(step.page.slug == slug for item in (None, *self.items(task)) for step in self.steps(task, item))

    def asks_something(self, task: Task) -> bool:
        """Whether anything in a task is, or may be, asked of this person: else it is not listed."""
        return bool(self.steps(task)) or self.status(task) is TaskStatus.CANNOT_START

    def tasks(self) -> list[Task]:
        """The tasks to list."""
        return [task for task in self.journey.tasks if self.asks_something(task)]

    def completed_count(self) -> int:
        """How many of the listed tasks are completed."""
        return sum(self.status(task) is TaskStatus.COMPLETED for task in self.tasks())

    @property
    def is_complete(self) -> bool:
        """Whether the whole journey can be submitted."""
        return all(self.status(task) is TaskStatus.COMPLETED for task in self.journey.tasks)

    def dead_end(self) -> tuple[Task, UUID | None, Exit] | None:
        """Where this person was told that they cannot go on, and why; None while they can."""
        return next(
            ((task, item, step.page) for task, item, step in self.path() if isinstance(step.page, Exit)),
            None,
        )

    def relevant(self, task: Task) -> Answer:
        """Every relevant answer of a task (not of its entries), by field name."""
        return merged(step.answer for step in self.steps(task) if step.answer)

    def path(self, only: Set[str] | None = None) -> Iterator[tuple[Task, UUID | None, Step]]:
        """Every step of every task (or only of these) and entry: what is shown, submitted and acted on."""
        for task in self.journey.tasks:
            if only is not None and task.slug not in only:
                continue
            yield from ((task, None, step) for step in self.steps(task))
            for item in self.items(task):
                yield from ((task, item, step) for step in self.steps(task, item))

    # Addresses

    def url(self, *parts: str) -> str:
        """An address within this journey."""
        return self.base_url + "".join(f"{part}/" for part in parts)

    def page_url(self, task: Task, slug: str, item: UUID | None = None, *, came_from: str = "") -> str:
        """The address of a page, remembering where to go back to."""
        return self.page_urls(task, item, came_from=came_from)(slug)

    def page_urls(self, task: Task, item: UUID | None = None, *, came_from: str = "") -> Callable[[str], str]:
        """The same for any page of a task, or about an entry."""
        before = self.url(task.slug, "item", str(item)) if item else self.url(task.slug)
        after = f"/?from={came_from}" if came_from else "/"
        return lambda slug: f"{before}{slug}{after}"

    def task_url(self, task: Task) -> str:
        """Where a row of the task list leads: to what still needs an answer, else to the task's answers."""
        return self.after(task)

    def after(self, task: Task, item: UUID | None = None, *, came_from: str = "") -> str:
        """Where to go once something was saved: the first unanswered page, else back to where they came from."""
        if page := self.first_unanswered(task, item):
            return self.page_url(task, page.slug, item, came_from=came_from)
        if item is not None and came_from in {ITEM_CHECK, ITEM_OF_CHECK}:
            return self._origin(task, item, came_from)
        if item is not None or (self.lists_items(task) and self.status(task) is not TaskStatus.COMPLETED):
            return self.url(task.slug, "list") + (f"?from={came_from}" if came_from else "")
        return self._origin(task, item, came_from)

    def _origin(self, task: Task, item: UUID | None, came_from: str) -> str:
        if came_from == CHECK:
            return self.url("check")
        if came_from in {ITEM_CHECK, ITEM_OF_CHECK} and item is not None:
            after = f"?from={CHECK}" if came_from == ITEM_OF_CHECK else ""
            return self.url(task.slug, "item", str(item), "check") + after
        return self.url(task.slug, "check")

    def back_from(self, task: Task, page: Page | Exit, item: UUID | None = None, *, came_from: str = "") -> str:
        """The previous state: the page before, else where they came from, the list, or the task list."""
        steps = self.steps(task, item)
        position = next(i for i, step in enumerate(steps) if step.page.slug == page.slug)
        complete = self.first_unanswered(task, item) is None
        if came_from and complete:
            return self._origin(task, item, came_from)
        if position:
            return self.page_url(task, steps[position - 1].page.slug, item, came_from=came_from)
        return self.url(task.slug, "list") if item else self.url()
