"""`python -m benchmarks`: measure the service on this machine and write docs/performance.md.

Expects `DATABASE_URL` and `MIGRATION_DATABASE_URL` of a database that is thrown away, as `make bench` gives them.
Only 127.0.0.1 is asked, and everything ends within a minute.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from config import processes

REPORT = Path(__file__).resolve().parent.parent / "docs/performance.md"
READERS, WORKERS, THREADS = 8, 2, 4
ROUNDS, ROUND_SECONDS, WARM_UP_SECONDS, AWARD_SECONDS = 3, 0.8, 0.4, 2.0
START_SECONDS = 20


def main() -> int:
    """Prepare, measure in turns, write; 0 when it worked."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    prepare = [sys.executable, "manage.py"]
    owner = {**os.environ, "USE_MIGRATION_DATABASE": "1"}
    for command in ("migrate", "grant_privileges"):
        subprocess.run([*prepare, command, "--verbosity=0"], check=True, env=owner, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from benchmarks.awards import awards_a_second
    from benchmarks.people import BARE, PAGES, make_readers
    from benchmarks.report import Measured, write

    applying, paid = make_readers(READERS)
    rate, cases = awards_a_second(AWARD_SECONDS)
    with Server() as port:
        from benchmarks.load import ask

        rounds: dict[str, list] = {page.name: [] for page in (BARE, *PAGES)}
        for turn in range(ROUNDS + 1):
            for page in (BARE, *PAGES):
                readers = applying if page.applying else paid
                asked = [(page.address(reader.reference), reader.cookie) for reader in readers]
                measured = ask(port, asked, ROUND_SECONDS if turn else WARM_UP_SECONDS)
                rounds[page.name] += [measured] * bool(turn)
    figures = [
        Measured(
            name=name,
            requests_a_second=median(each.rate for each in done),
            median_ms=median(each.share_within(0.5) for each in done) * 1000,
            slow_ms=median(each.share_within(0.95) for each in done) * 1000,
            kilobytes=done[-1].size / 1000,
        )
        for name, done in rounds.items()
    ]
    print(write(REPORT, figures, rate, cases, readers=READERS, workers=WORKERS, threads=THREADS))
    return 0


class Server:
    """Gunicorn with the service, while it is measured."""

    def __enter__(self) -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind=127.0.0.1:{port}"]
        options = [f"--workers={WORKERS}", f"--threads={THREADS}", "--keep-alive=30", "--no-control-socket"]
        self.process = processes.start([*gunicorn, *options, "--log-level=warning"], os.environ)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return port
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("The server does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        processes.end([self.process], seconds=10)


if __name__ == "__main__":
    sys.exit(main())
