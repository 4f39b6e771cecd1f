"""A whole service of a test's own: its web server in a process of its own, on a database of its own."""

from __future__ import annotations

import http.client
import os
import socket
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config import processes
from config.embedded_database.places import documents_folder
from tests.databases import administer, drop_database, migrated, named, owner_url, run

# Every run begins on the same day, so that the rates and the dates are always these.
FIRST_MOMENT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
PREFIX = "uc_system"
TEMPLATE = f"{PREFIX}_template"
START_SECONDS = 30


def make_template() -> None:
    """The database that each test's is a copy of: migrated, the application's role let in, the personas made.

    The run that made it before it began the tests says so in `TEMPLATE_IS_MADE`; see the Makefile.
    """
    if os.environ.get("TEMPLATE_IS_MADE"):
        return
    drop_database(TEMPLATE)
    if begun := migrated():
        administer("CREATE DATABASE {} TEMPLATE {}", TEMPLATE, begun)
    else:
        administer("CREATE DATABASE {}", TEMPLATE)
    environment = environment_for(TEMPLATE)
    run([sys.executable, "-m", "config.prepare"], environment)
    run([sys.executable, "manage.py", "load_personas"], environment)


def environment_for(database: str) -> dict[str, str]:
    """A demonstration on that database; the service runs as the application's role."""
    ahead = FIRST_MOMENT - datetime.now(UTC)
    environment = {
        **os.environ,
        "DEMONSTRATION": "1",
        "CLOCK_HEAD_START_SECONDS": str(round(ahead.total_seconds())),
        "DATABASE_URL": named(os.environ["DATABASE_URL"], database),
        "DOCUMENTS_FOLDER": str(documents_folder(database)),
        "MIGRATION_DATABASE_URL": named(owner_url(), database),
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("DEBUG", None)
    return environment


@dataclass
class Service:
    """A running service. Use as a context manager: it leaves no process and no database behind."""

    database: str
    log: Path

    def __enter__(self) -> Service:
        administer("CREATE DATABASE {} TEMPLATE {}", self.database, TEMPLATE)
        self.environment = environment_for(self.database)
        self.port = free_port()
        self.url = self.environment["SERVICE_URL"] = f"http://127.0.0.1:{self.port}"
        command = [
            *(sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind=127.0.0.1:{self.port}"),
            *(
                "--threads=4",
                "--graceful-timeout=1",
                "--no-control-socket",
                f"--log-file={self.log}",
                "--capture-output",
            ),
        ]
        self.process = processes.start(command, self.environment)
        self._wait_until_answering()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.process.terminate()
        processes.end([self.process], seconds=10)
        drop_database(self.database)

    def work(self) -> None:
        """Do every job that waits, as the worker does, and return when none is left."""
        worker = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot", "--listen-notify"]
        run(worker, self.environment)

    def _wait_until_answering(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                connection.request("GET", "/")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.05)
            finally:
                connection.close()
        raise AssertionError(f"The service did not start\n{self.log.read_text() if self.log.exists() else ''}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


if __name__ == "__main__":
    make_template()
