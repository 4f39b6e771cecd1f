"""The figures as a page of the documentation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import Any

from benchmarks.weight import FIRST_BYTES, NEXT_BYTES

WIDTH = 120
HEAD = """\
# How fast it is

Written by `make bench`; run it again rather than edit this. `make bench OPTIONS="--only steady --rate 100"` measures
one part (`pages`, `journal`, `steady`, `weight`, `awards`, `setup` or `messages`; may be given several times), or at
another rate. The figures are of one machine, told below, and how busy it was is told with each part: they compare pages
with one another and one version with the next.
"""

PAGES = """\
## Each page against a bare one

| Page | Of the bare view | By requests | Requests a second | Processor, ms | Median, ms | 95 of 100 within, ms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}

A bare view is the least that a page for somebody signed in can be: it reads the session and the user, makes one query
and draws no template. The first does so as Django does by itself, and is what every page is compared with: it runs on
the same server, behind the same middleware, in the same run, just before each round of a page. The second reads the
session and the user as the service does, for less; compared with that one, a page has its own share divided by the
second's. "Of the bare view" is the processor time that the server takes for the first, divided by what it takes for the
page (aim: 0.4 or more for a question, the task list and check your answers); it changes little with what else the
machine does. "By requests" is the page's requests a second, divided by those of the first just before. {users}
users, each with a session of their own, ask as soon as the last answer came, so the times include waiting in line. Each
figure is the median of {rounds} rounds, so that one column is not worked out from another. {when}
"""

JOURNAL = """\
## A long journal

| Page of a journal | Median, ms | Of the first |
| --- | ---: | ---: |
{rows}

Somebody asks for one page again and again, in turns for a journal of ten entries and for one of ten thousand, of which
half are messages and a quarter are about appointments; "of the first" is the median of {rounds} such turns (aim:
{aim:g} at most). {when}
"""

STEADY = """\
## {rate:g} requests a second for {seconds:g} seconds

| What | How many | Median, ms | 95 of 100 within, ms | 99 of 100, ms | The longest, ms |
| --- | ---: | ---: | ---: | ---: | ---: |
{rows}

Answered: {achieved:g} a second; {unanswered} not answered, and {refused} not as they should be. Requests arrive at
their time whatever the answers do, from {people} people over {connections} connections, and a time counts from when its
request was due, so that waiting in line shows (aim: 95 of 100 within a second). Of twenty requests: {mix}. Of the
machine's {cores} cores the server took {server_share:g} and sending the requests {generator_share:g}; the database took
its part of the rest. {when}
"""

WEIGHT = """\
## What a page weighs

| Page | First page, with all it loads, kB | Page after it, kB |
| --- | ---: | ---: |
{rows}

Compressed, as the server sent it, without headers. A first page has {first:g} kB to spend and a page after it, whose
stylesheets and scripts the browser has kept, {next:g} kB; tests hold both for every page (`tests/structure/`). Why
it is compressed as it is: [ADR 11](adr/0011-the-service-compresses-what-it-sends.md). {when}
"""

AWARDS = """\
## Working out awards

{a_second:,} awards in a second of one processor, {microseconds:g} microseconds each, with all that the {lines:g} lines
of one need to be read; {read_microseconds:g} microseconds with every sentence made and read. They were those of
{awards:,} households, all different, one after the other: {seconds:g} seconds of processor time (aim: under 5), and
{peak_megabytes} MB of memory at most (aim: under 300).
`python -m benchmarks.awards` measures that alone. {when}
"""

MESSAGES = """\
## A message to many, and letters

| What | How many | Seconds | A second |
| --- | ---: | ---: | ---: |
{rows}

The emails are of one message to many (aim: in the outbox in under {aim:g} seconds), made and then delivered by
{workers} workers at once, each person's once; a carrier that takes no time takes them. A worker needed {peak_megabytes}
MB of memory at most. The letters are set as PDFs one after the other, and each batch of 500 begins with all that still
wait. {when}
"""

SETUP = """\
## Setting up

A fresh checkout takes {seconds} seconds until `make demo` and the tests can run. Packages came from
this machine's caches where they were there; the database's programs, which the checkouts of a machine share, were there
already. {when}
"""

MACHINE = """\
## Measured with

- {cores} cores of {processor}, {memory_gb} GB of memory, shared by the server, the database and whoever asks
- Python {python}, Django {django}, PostgreSQL {postgresql}, gunicorn {gunicorn}
- `config/gunicorn.py` with {workers} processes of {threads} threads
- Database connections kept for {kept_seconds} seconds, not opened for each request
- The application's own database role, logs and counts written as in production, every page private to its reader,
  answers compressed; a database that is thrown away afterwards, so that it does not wait for the disk
"""


def page(kept: dict[str, Any], server: dict[str, int]) -> str:
    """docs/performance.md, from what was kept of this run and of those before."""
    written = [HEAD]
    writers = {
        "pages": _pages,
        "journal": _journal,
        "steady": _steady,
        "weight": _weight,
        "awards": _text(AWARDS),
        "messages": _messages,
        "setup": _text(SETUP),
    }
    written += [write(kept["parts"][name]) for name, write in writers.items() if name in kept["parts"]]
    blocks = "\n".join([*written, MACHINE.format(**kept["machine"], **server)]).rstrip().split("\n\n")
    return "\n\n".join(block if block[0] in "#|-" else fill(block, WIDTH) for block in blocks) + "\n"


def _when(part: dict[str, Any]) -> str:
    return f"Measured on {part['day']}; the machine's load a minute before was {part['load']:g}."


def _rows(rows: Sequence[Sequence[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def _pages(part: dict[str, Any]) -> str:
    columns = ("share", "share_of_rate", "rate", "processor_ms", "median_ms", "p95_ms")
    rows = [[each["name"], *(each[column] for column in columns)] for each in part["rows"]]
    return PAGES.format(rows=_rows(rows), users=part["users"], rounds=part["rounds"], when=_when(part))


def _journal(part: dict[str, Any]) -> str:
    return JOURNAL.format(rows=_rows(part["rows"]), rounds=part["rounds"], aim=part["aim"], when=_when(part))


def _steady(part: dict[str, Any]) -> str:
    columns = ("count", "median", "p95", "p99", "longest")
    rows = [
        [name, *("never" if row[column] is None else row[column] for column in columns)]
        for name, row in part["rows"].items()
    ]
    mix = ", ".join(f"{kind[0].lower()}{kind[1:]} {often}" for kind, often in part["mix"].items())
    return STEADY.format(**{**part, "rows": _rows(rows), "mix": mix, "when": _when(part)})


def _messages(part: dict[str, Any]) -> str:
    return MESSAGES.format(**{**part, "rows": _rows(part["rows"]), "when": _when(part)})


def _weight(part: dict[str, Any]) -> str:
    rows = [[name, *(f"{size / 1000:.1f}" for size in sizes)] for name, *sizes in part["rows"]]
    return WEIGHT.format(rows=_rows(rows), first=FIRST_BYTES / 1000, next=NEXT_BYTES / 1000, when=_when(part))


def _text(words: str) -> Callable[[dict[str, Any]], str]:
    return lambda part: words.format(**part, when=_when(part))
