"""Every persona's path: the pages they are asked, in order, and where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest

from claims.journey import CLAIM
from demo.awards import sitting_of
from demo.filling import Story, responses_of
from demo.personas import CLAIMANTS, Persona, Stage
from demo.stories import LONE_PARENT, NOTHING_TO_TELL, OTHERWISE, SHORTEST
from demo.stories.shortest import MOST_PAGES
from journeys.definition import Exit, ListTask, Task
from journeys.sitting import Sitting
from journeys.walked import TaskStatus
from tests.journeys.answering import shortest

ASKED = Path(__file__).parent / "asked.txt"
PEOPLE = [persona for persona in CLAIMANTS if persona.story]
SENT = set(Stage) - {Stage.ACCOUNT, Stage.HALF_DONE, Stage.LAPSING, Stage.STOPPED, Stage.LAPSED}


def first_name(persona: Persona) -> str:
    return persona.slug.split(".")[0]


def read_table() -> tuple[dict[str, set[str]], dict[str, str]]:
    """The groups, and page -> who is asked it."""
    groups, rows = {}, {}
    for line in ASKED.read_text().splitlines():
        if line.startswith("="):
            _sign, name, *members = line.split()
            groups[name] = set(members)
        elif line.startswith("  "):
            page, who = line.split(maxsplit=1)
            assert page not in rows, f"{page} has two rows"
            rows[page] = who
    return groups, rows


GROUPS, ROWS = read_table()


def is_asked(name: str, entry: int, page: str) -> bool:
    """Whether the table says that somebody is asked a page; ``entry`` is 0 for a page that is not about an entry."""
    who = ROWS[page]
    if who.startswith("all"):
        return name not in who.split()[2:]
    if who == "each":
        return bool(entry)
    listed = set(chain.from_iterable(GROUPS.get(each, {each}) for each in who.split()))
    return (f"{name}/{entry}" if entry else name) in listed


def expected_path(persona: Persona, sitting: Sitting) -> list[str]:
    """The path by the table: for each task that may be started its pages, then those of each entry."""
    name, path = first_name(persona), []
    for task in startable(sitting):
        for page in task.pages:
            if is_asked(name, 0, page.slug):
                path.append(page.slug)
                if isinstance(page, Exit):
                    return path
        if isinstance(task, ListTask) and persona.story:
            for entry in range(1, len(persona.story.entries.get(task.slug, ())) + 1):
                path += [f"{page.slug} {entry}" for page in task.item_pages if is_asked(name, entry, page.slug)]
    return path


def startable(sitting: Sitting) -> list[Task]:
    return [task for task in CLAIM.tasks if sitting.status(task) is not TaskStatus.CANNOT_START]


def path_of(sitting: Sitting) -> list[str]:
    path = []
    for task in startable(sitting):
        path += [step.page.slug for step in sitting.steps(task)]
        for entry, item in enumerate(sitting.items(task), start=1):
            path += [f"{step.page.slug} {entry}" for step in sitting.steps(task, item)]
    return path


def test_every_page_has_one_row_in_the_order_of_the_claim() -> None:
    pages = [page.slug for _task, page in CLAIM.pages()]
    assert list(ROWS) == pages, f"Give each page of the claim one row in {ASKED.name}, and no other"


@pytest.mark.parametrize("persona", PEOPLE, ids=first_name)
def test_they_are_asked_these_pages(persona: Persona) -> None:
    sitting = sitting_of(persona)
    assert path_of(sitting) == expected_path(persona, sitting)
    assert sitting.is_complete == (persona.stage in SENT)


@pytest.mark.parametrize("persona", PEOPLE, ids=first_name)
def test_nothing_is_told_that_nobody_asks(persona: Persona) -> None:
    """But for what most people would answer, asked or not."""
    sitting = sitting_of(persona)
    asked = {name for _task, item, step in sitting.path() if item is None for name in step.page.fields}
    assert persona.story
    told = persona.story.answers.items()
    assert {name for name, answer in told if answer != NOTHING_TO_TELL.get(name, ...)} <= asked


def exits(name: str) -> Exit:
    return next(page for _task, page in CLAIM.pages() if isinstance(page, Exit) and page.slug == name)


# Which page ends the path of whom, and the first thing that it says.
EXITS: Mapping[str, tuple[Story, str]] = {
    "under-18": (OTHERWISE["under-18"][1], "Most people must be 18 or over"),
    "over-pension-age": (OTHERWISE["over-pension-age"][1], "for people under State Pension age"),
    "northern-ireland": (OTHERWISE["northern-ireland"][1], "is a separate service"),
    "abroad": (OTHERWISE["abroad"][1], "while you live outside the United Kingdom"),
    "over-capital-limit": (LONE_PARENT.but(over_capital_limit=True), "while you have more than £16,000"),
    "student": (LONE_PARENT.but(in_education=True, education_exceptions=["none"]), "when your course ends"),
    "partner-claims-too": (OTHERWISE["partner-claims-too"][1], "People who live as a couple make one claim"),
    "no-public-funds": (OTHERWISE["no-public-funds"][1], "could put your visa at risk"),
    "asylum": (OTHERWISE["asylum"][1], "while you wait for an answer about asylum"),
    "no-permission": (OTHERWISE["no-permission"][1], "can harm your case to stay"),
}


def test_every_exit_is_tried() -> None:
    assert list(EXITS) == [page.slug for _task, page in CLAIM.pages() if isinstance(page, Exit)]


@pytest.mark.parametrize("name", EXITS)
def test_who_cannot_claim_is_told_why(name: str) -> None:
    story, says = EXITS[name]
    sitting = Sitting(CLAIM, responses_of(story))
    ends = [steps[-1].page for task in CLAIM.tasks if (steps := sitting.steps(task)) and steps[-1].is_exit]
    assert ends == [exits(name)]
    assert says in str(exits(name).paragraphs[0])
    assert not sitting.is_complete


def test_whoever_lives_otherwise_is_asked_what_no_persona_is() -> None:
    nobody = {page for page, who in ROWS.items() if who == "nobody"}
    assert set(OTHERWISE) == nobody
    for page, (_persona, story) in OTHERWISE.items():
        assert page in {step.page.slug for *_, step in Sitting(CLAIM, responses_of(story)).path()}


def test_the_shortest_story_is_the_shortest_claim_and_short_enough() -> None:
    by_story, found = Sitting(CLAIM, responses_of(SHORTEST)), Sitting(CLAIM, shortest(CLAIM))
    assert by_story.is_complete
    assert len(path_of(by_story)) == len(path_of(found)) <= MOST_PAGES
