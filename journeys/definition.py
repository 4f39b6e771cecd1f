"""How a journey is declared. A page says when it is asked; it never says where to go next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from journeys.answers import Answer, KnownAnswers

if TYPE_CHECKING:
    from journeys.forms import QuestionForm
    from journeys.host import Host

Predicate = Callable[[KnownAnswers], bool]
Text = str | Promise

SHARED = "shared"  # answered once for the claim
OWN = "own"  # answered by each person for themselves


@dataclass(frozen=True, slots=True)
class Page:
    """One question (or one thing asked in a few fields). ``slug`` is its address, template and answer key."""

    slug: str
    form: type[QuestionForm]
    asked_if: Predicate | None = None

    fields: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """The names of the answers it gives."""

    _names: frozenset[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Worked out once: every walk asks for them of every page.
        object.__setattr__(self, "fields", tuple(self.form.base_fields))
        object.__setattr__(self, "_names", frozenset(self.fields))

    def answers(self, saved: Answer | None, known: KnownAnswers) -> bool:
        """Whether what was saved still answers the page, as it is now defined and after the answers before it."""
        return saved is not None and saved.keys() == self._names and self.form.still_offers(saved, known)


@dataclass(frozen=True, slots=True)
class Exit:
    """The end of the road: why somebody cannot go on, and what to do instead."""

    slug: str
    title: Text
    paragraphs: tuple[Text, ...]
    asked_if: Predicate
    links: tuple[tuple[Text, Text], ...] = ()

    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the task list: pages that belong together. ``needs`` names tasks that must be complete first.
    ``have_ready`` says what to have at hand, until it is done."""

    slug: str
    title: Text
    pages: tuple[Page | Exit, ...]
    needs: tuple[str, ...] = ()
    part: str = SHARED
    have_ready: Text = ""

    @property
    def exit_slug(self) -> str:
        """What is noted when an exit of this task is shown: not which, because that would be an answer."""
        return f"{self.slug}-exit"


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list task says: its heading for one and for the summary, its questions, its button."""

    summary: Text  # "Your children"
    item: Text  # "Child"
    add: Text  # "Add a child"
    another: Text  # "Do you have another child to add?"
    another_missing: Text
    empty: Text
    remove: Text  # "Are you sure you want to remove {name}?"
    remove_missing: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTask(Task):
    """A task about several of one thing: children, jobs. Each entry is asked ``item_pages``."""

    item_pages: tuple[Page | Exit, ...]
    listed_if: Predicate
    item_name: Callable[[Answer], str]
    words: ListWords
    maximum: int = 20

    @property
    def another_slug(self) -> str:
        """The answer key of "add another?", which closes the list when it is no."""
        return f"another-{self.slug}"


@dataclass(frozen=True, slots=True)
class Gate:
    """Something that must hold before a journey can be entered, and where to go while it does not."""

    name: str
    is_open: Callable[[Host], bool]
    otherwise: Callable[[Host], str]


class Journey:
    """Tasks in the order in which they are listed. Wrong definitions are refused when it is made.

    Of one that is not ``noted`` nothing is kept of which pages somebody was asked: where its path is itself telling.
    """

    def __init__(self, slug: str, *, tasks: tuple[Task, ...], gates: tuple[Gate, ...] = (), noted: bool = True) -> None:
        self.slug = slug
        self.tasks = tasks
        self.gates = gates
        self.noted = noted
        self._by_slug = {task.slug: task for task in tasks}
        self._asking = {page.slug: task for task, page in self.pages()}
        self._asking |= {task.another_slug: task for task in tasks if isinstance(task, ListTask)}
        self._check()

    def task(self, slug: str) -> Task:
        """The task of this name. Raises KeyError."""
        return self._by_slug[slug]

    def task_asking(self, page: str) -> Task:
        """The task in which a page is asked. Raises KeyError."""
        return self._asking[page]

    def pages(self) -> Iterator[tuple[Task, Page | Exit]]:
        """Every page of every task, entries' pages included."""
        for task in self.tasks:
            yield from ((task, page) for page in task.pages)
            if isinstance(task, ListTask):
                yield from ((task, page) for page in task.item_pages)

    def resting_on(self, slugs: Set[str]) -> Set[str]:
        """These tasks and all that need them, themselves or through others: what is asked in no other task depends on
        what is answered in these."""
        found = set(slugs)
        for task in self.tasks:  # a task needs only such as come before it
            if not found.isdisjoint(task.needs):
                found.add(task.slug)
        return found

    def _check(self) -> None:
        slugs = [page.slug for _, page in self.pages()] + list(self._by_slug)
        names = [name for _, page in self.pages() for name in page.fields]
        for kind, found in (("slug", slugs), ("answer", names)):
            repeated = {each for each in found if found.count(each) > 1}
            if repeated:
                raise ValueError(f"{self.slug}: the same {kind} twice: {', '.join(sorted(repeated))}")
        for position, task in enumerate(self.tasks):
            earlier = {each.slug for each in self.tasks[:position]}
            if unknown := set(task.needs) - earlier:
                raise ValueError(f"{task.slug} needs tasks that do not come before it: {sorted(unknown)}")
