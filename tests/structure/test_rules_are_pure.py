"""`rules/` is benefit law and nothing else: it could be lifted out and run anywhere."""

import ast
import sys

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
