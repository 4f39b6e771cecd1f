"""How most tests begin, done in earnest once and copied after that.

Most tests begin alike: an account, a claim, its answers, the claim sent and accepted. Through the services that takes
up to half of what all tests take. A function marked ``@beginning`` makes such a step. The first time that a process
takes it, its rows and its objects are kept; from then on they are put there as they were, with their keys.

That is done only where nobody can tell but by the clock: while a test with a database has done nothing but such steps,
in the same order and with the same arguments, settings and language, a few minutes ago at most, from the same empty
tables. The first other write, a rollback, a patch, or a test that commits, and everything runs in earnest.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, ParamSpec, TypeVar

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from tests.beginnings.objects import become, changeable, dumped, loaded, state
from tests.beginnings.rows import Rows, difference, rows_since
from tests.beginnings.sameness import Unsayable, said, surroundings

P = ParamSpec("P")
T = TypeVar("T")

FRESH = timedelta(minutes=4)
"""For how long what was made can stand for something made just now: sessions and codes end after 15."""
MOVABLE = timedelta(minutes=2)
"""How far a clock that a test has set is moved on, for the time that making it took."""


@dataclass
class _Step:
    """A step taken after certain others, and the steps taken after it."""

    at: datetime | None = None
    sql: str = ""
    objects: bytes = b""
    rows: Rows = field(default_factory=dict)
    after: dict[Any, _Step] = field(default_factory=dict)

    def is_stale(self) -> bool:
        """Whether it was kept too long ago, or at a moment that is still to come by a clock that was moved."""
        return self.at is not None and not -MOVABLE < timezone.now() - self.at < FRESH


class _Test:
    """The test that runs now: the last of the steps that are all it did, or None where that is not so."""

    first: ClassVar[_Step] = _Step()
    last: ClassVar[_Step | None] = None
    is_building: ClassVar[bool] = False
    began_at_transaction: ClassVar[int] = 0
    patches: ClassVar[pytest.MonkeyPatch | None] = None
    moved_on: ClassVar[timedelta] = timedelta()
    commits: ClassVar[bool] = False


def begin_test(patches: pytest.MonkeyPatch | None = None, *, in_earnest: bool = False) -> None:
    """A test begins. Nothing is copied in one that commits, nor where somebody was there before it."""
    _Test.commits = not connection.in_atomic_block
    if _Test.commits or in_earnest:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, EXISTS (SELECT FROM accounts_user)"
        )
        _Test.began_at_transaction, is_begun = cursor.fetchone()
    _Test.last, _Test.patches = None if is_begun else _Test.first, patches
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)


def was_committed() -> bool:
    """Whether the last test left its rows, or none, behind it; asked once."""
    was, _Test.commits = _Test.commits, False
    if was:
        _Test.first = _Step()
    return was


def end_test() -> None:
    """What comes now is no beginning."""
    _Test.last = _Test.patches = None
    _Test.moved_on = timedelta()


def beginning(build: Callable[P, T]) -> Callable[P, T]:
    """Mark a function that makes something with which tests begin."""

    @functools.wraps(build)
    def begin(*args: P.args, **kwargs: P.kwargs) -> T:
        before = _Test.last
        if before is None or _Test.is_building:
            return build(*args, **kwargs)
        given = (args, kwargs)
        try:
            key = (build.__module__, build.__qualname__, said(given), surroundings(_Test.moved_on))
        except Unsayable:
            return build(*args, **kwargs)
        if _is_patched():
            end_test()
            return build(*args, **kwargs)
        step = before.after.get(key)
        if step is None or step.is_stale():
            step = before.after[key] = _Step()
        known = changeable(given)
        if step.objects:
            result: T = _put_there(step, known)
        else:
            result = _build(build, given, step, before, known)
        _Test.last = step
        return result

    return begin


def _build(build: Callable[..., T], given: Any, step: _Step, before: _Step, known: list[Any]) -> T:
    """In earnest, and kept."""
    _Test.is_building = True
    try:
        result = build(*given[0], **given[1])
    except BaseException:
        end_test()
        raise
    finally:
        _Test.is_building = False
    step.rows = rows_since(_Test.began_at_transaction, before.rows)
    step.sql = difference(before.rows, step.rows)
    step.objects = dumped((result, [state(each) for each in known]), known)
    step.at = timezone.now()
    return result


def _put_there(step: _Step, known: list[Any]) -> Any:
    """As it was kept: the rows in the database, and in the objects that were given what they had become."""
    if time_machine.traveller_stack and step.at and (ahead := step.at - timezone.now()) > timedelta():
        time_machine.traveller_stack[-1].shift(ahead)
        _Test.moved_on += ahead
    if step.sql:
        connection.connection.execute(step.sql, prepare=False)
    result, states = loaded(step.objects, known)
    for each, kept in zip(known, states, strict=True):
        become(each, kept)
    return result


def _watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Whatever is written, or taken back, that is not a step ends the beginning of a test."""
    if _Test.last is not None and not _Test.is_building and not _only_reads(sql):
        end_test()
    return execute(sql, params, many, context)


def _only_reads(sql: Any) -> bool:
    return isinstance(sql, str) and sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) and "procrastinate" not in sql


def _is_patched() -> bool:
    patches = _Test.patches
    return patches is not None and bool(patches._setattr or patches._setitem)
