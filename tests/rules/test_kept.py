"""Statements are kept for ever: what was written stays readable, and the same household gets the same statement."""

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.awards import households, measure
from rules.award import Award, award_for
from tests.rules.households import CODES

KEPT = (Path(__file__).parent / "data" / "kept.jsonl").read_text().splitlines()
# Of the awards of the first households there are, without the digest of the rates. When words, law or figures change
# on purpose this does too: look at what changed, then take the new one from the failure.
HOW_MANY = 1_000
WRITTEN = "24ef50010e62241f8885321f422cf63b854ac6878a73596e1dea9e906656cd14"


@pytest.mark.parametrize("content", KEPT, ids=range(len(KEPT)))
def test_a_statement_kept_before_is_read_and_written_again_to_the_letter(content: str) -> None:
    award = Award.from_json(content)
    assert award.to_json() == content
    assert [str(line.reason) for line in award.lines]


def test_the_kept_statements_have_every_kind_of_line() -> None:
    kinds = {(line["code"], line["section"]) for content in KEPT for line in json.loads(content)["lines"]}
    assert kinds == {(code, section) for section, codes in CODES.items() for code in codes}


def test_varied_households_get_the_same_statements_to_the_letter() -> None:
    written = hashlib.sha256()
    for household, period in households(HOW_MANY):
        award = award_for(household, period)
        written.update(award.to_json().replace(award.rate_version, "").encode())
    assert written.hexdigest() == WRITTEN


def test_the_benchmark_works_out_every_award_that_it_counts() -> None:
    first = list(households(30))
    done = measure(30)
    assert (done.awards, done.lines) == (30, sum(len(award_for(*each).lines) for each in first))
    assert len({household for household, _period in first}) == 30
    assert done.peak_megabytes > 0
