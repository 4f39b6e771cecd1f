"""Whether the service can do its work: it answers, its database does and is in step, and its worker works."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django.models import ProcrastinateWorker

from core import clock

logger = logging.getLogger(__name__)

# A worker makes itself heard every ten seconds.
HEARD_OF_WITHIN = timedelta(seconds=60)
OK = "ok"
_migrated: set[str] = set()
"""Holds the database's name once every migration of this code was seen there: that does not change back."""


def ready() -> dict[str, str]:
    """Whether this web server can answer people: the database and its tables."""
    return _asked(database=_database, migrations=_migrations)


def whole() -> dict[str, str]:
    """Whether everything works, the worker included."""
    return _asked(database=_database, migrations=_migrations, worker=_worker)


def is_well(found: Mapping[str, str]) -> bool:
    """Whether nothing is amiss."""
    return set(found.values()) <= {OK}


def workers_alive() -> Any:
    """The workers heard of in the last minute."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=clock.machine_now() - HEARD_OF_WITHIN)


def _asked(**questions: Any) -> dict[str, str]:
    found = {}
    for name, ask in questions.items():
        try:
            found[name] = ask()
        except (DatabaseError, InterfaceError):
            # Of this the text could name a host or a role; the log has where it was.
            logger.warning("%s could not be looked at", name, exc_info=True)
            found[name] = "the database does not answer"
    return found


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    name = str(connection.settings_dict["NAME"])
    if name not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "not every migration is applied"
        _migrated.add(name)
    return OK


def _worker() -> str:
    return OK if workers_alive().exists() else "no worker was heard of in the last minute"
