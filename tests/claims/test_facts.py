"""Answers become circumstances, and circumstances the same answers."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from claims.fact_tables import TABLES
from claims.facts import answers_of, circumstances_of
from claims.journey import CLAIM
from demo.filling import responses_of
from demo.stories import LONE_PARENT
from journeys.answers import Responses
from journeys.sitting import Sitting
from tests.journeys.strategies import as_they_come, finished


def answers_on(sitting: Sitting) -> dict[tuple[str, str], Any]:
    """Every answer of the path, by entry and name."""
    steps = ((item, step.answer) for _task, item, step in sitting.path())
    return {(str(item or ""), name): value for item, answer in steps for name, value in (answer or {}).items()}


def answers_in(sitting: Sitting) -> dict[tuple[str, str], Any]:
    """Every answer in the circumstances, by entry and the name it was asked by."""
    names = {(table.kind, part): name for table in TABLES for name, part in table.parts.items()}
    return {
        (each.item, names[each.kind, part]): value
        for each in circumstances_of(sitting)
        for part, value in {**each.value, **each.secret}.items()
    }


def test_every_answer_has_a_place_among_the_circumstances() -> None:
    asked = {name for _task, page in CLAIM.pages() for name in page.fields}
    kept = [name for table in TABLES for name in table.parts]
    assert sorted(kept) == sorted(asked)


@as_they_come
@given(responses=finished(CLAIM), others=finished(CLAIM))
def test_circumstances_hold_the_path_and_nothing_else(responses: Responses, others: Responses) -> None:
    # What was answered on the way to something else is still there, off the path.
    both = Responses(pages={**others.pages, **responses.pages}, items=responses.items)
    sitting = Sitting(CLAIM, both)
    assert answers_in(sitting) == answers_on(sitting)


@as_they_come
@given(finished(CLAIM))
def test_circumstances_lead_back_to_the_same_answers_and_those_to_the_same_circumstances(responses: Responses) -> None:
    sitting = Sitting(CLAIM, responses)
    circumstances = circumstances_of(sitting)
    again = Sitting(CLAIM, answers_of(CLAIM, circumstances))
    assert again.is_complete
    assert list(again.path()) == list(sitting.path())
    assert circumstances_of(again) == circumstances


def test_the_lone_parents_bank_details_are_kept_apart() -> None:
    circumstances = circumstances_of(Sitting(CLAIM, responses_of(LONE_PARENT)))
    bank = next(each for each in circumstances if each.kind == "bank")
    assert "account_number" not in bank.value
    assert bank.secret["account_number"] == "55779911"
