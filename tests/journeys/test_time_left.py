"""How long a claim still takes goes down as it is answered, and is nothing at the end."""

from __future__ import annotations

from claims.journey import CLAIM
from demo.filling import responses_of
from demo.stories import LONE_PARENT, OVER_CAPITAL
from journeys.answers import Responses
from journeys.sitting import Sitting
from journeys.time_left import minutes_left


def test_the_time_left_goes_down_task_by_task_to_nothing() -> None:
    whole = responses_of(LONE_PARENT)
    left = []
    for count in range(len(CLAIM.tasks) + 1):
        done = {page.slug for task, page in CLAIM.pages() if task in CLAIM.tasks[:count]}
        done |= {f"another-{task.slug}" for task in CLAIM.tasks[:count]}
        pages = {key: answer for key, answer in whole.pages.items() if key[1] in done}
        items = {task.slug: whole.items_of(task.slug) for task in CLAIM.tasks[:count]}
        left.append(minutes_left(Sitting(CLAIM, Responses(pages=pages, items=items))))
    assert left == sorted(left, reverse=True)
    assert 15 <= left[0] <= 30
    assert left[-1] == 0


def test_nobody_is_promised_minutes_at_an_exit() -> None:
    assert minutes_left(Sitting(CLAIM, responses_of(OVER_CAPITAL))) == 0
