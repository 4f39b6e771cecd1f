"""Each function of the law says by which regulation it decides, and in which unit it counts."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.structure import repository

LAW = re.compile(r"\b(?:regs? \d|paras? \d|Schs? \d|ss?\.\d|S?SI \d{4}/\d|(?:Act|Regs|Regulations) \d{4}\b)")
# What stands around the law decides nothing: it reads, keeps, words or compares. Each has a function without a law.
AROUND_THE_LAW = {
    "__main__",
    "better_off",
    "case_kinds",
    "cases",
    "facts",
    "in_force",
    "lines",
    "owed",
    "plain",
    "rates",
    "results",
    "situation",
    "text",
    "whatif",
    "wording",
    "words",
}
# Whole numbers that are not pence, and what they count.
COUNTS = {
    "adult": "a claimant's place",
    "age": "years",
    "at": "a column",
    "bedrooms": "rooms",
    "allowed": "rooms",
    "cycle_day": "a day of the month",
    "days": "days",
    "each": "who gives how many pence, and why not",
    "expected_hours": "hours a week",
    "fixed_days": "days",
    "hours": "hours a week",
    "hours_a_week": "hours a week",
    "index": "a person's place",
    "last_age": "years",
    "lcwra_holder": "a claimant's place",
    "lha_bedrooms": "rooms",
    "months": "months",
    "months_on_benefit": "months",
    "most_at_once": "debts",
    "new_days": "days",
    "number": "a place in a row, from 1",
    "of": "equal parts",
    "outstanding_days": "days",
    "owners": "people",
    "paid_in": "numbers of periods",
    "parts": "equal parts",
    "pence": "pence",
    "percent": "hundredths",
    "periods_so_far": "periods",
    "person": "a person's place",
    "rent_free_weeks": "weeks",
    "tenants": "people",
    "tenants_in_household": "people",
    "third_parties": "places of debts",
}
UNIT = re.compile(r"penn|pence|pounds|\bdays?\b|months|years|hours|bedroom|percentage|how many|hash|exit status|place")


class Found(NamedTuple):
    """A public function or method: where it is, what it is, and all that is written over it, nearest first."""

    place: str
    node: ast.FunctionDef
    docs: tuple[str, ...]


def functions() -> Iterator[Found]:
    """Every public function and method of the rules."""
    for name, tree in repository.product_modules("rules/"):
        module = name.removeprefix("rules/").removesuffix(".py")
        yield from _in(tree.body, module, (ast.get_docstring(tree) or "",))


def _in(body: list[ast.stmt], place: str, docs: tuple[str, ...]) -> Iterator[Found]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _in(node.body, f"{place}.{node.name}", (ast.get_docstring(node) or "", *docs))
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield Found(f"{place}.{node.name}", node, (ast.get_docstring(node) or "", *docs))


FUNCTIONS = list(functions())


def says_its_law(found: Found) -> bool:
    return any(LAW.search(doc) for doc in found.docs)


def counts(annotation: ast.expr | None) -> bool:
    """Whether a value is a whole number, or several."""
    return annotation is not None and bool(re.search(r"\bint\b", ast.unparse(annotation)))


def names_its_unit(name: str) -> bool:
    return name.endswith("_pence") or name in COUNTS


def test_there_are_functions_to_look_at() -> None:
    assert len(FUNCTIONS) > 200
    assert [found.place for found in FUNCTIONS if not found.docs[0]] == []


def test_every_public_function_of_the_law_cites_it() -> None:
    silent = [found.place for found in FUNCTIONS if not says_its_law(found)]
    assert [place for place in silent if place.partition(".")[0] not in AROUND_THE_LAW] == []
    assert {place.partition(".")[0] for place in silent} == AROUND_THE_LAW


def test_every_whole_number_that_is_passed_in_or_kept_names_its_unit() -> None:
    nameless = [
        f"{found.place}({each.arg})"
        for found in FUNCTIONS
        for each in (*found.node.args.args, *found.node.args.kwonlyargs)
        if counts(each.annotation) and not names_its_unit(each.arg)
    ]
    for name, tree in repository.product_modules():
        if name.startswith("rules/"):
            nameless += [
                f"{name}: {node.name}.{each.target.id}"
                for node in ast.walk(tree)
                if isinstance(node, ast.ClassDef)
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
                if counts(each.annotation) and not names_its_unit(each.target.id)
            ]
    assert nameless == []


def test_every_whole_number_that_is_answered_has_its_unit_in_its_name_or_in_words() -> None:
    answered = [found for found in FUNCTIONS if counts(found.node.returns)]
    assert len(answered) > 30
    assert [
        found.place for found in answered if not found.node.name.endswith("_pence") and not UNIT.search(found.docs[0])
    ] == []


@pytest.mark.parametrize("words", ["what is taken off", "the law says so", "Regulations", "s.", "region 5"])
def test_words_that_name_no_regulation_are_not_a_law(words: str) -> None:
    assert not LAW.search(words)


@pytest.mark.parametrize(
    "words", ["(reg 111(2))", "WRA 2012 s.8", "Sch 4 paras 8 to 12", "SI 2013/380", "ss.26 and 27"]
)
def test_a_law_is_known_by_its_number(words: str) -> None:
    assert LAW.search(words)
