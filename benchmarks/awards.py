"""How many awards the rules work out in a second of one processor."""

from __future__ import annotations

import time
from pathlib import Path

from rules.award import award_for
from rules.cases import load_case, read_ages_on, read_case

CASES = Path(__file__).resolve().parent.parent / "tests/rules/data/cases.jsonl"


def awards_a_second(lasting: float) -> tuple[int, int]:
    """Awards in a second of one processor, over the cases that the tests compare, and how many cases those are."""
    cases = [load_case(line) for line in CASES.read_text().splitlines() if line]
    given = [(*read_case(case), read_ages_on(case)) for case in cases]
    done, began = 0, time.process_time()
    while time.process_time() < began + lasting:
        for household, first_day, ages_on in given:
            award_for(household, first_day, ages_on=ages_on)
        done += len(given)
    return int(done / (time.process_time() - began)), len(given)
