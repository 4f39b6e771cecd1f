"""How the service connects to its database: as the application, or for a few commands as the owner of its tables."""

from collections.abc import Sequence
from typing import Any

import dj_database_url

OWNER_COMMANDS = frozenset({"migrate", "grant_privileges", "rotate_keys", "equality_figures"})
"""Management commands that change the tables, their rights, or rows that nobody else may change or read."""

_LIMITS = {"timezone": "UTC", "lock_timeout": "10s"}


def runs_as_owner(arguments: Sequence[str]) -> bool:
    """Whether this command line (``sys.argv``) is of a command that needs the owner's connection."""
    return bool(OWNER_COMMANDS.intersection(arguments[1:2]))


def connection(url: str, *, as_owner: bool, kept_seconds: int) -> dict[str, Any]:
    """Django's settings for a database's address. What the address asks for (``sslmode``, ``options``) is kept.

    A request or job that takes half a minute in one statement has failed; a migration may take longer.
    """
    settings: dict[str, Any] = {**dj_database_url.parse(url)}
    given = settings.get("OPTIONS", {})
    limits = {**_LIMITS, "statement_timeout": "0" if as_owner else "30s"}
    words = [f"-c {name}={value}" for name, value in limits.items()]
    if given.get("options"):
        words.append(given["options"])  # The last one counts.
    return {
        **settings,
        "ENGINE": "core.postgresql",
        "CONN_MAX_AGE": kept_seconds,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        # A server that is gone and says nothing must not keep everybody waiting.
        # Statements are prepared where the code says so (core/prepared.py): for that there must be a number here.
        "OPTIONS": {"connect_timeout": 5, "prepare_threshold": 0, **given, "options": " ".join(words)},
    }
