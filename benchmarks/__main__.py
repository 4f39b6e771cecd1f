"""`python -m benchmarks`: measure the service on this machine and write docs/performance.md.

Expects `DATABASE_URL` and `MIGRATION_DATABASE_URL` of a database that is thrown away, as `make bench` gives them.
Only 127.0.0.1 is asked, but for packages in `--only setup`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.server import ROOT, THREADS, WORKERS, Server

REPORT = ROOT / "docs/performance.md"
PARTS = ("awards", "weight", "pages", "journal", "steady", "setup", "messages")
USUAL = ("awards", "weight", "pages", "journal", "steady")
RATE, SECONDS = 185.0, 60.0


def main() -> int:
    """Prepare, measure, write; 0 when it worked."""
    options = _options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    # Its own process: the owner prepares the database, the application is measured.
    subprocess.run([sys.executable, "-m", "config.prepare"], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from django.conf import settings

    from benchmarks.figures import keep
    from benchmarks.machine import machine
    from benchmarks.report import page

    parts = {}
    for name, figures in _measure(options):
        parts[name] = figures
        print(f"{name}: {figures}", flush=True)
    kept = keep(machine(), parts)
    kept_seconds = settings.DATABASES["default"]["CONN_MAX_AGE"]
    REPORT.write_text(page(kept, {"workers": WORKERS, "threads": THREADS, "kept_seconds": kept_seconds}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the service on this machine.")
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="a part; all but setup and messages without this"
    )
    parser.add_argument("--rate", type=float, default=RATE, help="requests a second that arrive in steady")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for how long")
    return parser.parse_args()


def _measure(options: argparse.Namespace) -> Any:
    """Each part that was asked for, with the day and how busy the machine was before."""
    from benchmarks.awards import measure_alone
    from benchmarks.messages import EMAILS, LETTERS, measure_messages
    from benchmarks.set_up import set_up_seconds

    wanted = options.only or USUAL
    when = {"day": time.strftime("%-d %B %Y"), "load": round(os.getloadavg()[0], 1)}
    if "setup" in wanted:
        yield "setup", {**when, "seconds": round(set_up_seconds())}
    if "awards" in wanted:
        yield "awards", {**when, **measure_alone().figures()}
    if {"weight", "pages", "journal", "steady"} & set(wanted):
        yield from _measure_pages(options, wanted, when)
    if "messages" in wanted:  # the last: it leaves a hundred thousand of them
        yield "messages", {**when, **measure_messages(EMAILS, LETTERS)}


def _measure_pages(options: argparse.Namespace, wanted: Sequence[str], when: dict[str, object]) -> Any:
    from benchmarks.journal import fill_journals, measure_journals
    from benchmarks.pages import ROUNDS, USERS, measure_pages
    from benchmarks.people import make_readers
    from benchmarks.steady import PEOPLE, hold
    from benchmarks.weight import weigh_pages

    applying, paid = make_readers(applying=PEOPLE if "steady" in wanted else USERS, paid=USERS)
    few, many = paid[-2:]
    ends = fill_journals(few, many) if "journal" in wanted else ("", "")
    with Server() as server:
        if "weight" in wanted:
            yield "weight", {**when, "rows": weigh_pages(server.port, applying[0], paid[0])}
        if "pages" in wanted:
            rows = measure_pages(server, applying, paid)
            yield "pages", {**when, "users": USERS, "rounds": ROUNDS, "rows": rows}
        if "journal" in wanted:
            yield "journal", {**when, **measure_journals(server, few, many, ends)}
        if "steady" in wanted:
            held = hold(server, applying[:PEOPLE], options.rate, options.seconds)
            yield "steady", {**when, **held.as_figures()}


if __name__ == "__main__":
    sys.exit(main())
