"""Answers made from the forms themselves: what each page accepts, and ways of telling a whole journey.

Nothing here names a question, so that a new one is answered, walked and attacked without being told of.
"""

from __future__ import annotations

import functools
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from core import clock
from demo.filling import EntryOf, Story
from govuk.errors import AnswerError
from govuk.fields import CheckboxesField, GovukField
from govuk.fields.choices import ChoiceField
from journeys.answers import Answer, Responses
from journeys.definition import Exit, Journey, ListTask, Page, Task
from journeys.forms import QuestionForm
from journeys.sitting import Sitting
from journeys.walked import TaskStatus

Choose = Callable[[list[Any], Callable[[Any], int]], Any]
"""Chooses among answers; the second argument says how much each leaves to be asked."""

# Typed into every question that is not a choice; each keeps those that it accepts.
WORDS = (
    "Rowan",
    "Siân-Élise O’Connor",
    "x{name}%s",
    "20",
    "2",
    "0",
    "1,250.50",
    "AA123456A",
    "LS6 2AB",
    "07700 900461",
)
WORDS += ("200000", "55779911", "somebody@example.com")
MOST_WORDS = 3
LONG_AGO = date(1991, 5, 14)
DAYS_FROM_TODAY = (0, -1, -40, -365 * 5, -365 * 17, -365 * 24, -365 * 75, 1, 40, 365)
MOST_COMBINATIONS = 2000
MOST_TELLINGS = 2000


# What a page accepts


def accepted(field: GovukField) -> list[Any]:
    """Answers that a field accepts: every choice, days far and near, a few words. An optional one can be skipped."""
    if isinstance(field, CheckboxesField):
        several = [choice[0] for choice in field.choices]
        typed: list[Any] = [*([value] for value in several), several, *([[field.none[0]]] if field.none else [])]
    elif isinstance(field, ChoiceField):
        typed = list(field.labels)
    else:
        typed = [_typed(day) for day in _days()]
    found = list(_kept(field, typed))
    if not isinstance(field, ChoiceField):
        found += itertools.islice(_kept(field, WORDS), MOST_WORDS)
    if field.optional:
        found.append(field.to_answer(field.empty()))
    assert found, f"Nothing in {__name__} answers {field.label!s}"
    return found


def _kept(field: GovukField, typed: Any) -> Iterator[Any]:
    seen: list[Any] = []
    for each in typed:
        try:
            answer = field.to_answer(field.clean(each))
        except AnswerError:
            continue
        if answer is not None and answer not in seen:
            seen.append(answer)
            yield answer


def _days() -> list[date]:
    today = clock.today()
    return [LONG_AGO, *(today + timedelta(days=days) for days in DAYS_FROM_TODAY)]


def _typed(day: date) -> dict[str, str]:
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def options(form: QuestionForm) -> list[Answer]:
    """Answers that a page accepts: one that is good, and it again with each field answered otherwise."""
    fields = cast("dict[str, GovukField]", form.fields)
    offered = tuple(tuple(field.labels) for field in fields.values() if isinstance(field, ChoiceField))
    key = (type(form), offered, clock.today())
    if key not in _options:
        _options[key] = list(_fitting(form, {name: accepted(field) for name, field in fields.items()}))
    return list(_options[key])


_options: dict[Any, list[Answer]] = {}


def _fitting(form: QuestionForm, each: dict[str, list[Any]]) -> Iterator[Answer]:
    def fits(answer: Answer) -> bool:
        return type(form).answered_with(answer, known=form.known).is_valid()

    combinations = (dict(zip(each, values, strict=True)) for values in itertools.product(*each.values()))
    first = next(answer for answer in itertools.islice(combinations, MOST_COMBINATIONS) if fits(answer))
    yield first
    others = ({**first, name: value} for name, values in each.items() for value in values if value != first[name])
    yield from filter(fits, others)


# Whole journeys


def told(
    journey: Journey, choose: Choose, *, start: Responses | None = None, meet: Callable[[Responses], None] | None = None
) -> Responses:
    """A journey told to its end, each answer chosen from those its page accepts. An answer that leads to an exit
    is met and then thought better of. Answers given at the start are kept."""
    telling = _Telling(journey, choose, start or Responses(), meet)
    for task in journey.tasks:
        telling.tell(task)
        if isinstance(task, ListTask):
            telling.tell_entries(task)
    return telling.responses


