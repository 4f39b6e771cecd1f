"""`python -m benchmarks.sealing`: how many rows of the record are written, sealed and verified in a second.

Expects the database of `make bench`: `DATABASE_URL` and `MIGRATION_DATABASE_URL` of one that is thrown away. What it
printed last, and on which machine, is in docs/audit.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

BATCH = 2000


def main() -> int:
    """Write, seal and verify so many rows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sealing", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="how many (default: 100000)")
    rows = parser.parse_args().rows
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    # Its own process: the owner prepares the database, the application is measured.
    subprocess.run([sys.executable, "-m", "config.prepare"], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from audit.sealing import seal_new_rows
    from audit.verifying import Verification

    _timed("written", rows, lambda: _write(rows))
    _timed("sealed", rows, seal_new_rows)
    check = Verification()
    _timed("verified", rows, lambda: list(check.problems()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{check.seals} seals over {check.rows} rows; at most {peak} MB of memory")
    return 0 if check.rows == rows else 1


def _write(rows: int) -> None:
    from audit.models import Event
    from audit.services import _who
    from core.actor import Actor

    who = _who(Actor.system("Benchmark"))
    about = {"kind": "pay_reported", "claim_reference": "UC-TEST-0001", "subject_type": "payments.pay"}
    for start in range(0, rows, BATCH):
        numbers = range(start, min(start + BATCH, rows))
        Event.objects.bulk_create(Event(**who, **about, data={"before": "", "net_pence": each}) for each in numbers)


def _timed(what: str, rows: int, work: Callable[[], Any]) -> None:
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    print(f"{rows} rows {what} in {seconds:.1f} s: {rows / seconds:.0f} a second", flush=True)


if __name__ == "__main__":
    sys.exit(main())
