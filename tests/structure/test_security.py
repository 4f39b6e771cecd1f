"""What docs/security.md says of each requirement: each is there once, and what is named to show it is there."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

import pytest

from core.asvs import (
    MET,
    MISSING,
    OUT,
    Chapter,
    Requirement,
    chapters_of,
    levels_of,
    missing_block,
    requirements_block,
    uses_of_cryptography,
)
from tests.config.test_settings import setting
from tests.structure import repository

FOLDER = repository.CHECKOUT / "docs" / "security"
EVERY = [each for chapter in chapters_of(FOLDER) for each in chapter.requirements]


@functools.cache
def names_of_tests(path: str) -> frozenset[str]:
    """The names of a file's tests, also of those in classes."""
    file = repository.CHECKOUT / path
    if not file.exists():
        return frozenset()
    nodes = ast.walk(ast.parse(repository.text(file)))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in nodes if isinstance(node, kinds) and node.name.startswith("test_"))


def wrong_with(each: Requirement) -> list[str]:
    """Why this row cannot be believed."""
    reasons = []
    if not each.about:
        reasons.append("says not what it is about")
    if each.came_to == MET and not (each.how and (each.tests or each.seen)):
        reasons.append("says not how it is met, or not what shows it")
    if each.came_to == OUT and (each.how or each.tests or each.seen):
        reasons.append("does not apply and is met")
    if each.came_to == MISSING and (each.out or not (each.risk and each.mend)):
        reasons.append("is missing, and says not the risk and what would meet it")
    for test in each.tests:
        path, _, name = test.partition("::")
        if name not in names_of_tests(path):
            reasons.append(f"names {test}, which is not there")
    if "|" in "".join((each.about, each.how, each.seen, each.out, each.missing, each.risk, each.mend)):
        reasons.append("would break the table")
    return [f"{each.number} {reason}" for reason in reasons]


def test_the_standard_has_as_many_requirements_of_each_level_as_it_says():
    levels = list(levels_of(FOLDER).values())
    assert [levels.count(level) for level in (1, 2, 3)] == [70, 183, 92]


def test_every_requirement_is_there_once_and_in_order():
    assert [each.number for each in EVERY] == list(levels_of(FOLDER))


def test_every_row_says_what_is_so_and_names_tests_that_there_are():
    assert [reason for each in EVERY for reason in wrong_with(each)] == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Requirement("6.2.1", 1, "Length", how="It is", seen=""), "what shows it"),
        (Requirement("6.2.1", 1, "Length", how="It is", tests=("tests/nowhere.py::test_it",)), "not there"),
        (Requirement("6.2.1", 1, "Length", how="It is", tests=(f"{__file__}::test_nothing",)), "not there"),
        (Requirement("6.2.1", 1, "Length", missing="It is not"), "the risk"),
        (Requirement("6.2.1", 1, "Length", out="There are none", how="It is"), "does not apply and is met"),
        (Requirement("6.2.1", 1, "", out="There are none"), "what it is about"),
        (Requirement("6.2.1", 1, "Length", out="a | b"), "break the table"),
    ],
)
def test_a_row_that_cannot_be_believed_is_found(row: Requirement, reason: str):
    assert reason in " ".join(wrong_with(row))


def test_a_word_that_means_nothing_is_refused(tmp_path: Path):
    (tmp_path / "levels.toml").write_text('[levels]\n"6.2" = "1"\n')
    (tmp_path / "V06.toml").write_text('title = "A"\n[requirements]\n"6.2.1" = {abuot = "Length"}\n')
    with pytest.raises(TypeError):
        chapters_of(tmp_path)
    (tmp_path / "V06.toml").write_text('title = "A"\n[requirements]\n"6.2.2" = {about = "Length"}\n')
    with pytest.raises(KeyError):
        chapters_of(tmp_path)


CRYPTOGRAPHY = frozenset(
    {"hashlib", "hmac", "secrets", "random", "ssl", "cryptography", "argon2", "webauthn", "joserfc", "authlib", "jwt"}
)
DJANGOS = frozenset({"salted_hmac", "get_random_string", "Signer", "TimestampSigner", "signing"})
NOT_PRODUCT = ("demo/", "benchmarks/")


def uses_cryptography(tree: ast.Module) -> bool:
    """Whether a file imports something that makes or checks what is secret, signed, hashed or random."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(each.name.split(".")[0] in CRYPTOGRAPHY for each in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {each.name for each in node.names}
            if node.module.split(".")[0] in CRYPTOGRAPHY and not names <= {"InvalidTag"}:
                return True
            if node.module.startswith("django.") and names & DJANGOS:
                return True
    return False


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        ("import hashlib", True),
        ("def late():\n    from cryptography.hazmat.primitives import hashes", True),
        ("from django.utils.crypto import salted_hmac", True),
        ("from cryptography.exceptions import InvalidTag", False),
        ("import json", False),
    ],
)
def test_a_use_of_cryptography_is_seen(code: str, uses: bool):
    assert uses_cryptography(ast.parse(code)) is uses


def test_cryptography_is_used_where_the_table_says_and_nowhere_else():
    found = {
        path
        for path, tree in repository.product_modules()
        if not path.startswith(NOT_PRODUCT) and "migrations" not in path and uses_cryptography(tree)
    }
    uses = uses_of_cryptography(FOLDER)
    assert found - uses.keys() == set(), "say in docs/security/cryptography.toml what for, how, and with which key"
    assert uses.keys() - found == set(), "no longer used"
    said = " ".join(" ".join(use.values()) for use in uses.values())
    assert not {"ECB", "CBC", "MD5", "RC4", "DES"} & set(said.replace("-", " ").split())


def test_passwords_are_hashed_with_argon2_where_people_are_real():
    assert setting("PASSWORD_HASHERS") == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_it_is_drawn_with_what_is_not_met_apart():
    rows = (
        Requirement("6.2.1", 1, "Length", how="Eight", tests=("tests/a.py::test_b",)),
        Requirement("6.2.2", 2, "Change", missing="no page", risk="none", mend="a page"),
        Requirement("6.2.3", 3, "Old one", out="there is none"),
    )
    chapters = [Chapter(6, "Authentication", rows)]
    drawn = requirements_block(chapters)
    assert "| 1 | 1 | 0 | 0 |\n| 2 | 0 | 0 | 1 |\n| 3 | 0 | 1 | 0 |" in drawn
    assert "| v5.0.0-6.2.1 | 1 | Length | Eight | `tests/a.py::test_b` |" in drawn
    assert "| v5.0.0-6.2.3 | 3 | Old one | Does not apply: there is none |" in drawn
    assert [line.split(" | ")[0] for line in missing_block(chapters).splitlines()[2:]] == ["| v5.0.0-6.2.2"]
