"""What pages say of an answer beside what its question says: read from the code that says it.

Wherever a form is told `add_error`, or a `Doubt` is made, the words are followed to where they are written: in the
call, in a variable, in a function that it asks, or in a refusal that it passes on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

SAYS_IT = {"add_error": False, "Doubt": True}
"""What is called to say something, and whether it is only a doubt."""

TRANSLATES = {"_", "now", "_now", "gettext", "gettext_lazy"}
NOT_THE_SERVICE = {"tests", "demo", "benchmarks", "migrations", "node_modules"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Spoken:
    """One message: where it is said, of which question (or of none), and its words in English as they are written."""

    where: str
    question: str
    words: str
    is_doubt: bool


@dataclass(frozen=True)
class _Code:
    """Every function of the service by its name, and every refusal's words by the refusal's name."""

    functions: Mapping[str, Function]
    refusals: Mapping[str, tuple[str, ...]]


@cache
def spoken() -> tuple[Spoken, ...]:
    """Every message that a page adds to a form, in the order of the files."""
    modules = dict(_modules())
    functions = {each.name: each for tree in modules.values() for each in ast.walk(tree) if isinstance(each, Function)}
    refusals: dict[str, list[str]] = {}
    for tree in modules.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                refusals.setdefault(_name(node.exc.func), []).extend(_literals(node.exc))
    code = _Code(functions, {name: tuple(words) for name, words in refusals.items()})
    found = [each for where, tree in modules.items() for each in _said_in(where, tree, code)]
    return tuple({(each.where, each.words): each for each in reversed(found)}.values())[::-1]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    base = Path(settings.BASE_DIR)
    for package in sorted(path.parent for path in base.glob("*/__init__.py")):
        for path in sorted(package.rglob("*.py")):
            within = path.relative_to(base)
            if not NOT_THE_SERVICE & set(within.parts) and within.as_posix() != "govuk/forms.py":
                yield within.as_posix(), ast.parse(path.read_text())


def _said_in(where: str, tree: ast.Module, code: _Code) -> Iterator[Spoken]:
    for function in ast.walk(tree):
        if isinstance(function, Function):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and (said := _name(call.func)) in SAYS_IT and len(call.args) > 1:
                    question = ", ".join(dict.fromkeys(_strings(call.args[0])))
                    for words in _words(call.args[1], function, code):
                        yield Spoken(where, question, words, SAYS_IT[said])


def _words(expression: ast.expr, function: Function, code: _Code) -> Iterator[str]:
    """The words that an expression in a function can come to."""
    yield from _literals(expression)
    for node in ast.walk(expression):
        if isinstance(node, ast.Name):
            for each in ast.walk(function):
                if isinstance(each, ast.Assign) and any(_name(target) == node.id for target in each.targets):
                    yield from _words(each.value, function, code)
                elif isinstance(each, ast.ExceptHandler) and each.name == node.id and each.type:
                    for refusal in ast.walk(each.type):
                        yield from code.refusals.get(_name(refusal), ())
        elif isinstance(node, ast.Call) and (asked := code.functions.get(_name(node.func))) and asked is not function:
            yield from _literals(asked)


def _literals(node: ast.AST) -> list[str]:
    """Every string marked for translation within."""
    return [
        words.value
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and _name(call.func) in TRANSLATES
        for words in call.args[:1]
        if isinstance(words, ast.Constant) and isinstance(words.value, str)
    ]


def _strings(node: ast.AST) -> list[str]:
    return [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _name(node: Any) -> str:
    return str(getattr(node, "id", "") or getattr(node, "attr", ""))