class _Telling:
    def __init__(self, journey: Journey, choose: Choose, start: Responses, meet: Any) -> None:
        self.journey, self.choose, self.meet = journey, choose, meet
        self.pages = dict(start.pages)
        self.items = {name: list(items) for name, items in start.items.items()}

    @property
    def responses(self) -> Responses:
        return Responses(pages=self.pages, items=self.items)

    @property
    def sitting(self) -> Sitting:
        return Sitting(self.journey, self.responses)

    def tell(self, task: Task, item: UUID | None = None) -> None:
        while page := self.sitting.first_unanswered(task, item):
            if isinstance(page, Exit):
                page = self.sitting.steps(task, item)[-2].page
            assert isinstance(page, Page)
            self.answer(task, page, item)

    def answer(self, task: Task, page: Page, item: UUID | None) -> None:
        sitting = self.sitting
        answers = options(page.form(known=sitting.known_at(task, page, item)))

        def ahead(answer: Answer) -> int:
            self.pages[item, page.slug] = answer
            return _length(self.sitting)

        while True:
            self.pages[item, page.slug] = chosen = self.choose(answers, ahead)
            *_, last = self.sitting.steps(task, item)
            if not (last.is_exit and self.sitting.steps(task, item)[-2].page is page):
                return
            if self.meet:
                items = {name: list(ids) for name, ids in self.items.items()}
                self.meet(Responses(pages=dict(self.pages), items=items))
            answers.remove(chosen)

    def tell_entries(self, task: ListTask) -> None:
        if not self.sitting.lists_items(task):
            return
        if not self.sitting.items(task):
            for _ in range(self.choose([1, 2], int)):
                self.items.setdefault(task.slug, []).append(_item(self.items))
        for item in self.items[task.slug]:
            self.tell(task, item)
        self.pages[None, task.another_slug] = {"another": False}


def _item(items: Mapping[str, Sequence[UUID]]) -> UUID:
    """A name for another entry, the same on every run."""
    return UUID(int=1 + max((item.int for ids in items.values() for item in ids), default=0))


def _length(sitting: Sitting) -> int:
    """How many pages an answer leaves to be asked; an exit leads nowhere, and a list to many."""
    path = list(sitting.path())
    empty = sum(sitting.lists_items(task) and not sitting.items(task) for task in sitting.journey.tasks)
    return len(path) + 100 * empty + 1000 * any(step.is_exit for *_, step in path)


def by_chance(chance: random.Random) -> Choose:
    """Any of the answers, the last of them often: so little follows from "no" and "none of these" that what is asked
    of people with nothing to tell is seldom met otherwise."""
    return lambda answers, _ahead: answers[-1] if chance.random() < 0.35 else chance.choice(answers)


@functools.cache
def shortest(journey: Journey) -> Responses:
    """A journey with as little to answer as can be had, choosing at each page what leaves least to be asked."""
    return told(journey, lambda answers, ahead: min(answers, key=ahead))


@functools.cache
def every_page(journey: Journey) -> dict[str, Responses]:
    """For each page of a journey, exits too, answers that put it on somebody's path; in as few tellings as will do."""
    wanted = {page.slug for _task, page in journey.pages()}
    tellings: list[tuple[Responses, set[str]]] = []
    times: Counter[str] = Counter()

    def remember(responses: Responses) -> None:
        slugs = pages_met(Sitting(journey, responses))
        tellings.append((responses, slugs))
        times.update(sorted(slugs))

    chance = random.Random(1)
    for telling in range(MOST_TELLINGS):
        start = _told_otherwise(tellings, times, chance) if telling % 3 else Responses()
        remember(told(journey, by_chance(chance), start=start, meet=remember))
        if not (unmet := wanted - set(times)):
            break
    assert not unmet, f"No answers lead to these pages of {journey.slug}: {', '.join(sorted(unmet))}"
    reached: dict[str, Responses] = {}
    while wanted - set(reached):
        responses, slugs = max(tellings, key=lambda telling: len(telling[1] - set(reached)))
        reached |= dict.fromkeys(sorted(slugs - set(reached)), responses)
    return reached


def _told_otherwise(
    tellings: list[tuple[Responses, set[str]]], times: Counter[str], chance: random.Random
) -> Responses:
    """A telling that came where few do, less a few of the answers to the pages that are met least."""
    rare = chance.choices(list(times), [1 / count for count in times.values()])[0]
    responses = chance.choice([responses for responses, slugs in tellings if rare in slugs])
    keys = [key for key in responses.pages if key[1] in times]
    gone = chance.choices(keys, [1 / times[slug] for _item, slug in keys], k=2)
    return Responses(pages={key: a for key, a in responses.pages.items() if key not in gone}, items=responses.items)


def pages_met(sitting: Sitting) -> set[str]:
    """The pages that are asked: not those of tasks that cannot start."""
    waiting = {task.slug for task in sitting.journey.tasks if sitting.status(task) is TaskStatus.CANNOT_START}
    return {step.page.slug for task, _item, step in sitting.path() if task.slug not in waiting}


def story_of(journey: Journey, responses: Responses) -> Story:
    """The same answers as a story, for telling them again in another way."""
    sitting = Sitting(journey, responses)
    answers: dict[str, Any] = {}
    entries: dict[str, list[Answer]] = {}
    places = {
        str(item): EntryOf(task.slug, place) for task in journey.tasks for place, item in enumerate(sitting.items(task))
    }
    for task in journey.tasks:
        answers |= sitting.relevant(task)
        for item in sitting.items(task):
            entry = {name: _placed(value, places) for name, value in sitting.entry(task, item).items()}
            entries.setdefault(task.slug, []).append(entry)
    return Story(answers, entries)


def _placed(value: Any, places: dict[str, EntryOf]) -> Any:
    return places.get(value, value) if isinstance(value, str) else value
