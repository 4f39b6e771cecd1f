"""The figures as a page of the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import django
import gunicorn
from django.db import connection

from benchmarks.load import Round

PAGE = """\
# How fast it is

Written by `make bench`; run it again rather than edit this. Each figure is the median of a few short rounds on one
machine, so it compares pages with one another and one version with the next. It is no promise for another machine.

| Page | Times a bare view | Requests a second | Processor, ms | Median, ms | 95 of 100 within, ms | Size, kB |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}

The bare view reads the session and the user, makes one query and draws no template. It runs on the same server, behind
the same middleware, just before each round of a page. "Processor" is what the server itself spent on one request, and
"times a bare view" compares that, which changes little with what else the machine does; the other times change much.

The rules work out {awards:,} awards in a second of one processor, over the {cases} households that the tests compare.

## Measured with

- {cores} processor cores and {memory} GB of memory, shared by the server, the database and the readers
- Python {python}, Django {django}, PostgreSQL {postgresql}, gunicorn {gunicorn}
- {workers} server processes of {threads} threads; {readers} readers, each with a session of their own, each asking over
  one open connection as soon as the last answer came, so the times include waiting in line
- The application's own database role, every page private to its reader, nothing cached between requests
"""


@dataclass(frozen=True)
class Measured:
    """What one page took."""

    name: str
    times_bare: float
    requests_a_second: float
    processor_ms: float
    median_ms: float
    slow_ms: float
    kilobytes: float


def figure(name: str, rounds: Sequence[tuple[Round, Round]]) -> Measured:
    """The medians of a page's rounds, each with the bare view's beside it."""
    pages = [page for _, page in rounds]
    return Measured(
        name=name,
        times_bare=median(page.processor_each / bare.processor_each for bare, page in rounds),
        requests_a_second=median(page.rate for page in pages),
        processor_ms=median(page.processor_each for page in pages) * 1000,
        median_ms=median(page.share_within(0.5) for page in pages) * 1000,
        slow_ms=median(page.share_within(0.95) for page in pages) * 1000,
        kilobytes=pages[-1].size / 1000,
    )


def write(
    path: Path, figures: Sequence[Measured], awards: int, cases: int, *, readers: int, workers: int, threads: int
) -> str:
    """Write the page. Returns the table, for whoever waits."""
    rows = "\n".join(
        f"| {each.name} | {each.times_bare:.1f} | {each.requests_a_second:.0f} | {each.processor_ms:.1f}"
        f" | {each.median_ms:.0f} | {each.slow_ms:.0f} | {each.kilobytes:.0f} |"
        for each in figures
    )
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        PAGE.format(
            rows=rows,
            awards=awards,
            cases=cases,
            cores=len(os.sched_getaffinity(0)),
            memory=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
            python=platform.python_version(),
            django=django.get_version(),
            postgresql=".".join(map(str, divmod(connection.pg_version, 10_000))),
            gunicorn=gunicorn.__version__,
            readers=readers,
            workers=workers,
            threads=threads,
        )
    )
    return f"{rows}\n{awards:,} awards a second"
