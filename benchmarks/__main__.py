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

from config import processes

REPORT = Path(__file__).resolve().parent.parent / "docs/performance.md"
PEOPLE, BROWSERS, WORKERS, THREADS = 4, 2, 2, 4
ROUNDS = 3
PAGE_SECONDS, BARE_SECONDS, WARM_UP_SECONDS, AWARD_SECONDS = 0.7, 0.4, 0.3, 1.0
START_SECONDS = 20


def main() -> int:
    """Prepare, measure in turns, write; 0 when it worked."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    # Its own process: the owner prepares the database, the application is measured.
    subprocess.run([sys.executable, "-m", "config.prepare"], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from benchmarks.awards import awards_a_second
    from benchmarks.load import Round, ask
    from benchmarks.people import BARE, PAGES, Page, make_readers
    from benchmarks.report import figure, write

    applying, paid = make_readers(PEOPLE, BROWSERS)
    rate, cases = awards_a_second(AWARD_SECONDS)
    with Server() as server:

        def measure(page: Page, seconds: float) -> Round:
            readers = applying if page.applying else paid
            asked = [(page.address(reader.reference), reader.cookie) for reader in readers]
            before = server.processor_seconds()
            done = ask(server.port, asked, seconds)
            done.processor_seconds = server.processor_seconds() - before
            return done

        for page in (BARE, *PAGES):
            measure(page, WARM_UP_SECONDS)
        # Each page is measured beside the bare view, so that what else the machine does falls on both.
        pairs = {
            page: [(measure(BARE, BARE_SECONDS), measure(page, PAGE_SECONDS)) for _ in range(ROUNDS)] for page in PAGES
        }
    figures = [figure(BARE.name, [(bare, bare) for rounds in pairs.values() for bare, _ in rounds])]
    figures += [figure(page.name, rounds) for page, rounds in pairs.items()]
    print(write(REPORT, figures, rate, cases, readers=PEOPLE * BROWSERS, workers=WORKERS, threads=THREADS))
    return 0


class Server:
    """Gunicorn with the service, while it is measured."""

    def __enter__(self) -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind=127.0.0.1:{self.port}"]
        options = [f"--workers={WORKERS}", f"--threads={THREADS}", "--keep-alive=30", "--no-control-socket"]
        self.process = processes.start([*gunicorn, *options, "--log-level=warning"], os.environ)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("The server does not answer")

    def processor_seconds(self) -> float:
        """What the server's processes have used so far. Linux only."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        ticks = 0
        for child in children.read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # in user code, in the kernel
        return ticks / os.sysconf("SC_CLK_TCK")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        processes.end([self.process], seconds=10)


if __name__ == "__main__":
    sys.exit(main())
