"""There is one clock, `core.clock`: nothing else asks what day it is.

Seconds that pass for real, such as how long somebody has been signed in, are `time.time` and do not follow it.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.structure import repository

CLOCK = "core/clock.py"
ASKS = {
    "timezone": {"now"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
}
# With a value these convert it; without one they ask the time.
ASKS_WITHOUT_ARGUMENTS = {"localtime", "localdate"}
DATABASE_CLOCKS = {"Now", "TransactionNow"}


def questions(tree: ast.AST) -> Iterator[str]:
    """Every place in a module that asks the time by itself."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=asked):
                if asked in ASKS.get(owner, ()):
                    yield f"line {node.lineno}: {owner}.{asked}"
            case ast.Call(func=ast.Attribute(attr=called) | ast.Name(id=called), args=[], keywords=[]):
                if called in ASKS_WITHOUT_ARGUMENTS:
                    yield f"line {node.lineno}: {called}()"
            case ast.keyword(arg="auto_now" | "auto_now_add" as argument):
                yield f"line {node.value.lineno}: {argument}"
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    asked_of = ASKS.get((module or "").rpartition(".")[2], set())
                    if alias.name in DATABASE_CLOCKS | asked_of:
                        yield f"line {node.lineno}: from {module} import {alias.name}"


def test_only_the_clock_asks_the_time():
    found = [
        f"{name} {question}"
        for name, tree in repository.product_modules()
        # A migration repeats what the models say, and libraries' own tables keep their own time.
        if name != CLOCK and "/migrations/" not in name
        for question in questions(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "timezone.now()",
        "models.DateTimeField(default=timezone.now)",
        "datetime.datetime.now(tz=UTC)",
        "date.today()",
        "models.DateField(auto_now_add=True)",
        "from django.db.models.functions import Now",
        "from django.utils.timezone import now",
        "timezone.localdate()",
    ],
)
def test_a_question_is_noticed(code: str):
    assert list(questions(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["clock.now()", "time.time() - started", "timezone.localtime(sent_at)", "from datetime import time"]
)
def test_other_code_is_left_alone(code: str):
    assert not list(questions(ast.parse(code)))
