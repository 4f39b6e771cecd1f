"""Whatever is done about a person or their claim has words in which they are told of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.apps import apps
from django.urls import reverse

from home.words import CHANGES, NOT_TOLD
from tests.structure import repository

ASIDE = ("tests/", "demo/", "benchmarks/", "config/", "node_modules/")
OF_NOBODY = {"message", "bulksend", "batch", "production", "signal", "employer", "rolechange"}
"""Models whose moves name no person: what was sent, and how, is in their list of messages, a signal is told to nobody,
an employer is a firm, and a change of roles is told to whoever works here by a message."""


def test_each_kind_of_event_that_names_somebody_is_told_in_words() -> None:
    """A new kind goes into home/words.py: into CHANGES, or into NOT_TOLD."""
    known = CHANGES.keys() | NOT_TOLD
    assert _recorded() | _moved() == known


def _recorded() -> set[str]:
    """The kinds of all calls of ``record`` that name a person or a claim."""
    return {kind for call, names in _calls() for kind in _kinds(call, names)}


def _calls() -> Iterator[tuple[ast.Call, dict[str, str]]]:
    for path in repository.files():
        name = repository.name(path)
        if path.suffix != ".py" or name.startswith(ASIDE) or "/migrations/" in name:
            continue
        tree = ast.parse(repository.text(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _is_about_somebody(node):
                yield node, _constants(tree)


def _is_about_somebody(call: ast.Call) -> bool:
    called = getattr(call.func, "id", "")
    # Pay is recorded by a helper of its own, by its first word.
    return called == "_record" or (
        called == "record" and not {"person_id", "claim_reference"}.isdisjoint(each.arg for each in call.keywords)
    )


def _kinds(call: ast.Call, names: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(call.args[0]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "_" in node.value.strip("_"):
            yield node.value
        elif isinstance(node, ast.Name) and node.id in names:
            yield names[node.id]


def _constants(tree: ast.Module) -> dict[str, str]:
    """The module's names of words, alone or several in a line."""
    found = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            for name, word in pairs:
                if isinstance(name, ast.Name) and isinstance(word, ast.Constant):
                    found[name.id] = word.value
    return found


def _moved() -> set[str]:
    """The kinds of all moves from state to state of what is somebody's."""
    tables = {model._meta.model_name: getattr(model, "STATES", None) for model in apps.get_models()}
    return {
        f"{name}_{each.past}"
        for name, table in tables.items()
        if table and name not in OF_NOBODY
        for each in table.moves
    }


def test_each_page_that_shows_what_came_of_it_is_there() -> None:
    for change in CHANGES.values():
        if change.page and not change.page.startswith(("claims:", "payments:")):
            assert reverse(change.page)
