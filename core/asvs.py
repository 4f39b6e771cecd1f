"""How each requirement of OWASP ASVS 5.0.0 is met, from ``docs/security/``: for the documentation, and for its test.

``levels.toml`` has every requirement with its level. A file for each chapter says of each, in our own words, what it
is ``about``, and ``how`` it is met with the ``tests`` that show it (or where else it is ``seen``), or why it is
``out``: why it does not apply. One that is not met, or not wholly, says what is ``missing``, the ``risk`` of that, and
what would ``mend`` it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MET, OUT, MISSING = "met", "does not apply", "not met"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row: its number ("6.2.1"), level (1 to 3), and what was said of it."""

    number: str
    level: int
    about: str
    how: str = ""
    tests: tuple[str, ...] = ()
    seen: str = ""
    out: str = ""
    missing: str = ""
    risk: str = ""
    mend: str = ""

    @property
    def came_to(self) -> str:
        """Whether it is met, does not apply, or is not met."""
        return MISSING if self.missing else OUT if self.out else MET

    @property
    def name(self) -> str:
        """As others find it too."""
        return f"v5.0.0-{self.number}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, and its requirements in order."""

    number: int
    title: str
    requirements: tuple[Requirement, ...]


def levels_of(folder: Path) -> dict[str, int]:
    """Every requirement of the standard, with its level."""
    sections: dict[str, str] = tomllib.loads((folder / "levels.toml").read_text())["levels"]
    return {
        f"{section}.{place}": int(level)
        for section, levels in sections.items()
        for place, level in enumerate(levels, start=1)
    }


def chapters_of(folder: Path) -> list[Chapter]:
    """What the files of the chapters say. Raises KeyError for a requirement that there is not, and TypeError for a word
    that means nothing."""
    levels = levels_of(folder)
    chapters = []
    for path in sorted(folder.glob("V*.toml")):
        said = tomllib.loads(path.read_text())
        rows = [_requirement(number, levels[number], row) for number, row in said["requirements"].items()]
        chapters.append(Chapter(int(path.stem[1:3]), said["title"], tuple(rows)))
    return chapters


def _requirement(number: str, level: int, row: dict[str, object]) -> Requirement:
    tests = row.pop("tests", [])
    return Requirement(number=number, level=level, tests=tuple(tests), **row)  # type: ignore[arg-type]


def missing_block(chapters: Sequence[Chapter]) -> str:
    """What is not met, the lowest level first."""
    found = [each for chapter in chapters for each in chapter.requirements if each.came_to == MISSING]
    rows = [
        f"| {each.name} | {each.level} | {each.about} | {each.missing} | {each.risk} | {each.mend} |"
        for each in sorted(found, key=lambda each: each.level)
    ]
    return "\n".join(
        [
            "| requirement | level | about | what is missing | risk | what would meet it |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
        ]
    )


def requirements_block(chapters: Sequence[Chapter]) -> str:
    """Every requirement, chapter by chapter, after how many came to what."""
    parts = [_summary(chapters)]
    for chapter in chapters:
        rows = [_row(each) for each in chapter.requirements]
        head = ["| requirement | level | about | how it is met | shown by |", "| --- | --- | --- | --- | --- |"]
        parts += [f"### V{chapter.number} {chapter.title}", "\n".join([*head, *rows])]
    return "\n\n".join(parts)


def _summary(chapters: Sequence[Chapter]) -> str:
    counted = Counter((each.level, each.came_to) for chapter in chapters for each in chapter.requirements)
    rows = [
        f"| {level} | {' | '.join(str(counted[level, what]) for what in (MET, OUT, MISSING))} |" for level in (1, 2, 3)
    ]
    return "\n".join(["| level | met | does not apply | not met |", "| --- | --- | --- | --- |", *rows])


def _row(each: Requirement) -> str:
    shown = ", ".join([*(f"`{test}`" for test in each.tests), *([each.seen] if each.seen else [])])
    if each.came_to == OUT:
        how = f"Does not apply: {each.out}"
    elif each.came_to == MISSING:
        how = " ".join(part for part in (each.how, f"**Not met**: {each.missing}.") if part)
    else:
        how = each.how
    return f"| {each.name} | {each.level} | {each.about} | {how} | {shown} |"


def uses_of_cryptography(folder: Path) -> dict[str, dict[str, str]]:
    """Each file that uses cryptography: ``what`` for, by which ``algorithm``, with which ``key``."""
    uses: dict[str, dict[str, str]] = tomllib.loads((folder / "cryptography.toml").read_text())["uses"]
    return uses


def cryptography_block(uses: Mapping[str, Mapping[str, str]]) -> str:
    """The same as a table."""
    rows = [f"| `{path}` | {use['what']} | {use['algorithm']} | {use['key']} |" for path, use in uses.items()]
    return "\n".join(["| file | what for | algorithm | key |", "| --- | --- | --- | --- |", *rows])
