"""`rules/` is benefit law and nothing else: it could be lifted out and run anywhere."""

import ast
import sys
import tomllib
from collections.abc import Iterator

import pytest

from tests.structure import repository

# Standard library, but they reach for the world outside: dates and facts are passed in.
NOT_FOR_RULES = {"os", "random", "socket", "sqlite3", "subprocess", "time", "urllib"}
ALLOWED = (sys.stdlib_module_names - NOT_FOR_RULES) | {"rules"}


def imported(tree: ast.AST) -> set[str]:
    """The top-level packages that a module imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def test_rules_import_only_the_standard_library():
    modules = [(name, tree) for name, tree in repository.product_modules() if name.startswith("rules/")]
    assert modules
    assert {name: extra for name, tree in modules if (extra := imported(tree) - ALLOWED)} == {}


# What reads the clock, the settings or the world; files of rates are read once, by these modules and no other.
REACHES_OUT = {"environ", "fromtimestamp", "getenv", "now", "today", "urandom", "utcnow"}
READS_FILES = {"rules/pay_rates.py", "rules/rates.py"}
ASKS = {"__import__", "eval", "exec", "input", "open"}
CHANGES = {"add", "append", "clear", "discard", "extend", "insert", "pop", "remove", "setdefault", "update"}


def impurities(tree: ast.Module) -> Iterator[str]:
    """What in a module depends on more than what it is given, or keeps something from one call to the next."""
    kept = {name for node in tree.body for name in _assigned(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Global() | ast.Nonlocal():
                yield f"keeps {', '.join(node.names)}"
            case ast.Attribute(attr=name) if name in REACHES_OUT:
                yield f"asks for {name}"
            case ast.Call(func=ast.Name(id=name)) if name in ASKS:
                yield f"calls {name}"
            case ast.Attribute(attr="read_text" | "read_bytes" | "write_text" | "write_bytes" as name):
                yield f"a file: {name}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=how)) if name in kept and how in CHANGES:
                yield f"changes {name}"
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if name in kept:
                yield f"changes {name}"


def _assigned(node: ast.stmt) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        if isinstance(target, ast.Name):
            yield target.id


def test_rules_ask_nobody_and_keep_nothing():
    found = {
        name: wrong
        for name, tree in repository.product_modules()
        if name.startswith("rules/") and (wrong := list(impurities(tree)))
    }
    assert found == {name: ["a file: read_text"] for name in READS_FILES}


@pytest.mark.parametrize(
    "written",
    [
        "def f():\n    global kept\n    kept = 1",
        "def f():\n    return date.today()",
        "def f():\n    return datetime.now()",
        "def f():\n    return os.environ",
        "def f():\n    return open('/etc/passwd')",
        "KEPT = {}\ndef f():\n    KEPT[1] = 2",
        "KEPT = []\ndef f():\n    KEPT.append(2)",
    ],
)
def test_an_impurity_would_be_seen(written):
    assert len(list(impurities(ast.parse(written)))) == 1


def test_types_are_checked_strictly_and_nothing_is_left_out():
    settings = tomllib.loads(repository.text(repository.CHECKOUT / "pyproject.toml"))["tool"]["mypy"]
    about_rules = [each for each in settings["overrides"] if any(name.startswith("rules") for name in each["module"])]
    assert "rules" in settings["packages"]
    assert about_rules == [{"module": about_rules[0]["module"], "strict": True}]
    written = [repository.text(path) for path in repository.files() if repository.name(path).startswith("rules/")]
    assert [text for text in written if "type: ignore" in text] == []
