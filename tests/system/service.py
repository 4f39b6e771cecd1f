"""A whole service of a file's own: its web server in a process of its own, on a database of its own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config import processes
from config.embedded_database.places import documents_folder
from tests.databases import CHECKOUT, administer, drop_database, migrated, named, owner_url, run

# When every file of tests begins.
FIRST_MOMENT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
PREFIX = "uc_system"
TEMPLATE = f"{PREFIX}_template"
START_SECONDS = 60


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
    """What a process of the tests runs its services with, one after another: `tests.system.ready`, on one port.

    Use as a context manager, and `afresh` within it: they leave no process and no database behind.
    """

    database: str
    log: Path
    templates: Path

    def __enter__(self) -> Service:
        environment = environment_for(self.database)
        self.port = free_port()
        self.url = environment["SERVICE_URL"] = f"http://127.0.0.1:{self.port}"
        self.ready = subprocess.Popen(
            [sys.executable, "-m", "tests.system.ready", str(self.port), str(self.log), str(self.templates)],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=processes.end_with_parent,
        )
        return self

    def __exit__(self, *_problem: object) -> None:
        with self.ready:
            self.ready.terminate()
            processes.end([self.ready], seconds=10)

    @contextmanager
    def afresh(self) -> Iterator[None]:
        """Serve a copy of the database with the personas, with nothing in memory."""
        drop_database(self.database)
        administer("CREATE DATABASE {} TEMPLATE {}", self.database, TEMPLATE)
        self._tell("serve")
        try:
            self._wait_until_answering()
            yield
        finally:
            self._tell("stop")
            drop_database(self.database)

    def work(self) -> None:
        """Do every job that waits, as the worker does, and return when none is left."""
        self._tell("work")

    def _tell(self, word: str) -> None:
        assert self.ready.stdin
        assert self.ready.stdout
        print(word, file=self.ready.stdin, flush=True)
        assert self.ready.stdout.readline() == "0\n", f"{word} failed\n{self.said()}"

    def said(self) -> str:
        """The end of what the service said."""
        return self.log.read_text()[-4000:] if self.log.exists() else ""

    def _wait_until_answering(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.ready.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                connection.request("GET", "/")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.02)
            finally:
                connection.close()
        raise AssertionError(f"The service did not start\n{self.said()}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


if __name__ == "__main__":
    make_template()
