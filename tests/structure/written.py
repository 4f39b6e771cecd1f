"""Which functions write rows, and which come to record it: read from the code, following what they call by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.structure import repository

WRITES = frozenset(
    {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}
)
NAMED_ONLY = frozenset({"save", "update", "delete"})  # with anything by its place these are a dictionary's or a file's
RECORDS = frozenset({"record", "record_all", "move", "move_all", "record_access", "record_access_to_many"})
ASIDE = ("tests/", "demo/", "benchmarks/", "audit/", "config/", "node_modules/")


@dataclass
class Function:
    """A function of ours: whether it takes ``by``, answers a request, writes rows itself, and what it calls."""

    name: str
    takes_by: bool
    is_view: bool
    writes: bool
    calls: set[str] = field(default_factory=set)


@cache
def functions() -> dict[str, Function]:
    """Every function, by ``package/file.py::name`` or ``package/file.py::Class.name``."""
    return {each.name: each for path, tree in _modules() for each in _functions_of(path, tree)}


def reached(name: str) -> set[str]:
    """Everything that a function calls, and what those call."""
    found, waiting = set(), [name]
    while waiting:
        for called in functions()[waiting.pop()].calls - found:
            found.add(called)
            if called in functions():
                waiting.append(called)
    return found


def writes(name: str) -> bool:
    """Whether rows are written in it, or in anything it calls that is not told by whom."""
    return functions()[name].writes or any(
        functions()[each].writes for each in reached(name) & functions().keys() if not functions()[each].takes_by
    )


@cache
def callers() -> dict[str, set[str]]:
    """By whom each function is called."""
    found: dict[str, set[str]] = {}
    for each in functions().values():
        for called in each.calls:
            found.setdefault(called, set()).add(each.name)
    return found


def is_recorded(name: str) -> bool:
    """Whether it records, or is a part of something that does, whoever calls it. A view is more than one deed: that it
    records something says nothing about all that it does."""
    if functions()[name].is_view:
        return False
    if records(name):
        return True
    by_whom = callers().get(name, set())
    return bool(by_whom) and all(is_recorded(each) for each in by_whom - {name})


def records(name: str) -> bool:
    """Whether it, or something it calls, adds to the record."""
    return any(called.split("::")[-1] in RECORDS and called.startswith("audit/") for called in reached(name))


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in repository.files():
        name = repository.name(path)
        if path.suffix == ".py" and "/" in name and not name.startswith(ASIDE) and "/migrations/" not in name:
            yield name, ast.parse(repository.text(path))


def _functions_of(path: str, tree: ast.Module) -> Iterator[Function]:
    known = _imported(path, tree)
    for outer in tree.body:
        if isinstance(outer, ast.FunctionDef):
            known[outer.name] = f"{path}::{outer.name}"
    for outer in tree.body:
        if isinstance(outer, ast.FunctionDef):
            yield _function(f"{path}::{outer.name}", outer, known, {})
        elif isinstance(outer, ast.ClassDef):
            methods = {
                each.name: f"{path}::{outer.name}.{each.name}"
                for each in outer.body
                if isinstance(each, ast.FunctionDef)
            }
            for inner in outer.body:
                if isinstance(inner, ast.FunctionDef):
                    yield _function(methods[inner.name], inner, known, methods)


def _imported(path: str, tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: ``package/file.py::name``, or ``package/file.py`` for a module."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}".replace(".", "/") + ".py"
                module = node.module.replace(".", "/")
                is_module = (repository.CHECKOUT / inside).exists()
                package = f"{module}/__init__.py" if (repository.CHECKOUT / module).is_dir() else f"{module}.py"
                found[alias.asname or alias.name] = inside if is_module else f"{package}::{alias.name}"
    return found


def _function(name: str, node: ast.FunctionDef, known: dict[str, str], methods: dict[str, str]) -> Function:
    arguments = [*node.args.args, *node.args.kwonlyargs]
    names = {each.arg for each in arguments}
    made = Function(name, takes_by="by" in names, is_view="request" in names, writes=False)
    for inner in ast.walk(node):
        if not isinstance(inner, ast.Call):
            continue
        called = inner.func
        if isinstance(called, ast.Name) and called.id in known:
            made.calls.add(known[called.id])
        elif isinstance(called, ast.Attribute):
            owner = called.value
            if isinstance(owner, ast.Name) and owner.id == "self" and called.attr in methods:
                made.calls.add(methods[called.attr])
            elif isinstance(owner, ast.Name) and known.get(owner.id, "").endswith(".py"):
                made.calls.add(f"{known[owner.id]}::{called.attr}")
            elif called.attr in WRITES and not (called.attr in NAMED_ONLY and inner.args):
                made.writes = True
    return made
