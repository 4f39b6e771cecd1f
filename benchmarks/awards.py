"""How many awards the rules work out in a second of one processor, over households that are all different.

`python -m benchmarks.awards [HOW_MANY]` prints it. No database and no settings are needed. Making the households is
not timed; nothing is kept, so the memory is what a stream of any length would need.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeVar

from rules.award import award_for
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Payday, Unearned
from rules.periods import Period, assessment_period
from rules.rates import lha_areas
from rules.words import BENEFIT_INCOME, DISABILITY_BENEFITS, EXTRA_BEDROOM_REASONS, IGNORED_INCOME, OTHER_INCOME

T = TypeVar("T")
HOW_MANY, TOGETHER = 100_000, 1_000
FIRST_DAYS = (date(2023, 4, 10), date(2027, 4, 11))
NAMES = ("Aisha", "Ben", "Carys", "Dev", "Eilidh", "Femi", "Grace", "Huw", "Ines", "Jo", "Kofi", "Leah", "Mo", "")
TENURES = {"social": 34, "private": 36, "none": 6, "owner": 9, "family": 9, "temporary": 3, "supported": 2, "other": 1}
CHILDREN = {0: 50, 1: 20, 2: 17, 3: 8, 4: 4, 6: 1}
OTHER_ADULTS = {0: 85, 1: 12, 2: 3}
LAST_DAY_OF_GRACE = {None: 90, date(2024, 6, 1): 5, date(2026, 12, 1): 5}


@dataclass(frozen=True, slots=True)
class Measured:
    """What working out many awards took. `seconds` is processor time; `peak_megabytes` the most memory it had.

    `read_microseconds` is the processor time of one award with all its sentences read, in English.
    """

    awards: int
    lines: int
    seconds: float
    read_microseconds: float
    peak_megabytes: int

    @property
    def a_second(self) -> int:
        """Awards in a second of one processor."""
        return int(self.awards / self.seconds)

    @property
    def microseconds_each(self) -> float:
        """Processor time of one award, in millionths of a second."""
        return self.seconds / self.awards * 1_000_000

    def figures(self) -> dict[str, int | float]:
        """The measurement for the page of figures; lines are those of one award."""
        return {
            "a_second": self.a_second,
            "microseconds": round(self.microseconds_each, 1),
            "lines": round(self.lines / self.awards, 1),
            "awards": self.awards,
            "seconds": round(self.seconds, 1),
            "read_microseconds": round(self.read_microseconds),
            "peak_megabytes": self.peak_megabytes,
        }

    def __str__(self) -> str:
        """The measurement in a line."""
        return (
            f"{self.awards:,} awards in {self.seconds:.2f} s: {self.a_second:,} a second, "
            f"{self.microseconds_each:.1f} microseconds and {self.lines / self.awards:.1f} lines each "
            f"({self.read_microseconds:.0f} microseconds with every sentence read), "
            f"{self.peak_megabytes} MB at most"
        )


def measure(how_many: int = HOW_MANY) -> Measured:
    """Work out the awards of the first households there are, with every line that explains them."""
    spent, lines, each = 0.0, 0, households(how_many)
    while together := list(islice(each, TOGETHER)):
        began = time.process_time()
        for household, period in together:
            lines += len(award_for(household, period).lines)
        spent += time.process_time() - began
    return Measured(how_many, lines, spent, _read_microseconds(), _peak_megabytes())


def _read_microseconds() -> float:
    given = list(households(TOGETHER))
    began = time.process_time()
    for household, period in given:
        for line in award_for(household, period).lines:
            explanation = line.explanation
            str(explanation.label), str(explanation.reason)
    return (time.process_time() - began) / TOGETHER * 1_000_000


def measure_alone(how_many: int = HOW_MANY) -> Measured:
    """The same in a process of its own, whose memory is the rules' alone."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.awards", str(how_many), "--values"],
        capture_output=True,
        check=True,
        text=True,
    )
    return Measured(**json.loads(done.stdout))


def households(how_many: int) -> Iterator[tuple[Household, Period]]:
    """That many households, each with its assessment period, made as they are asked for."""
    return map(household, range(how_many))


def household(number: int) -> tuple[Household, Period]:
    """The household of a number, always the same, and its assessment period: anybody a claim might be about."""
    chance = Random(number)  # noqa: S311 - a sample, not a secret
    first, last = FIRST_DAYS
    period = assessment_period(first + timedelta(chance.randrange((last - first).days)), 1)
    children = tuple(_child(chance, period.start) for _ in range(_pick(chance, CHILDREN)))
    adults = tuple(_adult(chance, period, bool(children)) for _ in range(_pick(chance, {1: 75, 2: 25})))
    return (
        Household(
            adults=adults,
            children=children,
            housing=_housing(chance),
            non_dependants=tuple(_other_adult(chance, period.start) for _ in range(_pick(chance, OTHER_ADULTS))),
            capital_pence=chance.randrange(_pick(chance, {200_000: 85, 1_600_000: 12, 3_000_000: 3})),
            lcwra_protected=_one_in(chance, 2),
            cap_grace_until=_pick(chance, LAST_DAY_OF_GRACE),
            london=_one_in(chance, 6),
        ),
        period,
    )


