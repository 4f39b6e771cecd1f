"""What holds of every journey, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config.urls  # noqa: F401  (every journey is known once every address is)
from govuk.fields import YesNoField
from journeys.answers import Responses
from journeys.check import check_all
from journeys.definition import Journey, ListTask, Page, Task
from journeys.forms import QuestionForm
from journeys.losses import losses
from journeys.registry import JOURNEYS
from journeys.sitting import CHECK, TASK_CHECK, Sitting
from journeys.walked import TaskStatus
from tests.journeys.answering import every_page, options, pages_met, told
from tests.journeys.strategies import as_they_come, chosen_by, finished, in_disorder

every_journey = pytest.mark.parametrize("journey", JOURNEYS.values(), ids=list(JOURNEYS))


def ways(sitting: Sitting) -> Iterator[tuple[Task, UUID | None]]:
    """Each task, and each entry of each list: what has a path of its own."""
    for task in sitting.journey.tasks:
        yield task, None
        yield from ((task, item) for item in sitting.items(task))


def without(responses: Responses, gone: set[tuple[UUID | None, str]]) -> Responses:
    return Responses(pages={key: a for key, a in responses.pages.items() if key not in gone}, items=responses.items)


@every_journey
@as_they_come
@given(data=st.data())
def test_every_path_ends_and_back_undoes_next(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(in_disorder(journey)))
    for task, item in ways(sitting):
        steps = sitting.steps(task, item)
        pages = task.item_pages if item and isinstance(task, ListTask) else task.pages
        assert [step.page for step in steps] == [page for page in pages if page in {step.page for step in steps}]
        assert not any(step.is_exit for step in steps[:-1])
        before = sitting.url(task.slug, "list") if item else sitting.url()
        for place, step in enumerate(steps):
            if not all(earlier.answer for earlier in steps[:place]):
                break
            here = sitting.page_url(task, step.page.slug, item)
            # Whoever has answered only what comes before is asked this next, and Back leads to where they were.
            so_far = without(sitting.responses, {(item, later.page.slug) for later in steps[place:]})
            assert Sitting(journey, so_far).after(task, item) == here
            assert sitting.back_from(task, step.page, item) == before
            before = here


@every_journey
@as_they_come
@given(data=st.data())
def test_a_page_opens_once_those_before_it_are_answered(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(in_disorder(journey)))
    for task, item in ways(sitting):
        steps = sitting.steps(task, item)
        first = sitting.first_unanswered(task, item)
        reached = [step.page for step in steps].index(first) + 1 if first else len(steps)
        pages = task.item_pages if item and isinstance(task, ListTask) else task.pages
        opened = [page for page in pages if sitting.may_visit(task, page.slug, item)]
        assert opened == [step.page for step in steps[:reached]]
        for page in opened:
            if isinstance(page, Page):
                page.form(known=sitting.known_at(task, page, item))


def worked_out(sitting: Sitting) -> dict[str, Any]:
    """All that a sitting says of its tasks."""
    return {
        task.slug: (
            sitting.status(task),
            sitting.items(task),
            [sitting.steps(task, item) for item in (None, *sitting.items(task))],
            [vars(sitting.known_before(task, item)) for item in (None, *sitting.items(task))],
        )
        for task in sitting.journey.tasks
    }


def changes(data: st.DataObject, sitting: Sitting) -> Iterator[tuple[Task, Sitting]]:
    """A change in each task and about each entry, and how things are after it."""
    for task, item in list(ways(sitting)):
        changed = [sitting.without(task, item)] if item else []
        for step in sitting.steps(task, item):
            if isinstance(step.page, Page):
                others = options(step.page.form(known=sitting.known_at(task, step.page, item)))
                changed.append(sitting.with_answer(step.page.slug, data.draw(st.sampled_from(others)), item))
        if changed:
            yield task, data.draw(st.sampled_from(changed))


@every_journey
@as_they_come
@given(data=st.data())
def test_what_a_change_takes_over_is_what_a_new_walk_finds(journey: Journey, data: st.DataObject) -> None:
    saved = data.draw(in_disorder(journey))
    sitting = Sitting(journey, saved)
    if data.draw(st.booleans(), "all is worked out before the change"):
        worked_out(sitting)
    for _task, after in changes(data, sitting):
        assert worked_out(after) == worked_out(Sitting(journey, after.responses))
        past = Sitting(journey, after.responses, stops_at_exits=False)
        assert worked_out(after.past_exits()) == worked_out(past)


@every_journey
@as_they_come
@given(data=st.data())
def test_every_answer_that_a_change_takes_off_the_path_is_a_loss(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(in_disorder(journey)))

    def answered(saved: Responses) -> set[tuple[str, UUID | None, str]]:
        path = Sitting(journey, saved, stops_at_exits=False).path()
        return {(task.slug, item, step.page.slug) for task, item, step in path if step.answer is not None}

    for task, after in changes(data, sitting):
        lost = {(loss.task, loss.item, loss.page) for loss in losses(sitting, after, task)}
        gone = answered(sitting.responses) - answered(after.responses)
        ends = any(step.is_exit for item in (None, *after.items(task)) for step in after.steps(task, item))
        turned_back = any(step.is_exit for step in sitting.steps(task))
        if ends:
            assert not lost
        else:
            assert lost >= gone if turned_back else lost == gone


@every_journey
@as_they_come
@given(data=st.data())
def test_the_counts_and_the_statuses_agree(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(in_disorder(journey)))
    statuses = {task.slug: sitting.status(task) for task in journey.tasks}
    listed = sitting.tasks()
    done = [task for task in listed if statuses[task.slug] is TaskStatus.COMPLETED]
    assert sitting.completed_count() == len(done)
    assert sitting.is_complete == (len(done) == len(listed))
    for task in journey.tasks:
        waits = any(statuses[needed] is not TaskStatus.COMPLETED for needed in task.needs)
        assert (statuses[task.slug] is TaskStatus.CANNOT_START) == waits
        if not waits:
            ends = sitting.task_url(task) == sitting.url(task.slug, "check")
            assert ends == (statuses[task.slug] is TaskStatus.COMPLETED)


@every_journey
@as_they_come
@given(data=st.data())
def test_answers_off_the_path_change_nothing(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(in_disorder(journey)))
    on_path = {(item, step.page.slug) for _task, item, step in sitting.path()}
    lists = {(None, task.another_slug) for task in journey.tasks if isinstance(task, ListTask)}
    clean = Sitting(journey, without(sitting.responses, set(sitting.responses.pages) - on_path - lists))
    assert list(clean.path()) == list(sitting.path())
    assert [clean.status(task) for task in journey.tasks] == [sitting.status(task) for task in journey.tasks]


@every_journey
@as_they_come
@given(data=st.data())
def test_whatever_was_answered_it_can_be_finished(journey: Journey, data: st.DataObject) -> None:
    start = data.draw(in_disorder(journey))
    responses = told(journey, chosen_by(data.draw), start=start)
    assert Sitting(journey, responses).is_complete


@every_journey
@as_they_come
@given(data=st.data())
def test_what_is_checked_is_the_path(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(finished(journey)))
    assert sitting.is_complete
    shown = [
        (group.item, row.page, row.field)
        for task in check_all(sitting, came_from="")
        for group in task
        for row in group.rows
    ]
    assert shown == [(item, step.page.slug, name) for _task, item, step in sitting.path() for name in step.page.fields]


@every_journey
@as_they_come
@given(data=st.data())
def test_a_change_from_a_check_page_leads_back_to_it(journey: Journey, data: st.DataObject) -> None:
    sitting = Sitting(journey, data.draw(finished(journey)))
    for task, item in ways(sitting):
        for step in sitting.steps(task, item):
            for came_from in (CHECK, TASK_CHECK):
                back = sitting.back_from(task, step.page, item, came_from=came_from)
                assert back == sitting.url(*([CHECK] if came_from == CHECK else [task.slug, "check"]))
            if item is None:
                assert sitting.after(task, came_from=CHECK) == sitting.url(CHECK)


@every_journey
def test_every_page_is_on_somebodys_path(journey: Journey) -> None:
    for slug, responses in every_page(journey).items():
        assert slug in pages_met(Sitting(journey, responses))


def test_a_page_that_nobody_is_asked_is_noticed() -> None:
    def field() -> Any:
        return YesNoField(label="Really?", personal=False, missing="Select one")

    first = Page("first", type("First", (QuestionForm,), {"first": field()}))
    never = Page("never", type("Never", (QuestionForm,), {"never": field()}), lambda known: known.get("first") == 1.5)
    with pytest.raises(AssertionError, match="never"):
        every_page(Journey("dead", tasks=(Task("t", "T", pages=(first, never)),)))
