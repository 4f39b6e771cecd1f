"""`python -m config.weaknesses`: what is publicly known to be weak among the packages that the lock files name.

Asks over the network: pip-audit for the Python packages, npm for the JavaScript ones. Ends with status 0 when everybody
was asked and nothing is known, 1 when something is, 2 when somebody could not be asked: silence is no answer, and a
daily job must raise an alarm for both.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-database.txt")
WAIT_SECONDS = 300
NOTHING, WEAK, NOT_ASKED = 0, 1, 2

Run = Callable[[Sequence[str]], str]


class NotAsked(Exception):
    """Nobody could say whether something is weak. The message says why."""


def main() -> None:
    """Ask, say what was found, and end with the status that says so."""
    sys.exit(look(run, LOCKS, say=print))


def look(run: Run, locks: Sequence[str], *, say: Callable[[str], object]) -> int:
    """Ask about every lock file. A failure of one hides nothing that another finds."""
    asked: list[tuple[str, Callable[[], list[str]]]] = [(lock, partial(of_python, run, lock)) for lock in locks]
    asked.append(("package-lock.json", partial(of_javascript, run)))
    weak = failed = False
    for lock, ask in asked:
        try:
            found = ask()
        except NotAsked as why:
            failed = True
            say(f"{lock}: could not be asked about: {why}")
            continue
        weak = weak or bool(found)
        say("\n".join(f"{lock}: {each}" for each in found) or f"{lock}: nothing is known")
    return WEAK if weak else NOT_ASKED if failed else NOTHING


def of_python(run: Run, lock: str) -> list[str]:
    """Known weaknesses of the packages in one lock file. Raises NotAsked, also when some are not known to who is asked:
    pip-audit passes over those, and would call that well."""
    command = [sys.executable, "-m", "pip_audit", "-r", lock, "--require-hashes", "--disable-pip"]
    answer = _document(run([*command, "--format", "json", "--progress-spinner", "off"]))
    packages = answer.get("dependencies")
    if not isinstance(packages, list) or not packages:
        raise NotAsked("pip-audit names no packages")
    passed_over = [each["name"] for each in packages if "skip_reason" in each]
    if passed_over:
        raise NotAsked(f"{len(passed_over)} of {len(packages)} packages are not known there, {passed_over[0]} first")
    return [
        f"{each['name']} {each['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'none'}"
        for each in packages
        for weakness in each["vulns"]
    ]


def of_javascript(run: Run) -> list[str]:
    """Known weaknesses of the JavaScript packages. Raises NotAsked."""
    answer = _document(run(["npm", "audit", "--json", "--package-lock-only"]))
    if not isinstance(answer.get("vulnerabilities"), dict):
        raise NotAsked(str(answer.get("message") or "npm names no weaknesses, and not that there are none"))
    return [f"{name} {each['range']}: {each['severity']}" for name, each in sorted(answer["vulnerabilities"].items())]


def run(command: Sequence[str]) -> str:
    """What a program printed. Raises NotAsked when it cannot be run. Its status is not asked: the answer says it."""
    try:
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=WAIT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NotAsked(str(problem)) from None
    if not done.stdout.strip():
        raise NotAsked((done.stderr.strip().splitlines() or ["no answer"])[-1])
    return done.stdout


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError:
        raise NotAsked("the answer is not JSON") from None
    if not isinstance(document, dict):
        raise NotAsked("the answer is not an object")
    return document


if __name__ == "__main__":
    main()
