"""Commands that only the owner of the tables can carry out say so, instead of doing nothing or half of it."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.db import connection

_NOT_MINE = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')
        AND NOT pg_has_role(current_user, relowner, 'USAGE')
    ORDER BY relname
"""


def require_owner() -> None:
    """Raise CommandError unless this connection owns the tables, or may act for whoever does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (user,) = cursor.fetchone()
        cursor.execute(_NOT_MINE)
        others = [name for (name,) in cursor.fetchall()]
    if others:
        raise CommandError(
            f"The database role {user} does not own {len(others)} of the tables ({', '.join(others[:3])}, ...). "
            "Set MIGRATION_DATABASE_URL to the address of their owner and run this again."
        )
