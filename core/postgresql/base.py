"""Django's connection to PostgreSQL, with statements that the server has read before, and a cheaper way to see whether
a connection that was kept still stands."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base, operations
from psycopg import Cursor, errors
from psycopg.adapt import Loader
from psycopg.pq import Format, TransactionStatus

PREPARED = "prepared"


class PreparedCursor(Cursor[Any]):
    """Has the server read and plan a statement once on each connection, and send it no more than its values after.
    What it answers comes as it keeps it, which is sooner read than text.

    One statement at a time, and none that writes a table whose history is kept: pghistory would put another before
    it, but leaves a cursor with a name alone.
    """

    name = PREPARED

    def execute(self, query: Any, params: Any = None, **given: Any) -> Any:
        given = {"binary": True, **given}
        try:
            return super().execute(query, params, prepare=True, **given)
        except errors.FeatureNotSupported:
            # A migration changed the type of a column that it gives. Until this connection is old enough to be
            # replaced, the statement is read anew; within a transaction, which is lost, the error goes on.
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            return super().execute(query, params, prepare=False, **given)


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> Any:
        """For whoever counts or reads queries: psycopg keeps none that it prepared."""
        if isinstance(cursor, PreparedCursor):
            return str(self.compose_sql(sql, params))
        return super().last_executed_query(cursor, sql, params)


class _AsWritten(Loader):
    """JSON as text: Django's fields read it themselves. Its first byte is the version of its format."""

    format = Format.BINARY

    def load(self, data: Any) -> str:
        return str(data[1:], "utf-8")


class DatabaseWrapper(base.DatabaseWrapper):
    """One thread's connection."""

    ops_class = DatabaseOperations
    health_check_done: bool

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection that gives JSON as text in either format."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_loader("jsonb", _AsWritten)
        return connection

    def prepared_cursor(self) -> Any:
        """A cursor for a statement that is asked again and again (``PreparedCursor``)."""
        return self._cursor(PREPARED)  # type: ignore[attr-defined]

    def create_cursor(self, name: str | None = None) -> Any:
        """Beside Django's own kinds, the one that prepares."""
        return PreparedCursor(self.connection) if name == PREPARED else super().create_cursor(name)

    def close_if_health_check_failed(self) -> None:
        """Before the first query of a request: begin anew where the server ended the connection.

        Whoever ends one says so on it: a server that is stopped, restarted or killed, an administrator, a time limit.
        So long as nothing was said it is as good as a question would find it, and nothing is asked; if something was,
        which may be a notice, Django asks. That the network lost it without a word neither way could tell.
        """
        if self.connection is not None and not self.health_check_done and not _has_been_told(self.connection):
            self.health_check_done = True
        super().close_if_health_check_failed()


def _has_been_told(connection: Any) -> bool:
    """Whether there is anything to read on a connection where nothing is asked, or it is closed at this end."""
    if connection.closed:
        return True
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
