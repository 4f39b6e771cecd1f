"""What is publicly known to be weak is told; nobody being asked is not taken for an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from config import weaknesses

WELL: dict[str, Any] = {"dependencies": [{"name": "django", "version": "5.2", "vulns": []}], "fixes": []}
WEAK: dict[str, Any] = {
    "dependencies": [
        {"name": "django", "version": "5.2", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["5.2.1"]}]},
        {"name": "idna", "version": "3.0", "vulns": []},
    ]
}
PASSED_OVER: dict[str, Any] = {"dependencies": [*WEAK["dependencies"], {"name": "pyup", "skip_reason": "not found"}]}
NPM_WELL: dict[str, Any] = {"vulnerabilities": {}, "metadata": {}}
NPM_WEAK: dict[str, Any] = {"vulnerabilities": {"sass": {"range": "<1.2", "severity": "high"}}}
NPM_REFUSED: dict[str, Any] = {"message": "405 Method Not Allowed", "error": {}}


def look(python: Any, javascript: Any) -> tuple[int, str]:
    said: list[str] = []

    def run(command: Any) -> str:
        answer = javascript if command[0] == "npm" else python
        return answer if isinstance(answer, str) else json.dumps(answer)

    status = weaknesses.look(run, ["requirements.txt"], say=said.append)
    return status, "\n".join(said)


@pytest.mark.parametrize(
    ("python", "javascript", "status", "says"),
    [
        (WELL, NPM_WELL, weaknesses.NOTHING, "requirements.txt: nothing is known\npackage-lock.json: nothing is known"),
        (WEAK, NPM_WELL, weaknesses.WEAK, "django 5.2: CVE-2026-1, mended in 5.2.1"),
        (WELL, NPM_WEAK, weaknesses.WEAK, "package-lock.json: sass <1.2: high"),
        (PASSED_OVER, NPM_WELL, weaknesses.NOT_ASKED, "1 of 3 packages are not known there, pyup first"),
        ({"dependencies": []}, NPM_WELL, weaknesses.NOT_ASKED, "names no packages"),
        ("Traceback", NPM_WELL, weaknesses.NOT_ASKED, "the answer is not JSON"),
        (WELL, NPM_REFUSED, weaknesses.NOT_ASKED, "405 Method Not Allowed"),
        (WEAK, NPM_REFUSED, weaknesses.WEAK, "405 Method Not Allowed"),
    ],
)
def test_what_is_known_is_told_and_silence_is_no_answer(python: Any, javascript: Any, status: int, says: str) -> None:
    came_to, said = look(python, javascript)
    assert came_to == status
    assert says in said


def test_a_program_that_is_not_there_or_says_nothing_has_not_answered() -> None:
    for command in (["no-such-program"], ["true"]):
        with pytest.raises(weaknesses.NotAsked):
            weaknesses.run(command)
