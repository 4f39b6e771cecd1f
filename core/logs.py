"""What the service writes down about its own work: one JSON object a line, and never anything about a person.

Logs are read by people who may not read claims, and copied to places that claims are never copied to. So what goes
in is chosen, not what stays out: our own words, the name of a view, a status, milliseconds. Another library's words
are left out as soon as they could quote something (a path, an address, a row), and of an exception the type and the
places in the code remain, not its text: databases quote rows in it, and parsers what somebody typed.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from core.ids import REFERENCE

_about: ContextVar[dict[str, Any] | None] = ContextVar("log_about", default=None)
"""What every line says while a request is answered: its identifier."""

ROOT = Path(__file__).resolve().parent.parent
OURS = frozenset(each.parent.name for each in ROOT.glob("*/__init__.py"))
# These put what varies into arguments, so that their own words quote nothing.
LITERAL = frozenset({"gunicorn"})
_NOT_SHOWN = "*"
_MOST_FRAMES = 40
# Should one of our own lines ever quote something: an email address, a claim's reference, a National Insurance number,
# a sort code, the address of a page.
_PERSONAL = re.compile(
    r"[^\s@'\"<>]+@[^\s@'\"<>]+"
    rf"|\b{REFERENCE}\b"
    r"|\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
    r"|(?<![\w-])\d{2}-\d{2}-\d{2}(?![\w-])"
    r"|\bhttps?://\S+|(?<!\S)/\S+",
    re.IGNORECASE,
)


def begin(**about: Any) -> Any:
    """From now on each line of this request or job says this too. Returns what ``end`` wants."""
    return _about.set(about)


def end(token: Any) -> None:
    """What was begun is over."""
    _about.reset(token)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON, with nothing in it but what is known to be harmless."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
            **(_about.get() or {}),
            **getattr(record, "fields", {}),
        }
        job = getattr(record, "job", None)
        if isinstance(job, dict):  # procrastinate's: its arguments are left out
            line |= {"job": job.get("id"), "task": job.get("task_name"), "attempts": job.get("attempts")}
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            line["exception"] = _chain(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True, default=lambda _value: _NOT_SHOWN)


def _event(record: logging.LogRecord) -> str:
    package = record.name.partition(".")[0]
    if package in OURS:
        return _PERSONAL.sub(_NOT_SHOWN, record.getMessage())
    if isinstance(action := getattr(record, "action", None), str):  # procrastinate
        return action
    if isinstance(status := getattr(record, "status_code", None), int):  # Django
        return HTTPStatus(status).phrase
    if not record.args and package not in LITERAL:
        return f"{record.module}.{record.funcName}"
    given = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(each if isinstance(each, int | float) else _NOT_SHOWN for each in given)
    except (TypeError, ValueError):
        return f"{record.module}.{record.funcName}"


def _chain(error: BaseException | None) -> list[dict[str, Any]]:
    """An exception and what led to it, the last first: each one's type, and where it was."""
    found: list[dict[str, Any]] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        each: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
        if isinstance(state := getattr(error, "sqlstate", None), str):
            each["sqlstate"] = state
            each["constraint"] = getattr(getattr(error, "diag", None), "constraint_name", None)
        frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
        each["at"] = [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        found.append(each)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-3:])


def only_failures() -> Callable[[logging.LogRecord], bool]:
    """Lets through what tells of an exception. What else Django says of a request, the request's own line says."""
    return lambda record: record.exc_info is not None


def configuration(*, as_json: bool) -> dict[str, Any]:
    """Django's ``LOGGING``. While developing, lines are for reading and hold everything: nobody in them is real."""
    quiet = ("procrastinate.blueprints", "procrastinate.periodic", "procrastinate.jobs")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"failure": {"()": "core.logs.only_failures"}},
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": "core.logs.JsonFormatter"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if as_json else "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would send errors by email, with settings and what was typed.
            "django": {"handlers": [], "level": "INFO"},
            **({} if as_json else {"config.requests": {"level": "CRITICAL"}}),
            **({"django.request": {"level": "ERROR", "filters": ["failure"]}} if as_json else {}),
            **{name: {"level": "WARNING"} for name in quiet},
        },
    }
