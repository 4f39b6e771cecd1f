"""Whole databases for tests. `python -m tests.databases` makes the one that a run copies, while its tests are read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parents[1]
MIGRATED, HALF_MIGRATED = "uc_tests_migrated", "uc_tests_half_migrated"
MIGRATING = 20_481_903  # an advisory lock of the server's


def owner_url() -> str:
    """The address of the server, as the one who owns databases there."""
    return os.environ["MIGRATION_DATABASE_URL"]


def named(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def administer(statement: str, *names: str) -> None:
    """Do something to whole databases, which are named in it."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def drop_database(name: str) -> None:
    """End who is still connected, and remove it. Not `WITH (FORCE)`, which fails when the server happens to be
    vacuuming there: a plain `DROP DATABASE` interrupts that."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename IS NOT NULL", [name]
        )
    administer("DROP DATABASE IF EXISTS {}", name)


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command of the service's to its end."""
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{command} failed\n{done.stdout}\n{done.stderr}"


def make_migrated() -> None:
    """A database with every table and no more in it than migrations put there. Who wants to copy it waits meanwhile."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        for name in (MIGRATED, HALF_MIGRATED):
            drop_database(name)
        administer("CREATE DATABASE {}", HALF_MIGRATED)
        environment = {**os.environ, "DEMONSTRATION": "1", "MIGRATION_DATABASE_URL": named(owner_url(), HALF_MIGRATED)}
        run([sys.executable, "manage.py", "migrate", "--verbosity=0"], environment)
        administer("ALTER DATABASE {} RENAME TO {}", HALF_MIGRATED, MIGRATED)


def migrated() -> str | None:
    """The database that this run copies instead of migrating its own, once it is made; None if there is none."""
    if not os.environ.get("IS_MIGRATED_ONCE"):
        return None
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock_shared(%s)", [MIGRATING])
        made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED]).fetchone()
    return MIGRATED if made else None


if __name__ == "__main__":
    make_migrated()