def _pick(chance: Random, weights: dict[T, int]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]


def _one_in(chance: Random, how_many: int) -> bool:
    return chance.randrange(how_many) == 0


def _born(chance: Random, on: date, youngest: int, oldest: int) -> date:
    return on - timedelta(chance.randrange(youngest * 366, oldest * 365))


def _adult(chance: Random, period: Period, has_children: bool) -> Adult:
    works = _one_in(chance, 2)
    self_employed = works and _one_in(chance, 6)
    times = _pick(chance, {1: 70, 2: 10, 4: 20}) if works and not self_employed else 0
    return Adult(
        date_of_birth=_born(chance, period.start, 18, 66),
        name=chance.choice(NAMES),
        paydays=tuple(
            Payday("Tesco", period.start + timedelta(7 * week), chance.randrange(200_000 // times))
            for week in range(times)
        ),
        self_employed_pence=chance.randrange(180_000) if self_employed else 0,
        in_paid_work=works,
        away_from_work=not works and _one_in(chance, 30),
        lcw=_one_in(chance, 15),
        lcwra=_one_in(chance, 6),
        carer=_one_in(chance, 10),
        blind=_one_in(chance, 100),
        disability_benefits=tuple(chance.sample(sorted(DISABILITY_BENEFITS), int(_one_in(chance, 9)))),
        unearned=tuple(_income(chance) for _ in range(_pick(chance, {0: 70 if has_children else 85, 1: 15, 2: 3}))),
    )


def _income(chance: Random) -> Unearned:
    kind = chance.choice(sorted(BENEFIT_INCOME | OTHER_INCOME | IGNORED_INCOME))
    return Unearned(kind, chance.randrange(12_000), _pick(chance, {"weekly": 50, "four_weekly": 30, "monthly": 20}))


def _child(chance: Random, on: date) -> Child:
    born = _born(chance, on, 0, 20)
    return Child(
        date_of_birth=born,
        name=chance.choice(NAMES),
        sex=chance.choice(("female", "male")),
        disability=_pick(chance, {"none": 90, "lower": 6, "higher": 4}),
        dla=_pick(chance, {None: 96, "LOWER": 1, "MIDDLE": 1, "HIGHER": 2}),
        blind=_one_in(chance, 200),
        in_education=_one_in(chance, 2),
        childcare_pence=chance.randrange(120_000) if _one_in(chance, 3) else 0,
        limit_excepted=_one_in(chance, 20),
    )


def _housing(chance: Random) -> Housing:
    kind = _pick(chance, TENURES)
    often = {"weekly": 60, "four_weekly": 10, "monthly": 30} if kind == "social" else {"monthly": 85, "weekly": 15}
    charges = [_charge(chance, "rent", 10_000, _pick(chance, often))]
    if _one_in(chance, 5):
        charges.append(_charge(chance, "service", 1_500, "weekly"))
    tenants = _pick(chance, {1: 90, 2: 6, 3: 4})
    return Housing(
        kind=kind,
        charges=tuple(charges),
        bedrooms=chance.randrange(1, 5),
        brma=chance.choice(lha_areas()),
        tenants=tenants,
        tenants_in_household=chance.randrange(tenants) + 1,
        extra_bedrooms=tuple(chance.sample(sorted(EXTRA_BEDROOM_REASONS), int(_one_in(chance, 20)))),
        one_bedroom_reason=_pick(chance, {"": 95, "care_leaver": 3, "hostel": 2}),
        shared_ownership=_one_in(chance, 50),
        sanctuary=_one_in(chance, 100),
        owner_wait_over=_one_in(chance, 2),
    )


def _charge(chance: Random, kind: str, weekly_pence: int, frequency: str) -> Charge:
    pence = chance.randrange(weekly_pence // 2, weekly_pence * 5 // 2)
    times = {"weekly": 1, "four_weekly": 4, "monthly": 4}[frequency]
    weeks = _pick(chance, {0: 80, 2: 10, 4: 10}) if frequency == "weekly" else 0
    return Charge(kind, pence * times, frequency, weeks, eligible=kind == "rent" or not _one_in(chance, 4))


def _other_adult(chance: Random, on: date) -> NonDependant:
    return NonDependant(
        date_of_birth=_born(chance, on, 18, 80),
        name=chance.choice(NAMES),
        no_contribution_reason=_pick(chance, {"": 80, "pension_credit": 10, "carer": 10}),
    )


def _peak_megabytes() -> int:
    """The most memory this process has had: what it inherits when it is started does not count. Linux only."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise RuntimeError("The system does not say how much memory was used")


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if word != "--values"]
    found = measure(int(given[0]) if given else HOW_MANY)
    print(json.dumps(asdict(found)) if "--values" in sys.argv else found)
