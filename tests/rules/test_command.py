"""`python -m rules award` and `python -m rules compare`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASES = (Path(__file__).parent / "data" / "cases.jsonl").read_text()
FIRST = CASES.splitlines()[0]


def run(command, given):
    return subprocess.run(
        [sys.executable, "-m", "rules", command], input=given, capture_output=True, text=True, check=False
    )


def test_an_award_has_the_keys_of_expected_and_lines():
    done = run("award", FIRST + "\n\n" + FIRST + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    assert set(first) == set(json.loads(FIRST)["expected"]) | {"lines"}
    assert first["award"] == "338.58"
    assert first["carer_element"] == "0.00"
    assert first["capital_excluded"] is False
    assert first["lines"][0]["amount"] == "338.58"
    assert first["lines"][0]["label"] == "Standard allowance"


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("nope", "line 2: "),
        ("[]", "line 2: a case must be a JSON object"),
        ('{"region": "LONDON"}', "line 2: adults is missing"),
        (FIRST.replace("2026-10-06", "2031-10-06"), "line 2: There are no rates"),
        (FIRST.replace('"capital": 0.0', '"capital": 0.001'), "line 2: 0.001 is not a whole number of pence"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_still_done(bad, message):
    done = run("award", f"{FIRST}\n{bad}\n{FIRST}\n")
    assert done.returncode == 1
    assert done.stderr.startswith(message)
    assert len(done.stdout.splitlines()) == 2


def test_compare_says_how_many_agree():
    done = run("compare", CASES)
    assert (done.returncode, done.stdout) == (0, "60 of 60 cases agree\n")


def test_compare_says_which_keys_differ():
    done = run("compare", FIRST.replace('"award": 338.58', '"award": 1.00') + "\n")
    assert done.returncode == 1
    assert "2026-0001: award should be 1.00 and is 338.58" in done.stdout
    assert "0 of 1 cases agree\naward differs in 1\n" in done.stdout
