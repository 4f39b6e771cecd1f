"""A form draws every example of GOV.UK Frontend that it can ask as GOV.UK Frontend does, but for what is meant."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from tests.govuk.conftest import tokens
from tests.govuk.differences import DIFFERENCES, as_we_would
from tests.govuk.expressing import CANNOT, KINDS, Fixture, as_a_question, fixtures, reasons

FIXTURES = fixtures(*KINDS)
ASKED = [fixture for fixture in FIXTURES if not reasons(fixture)]
README = Path(settings.BASE_DIR) / "govuk" / "README.md"


@pytest.mark.parametrize("fixture", ASKED, ids=str)
def test_a_question_is_drawn_as_the_example_but_for_what_is_meant(fixture: Fixture) -> None:
    expected, _ = as_we_would(tokens(fixture.html), fixture)

    assert tokens(as_a_question(fixture)) == expected


def test_every_difference_occurs() -> None:
    met = {difference for fixture in ASKED for difference in as_we_would(tokens(fixture.html), fixture)[1]}

    assert met == set(DIFFERENCES)


def test_every_reason_keeps_an_example_out() -> None:
    alone = {reasons(fixture)[0] for fixture in FIXTURES if len(reasons(fixture)) == 1}

    assert alone == set(CANNOT.values())


def test_the_readme_lists_what_differs_and_what_is_not_asked() -> None:
    assert listed() in README.read_text()


def listed() -> str:
    """The differences and reasons as the README has them."""
    out = Counter(why for fixture in FIXTURES for why in reasons(fixture))
    lines = [
        f"Of {len(FIXTURES)} examples a form can ask {len(ASKED)}.",
        "",
        "| what differs | where | why |",
        "| --- | --- | --- |",
        *(f"| {each.what} | {_where(each.components)} | {each.why} |" for each in DIFFERENCES),
        "",
        "| examples | not asked, because |",
        "| ---: | --- |",
        *(f"| {out[why]} | {why} |" for why in CANNOT.values()),
    ]
    return "\n".join(lines)


def _where(components: tuple[str, ...]) -> str:
    return "everywhere" if set(components) == set(KINDS) else ", ".join(components)
