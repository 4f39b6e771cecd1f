"""Queries whose SQL is written once in the life of a process, for what every page asks, and which the database reads
and plans once on each connection.

Django writes a query's SQL anew each time that it is asked, which takes several times as long as asking it, and the
database takes longer to plan it than to answer it. Where a page costs little else, that is most of what it costs. A
query is prepared only where measuring shows that it pays; the rest of the service asks in the ordinary way.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.expressions import Expression, Func, RawSQL
from django.db.models.query import get_related_populators
from psycopg.sql import Literal

M = TypeVar("M", bound=models.Model)


def prepared_cursor() -> Any:
    """For a statement written by hand: used as ``connection.cursor()`` is (``core.postgresql.base.PreparedCursor``)."""
    return cast(Any, connection).prepared_cursor()


class Given(Expression):
    """Stands in a query for what is given each time it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class Among(Func):
    """That a column is one of a list that is given, of any length: ``filter(Among(F("pk"), keys))``. Django's ``in``
    has a place in the statement for each."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


@dataclass(frozen=True, slots=True)
class _Written:
    """A query's SQL, and how its rows become objects: as django.db.models.query.ModelIterable does it."""

    sql: str
    given: tuple[str, ...]
    model: type[models.Model]
    names: list[str]
    start: int
    converters: list[tuple[int, list[Callable[..., Any]], Any]]
    populators: Sequence[Any]


class Prepared(Generic[M]):
    """What a function makes of its arguments, as a query: ``Prepared(lambda person: Claim.objects.filter(...))``.

    Arguments may only be compared with (``filter(person=person)``), and are handed to the database as they are. What
    the function itself asks of the clock or of settings would be asked once and kept: give it such things too. A query
    that annotates, prefetches or gives values raises TypeError: only rows and what ``select_related`` reads come back.
    """

    def __init__(self, query: Callable[..., models.QuerySet[M]]) -> None:
        self._query = query

    @functools.cached_property
    def _written(self) -> _Written:
        names = inspect.signature(self._query).parameters
        rows: Any = self._query(**{name: Given(name) for name in names})
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        klass_info, select = compiler.klass_info, compiler.select
        if klass_info is None or compiler.annotation_col_map or rows._prefetch_related_lookups:
            raise TypeError("A prepared query gives rows, and nothing that Django adds to them afterwards")
        columns = klass_info["select_fields"]
        start, end = columns[0], columns[-1] + 1
        converters = compiler.get_converters([each[0] for each in select]).items()
        return _Written(
            sql=_with_constants(sql, parameters),
            given=tuple(each.name for each in parameters if isinstance(each, Given)),
            model=klass_info["model"],
            names=[each[0].target.attname for each in select[start:end]],
            start=start,
            converters=[(position, functions, expression) for position, (functions, expression) in converters],
            populators=get_related_populators(klass_info, select, DEFAULT_DB_ALIAS),  # type: ignore[call-arg]
        )

    def all(self, **given: Any) -> list[M]:
        """The rows, given these arguments. One query."""
        written = self._written
        with prepared_cursor() as cursor:
            cursor.execute(written.sql, [given[name] for name in written.given])
            return [self._as_object(written, list(row)) for row in cursor.fetchall()]

    def first(self, **given: Any) -> M | None:
        """The first row, or None. One query, which should not find many."""
        return next(iter(self.all(**given)), None)

    @staticmethod
    def _as_object(written: _Written, row: list[Any]) -> Any:
        for position, functions, expression in written.converters:
            for function in functions:
                row[position] = function(row[position], expression, connection)
        end = written.start + len(written.names)
        made = written.model.from_db(DEFAULT_DB_ALIAS, written.names, row[written.start : end])
        for populator in written.populators:
            populator.populate(row, made)
        return made


class PreparedRows:
    """What some functions make of the same arguments, each a query of values (``values_list``), as one statement that
    gives the rows of all of them, in no order. Of arguments the same holds as of ``Prepared``.

    Their columns must be of the same types, one after the other, and such as the database gives them: text, numbers,
    days and moments. One that Django would make something else of raises TypeError.
    """

    def __init__(self, *queries: Callable[..., models.QuerySet[Any, Any]]) -> None:
        self._queries = queries

    @functools.cached_property
    def _written(self) -> tuple[str, list[str]]:
        parts = [self._part(query) for query in self._queries]
        return " UNION ALL ".join(f"({sql})" for sql, _given in parts), [
            each for _sql, given in parts for each in given
        ]

    @staticmethod
    def _part(query: Callable[..., models.QuerySet[Any, Any]]) -> tuple[str, list[str]]:
        names = inspect.signature(query).parameters
        rows: Any = query(**{name: Given(name) for name in names})
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        if rows._fields is None or compiler.get_converters([each[0] for each in compiler.select]):
            raise TypeError("Only values that the database gives as they are")
        return _with_constants(sql, parameters), [each.name for each in parameters if isinstance(each, Given)]

    def all(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows, given these arguments. One query."""
        sql, names = self._written
        with prepared_cursor() as cursor:
            cursor.execute(sql, [given[name] for name in names])
            return list(cursor.fetchall())


class PreparedIds:
    """What a function makes of its arguments, as a query of one column that others compare with:
    ``KEPT = PreparedIds(lambda staff: ...values("claim"))`` and ``filter(pk__in=KEPT.given(staff=user.pk))``.

    For a long condition of many pages, whose SQL would be written anew with each. Of arguments the same holds as of
    ``Prepared``.
    """

    def __init__(self, query: Callable[..., models.QuerySet[Any]]) -> None:
        self._query = query

    @functools.cached_property
    def _written(self) -> tuple[str, list[str], models.Field[Any, Any]]:
        names = inspect.signature(self._query).parameters
        rows: Any = self._query(**{name: Given(name) for name in names})
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        given = [each.name for each in parameters if isinstance(each, Given)]
        return _with_constants(sql, parameters), given, compiler.select[0][0].output_field

    def given(self, **given: Any) -> RawSQL:
        """The part of a statement that these arguments make it: nothing is asked yet."""
        sql, names, field = self._written
        return RawSQL(sql, [given[name] for name in names], output_field=field)  # noqa: S611 - Django wrote it


def _with_constants(sql: str, parameters: Sequence[Any]) -> str:
    """The SQL with everything in it that is the same each time: a plan that knows it may use an index that is only of
    such rows."""
    connection.ensure_connection()
    words = [
        "%s" if isinstance(each, Given) else Literal(each).as_string(connection.connection).replace("%", "%%")
        for each in parameters
    ]
    return sql.replace("%%", "%%%%") % tuple(words)
