"""A whole service of a test's own: its web server in a process of its own, on a database of its own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config import processes

CHECKOUT = Path(__file__).resolve().parents[2]
# Every run begins on the same day, so that the rates and the dates are always these.
FIRST_MOMENT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
PREFIX = "uc_system"
TEMPLATE = f"{PREFIX}_template"
START_SECONDS = 30


def owner_url() -> str:
    """The address of the server, as the one who owns databases there."""
    return os.environ["MIGRATION_DATABASE_URL"]


def make_template() -> None:
    """The database that each test's is a copy of: migrated, the application's role let in, the personas made.

    The run that made it before it began the tests says so in `TEMPLATE_IS_MADE`; see the Makefile.
    """
    if os.environ.get("TEMPLATE_IS_MADE"):
        return
    drop_database(TEMPLATE)
    administer("CREATE DATABASE {}", TEMPLATE)
    environment = environment_for(TEMPLATE)
    run([sys.executable, "-m", "config.prepare"], environment)
    run([sys.executable, "manage.py", "load_personas"], environment)


def drop_database(name: str) -> None:
    """End who is still connected, and remove it. Not `WITH (FORCE)`, which fails when the server happens to be
    vacuuming there: a plain `DROP DATABASE` interrupts that."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename IS NOT NULL", [name]
        )
    administer("DROP DATABASE IF EXISTS {}", name)


def administer(statement: str, *names: str) -> None:
    """Do something to whole databases, which are named in it."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def environment_for(database: str) -> dict[str, str]:
    """A demonstration on that database; the service runs as the application's role."""
    ahead = FIRST_MOMENT - datetime.now(UTC)
    environment = {
        **os.environ,
        "DEMONSTRATION": "1",
        "CLOCK_HEAD_START_SECONDS": str(round(ahead.total_seconds())),
        "DATABASE_URL": named(os.environ["DATABASE_URL"], database),
        "MIGRATION_DATABASE_URL": named(owner_url(), database),
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("DEBUG", None)
    return environment


def named(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command of the service's to its end."""
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{command} failed\n{done.stdout}\n{done.stderr}"


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
