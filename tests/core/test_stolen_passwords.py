"""A password that was stolen elsewhere is found in a file of hashes, wherever in it, and nobody is asked outside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from core.stolen_passwords import NotAList, StolenPasswords, is_stolen

Make = Callable[..., str]
WORDS = ["password", *(f"stolen {number}" for number in range(499))]


def line(word: str) -> str:
    return f"{hashlib.sha1(word.encode()).hexdigest().upper()}:{len(word) ** 3}"


LINES = sorted(map(line, WORDS))


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(lines: list[str] = LINES, *, end: str = "\n", last: str = "\n") -> str:
        file = tmp_path / "stolen.txt"
        file.write_bytes((end.join(lines) + last).encode())
        return str(file)

    return made


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (LINES, {}),
        (LINES, {"last": ""}),
        (LINES, {"end": "\r\n", "last": "\r\n"}),
        (LINES, {"end": "\r\n", "last": ""}),
        ([each.lower() for each in LINES], {}),
        ([each.partition(":")[0] for each in LINES], {}),
        ([line("password")], {}),
    ],
    ids=["plain", "no last end", "CRLF", "CRLF, no last end", "lower case", "no counts", "one line"],
)
def test_every_one_is_found_and_no_other(lines: list[str], options: dict[str, str], make: Make) -> None:
    stolen = StolenPasswords(make(lines, **options))
    held = {each.partition(":")[0].upper() for each in lines}
    # The first and the last line are among them.
    assert all(stolen.holds(word) for word in WORDS if line(word).partition(":")[0] in held)
    assert not any(stolen.holds(f"mine {number}") for number in range(500))
    assert len(list(stolen.sample(50))) >= 1
    stolen.close()


def test_a_look_reads_as_often_as_the_size_has_bits(make: Make) -> None:
    stolen = StolenPasswords(make())
    stolen.holds("mine")
    assert stolen.reads <= stolen.size.bit_length() + 1  # 37 for 40 GB
    stolen.close()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([*LINES[250:], *LINES[:250]], "does not come after"),
        ([LINES[-1], *LINES[:-1]], "does not come after"),
        ([each[:32] for each in LINES], "there is no SHA-1 hash"),
        (["x" * 400], "there is no SHA-1 hash"),
        ([], "empty"),
    ],
    ids=["two halves the wrong way round", "the last one first", "NTLM", "a long line", "empty"],
)
def test_what_is_no_ordered_list_is_refused(lines: list[str], says: str, make: Make, settings: Any) -> None:
    settings.BREACHED_PASSWORDS_FILE = make(lines, last="")
    (problem,) = deployment()
    assert (problem.id, says in problem.msg) == ("core.E001", True)
    with pytest.raises(CommandError, match=says):
        call_command("stolen_passwords", stdout=StringIO())


def deployment() -> list[checks.CheckMessage]:
    found = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    return [each for each in found if str(each.id).startswith("core.") and "BREACHED" in str(each.msg)]


def test_a_deployment_is_warned_without_a_list_and_stopped_by_a_bad_one(make: Make, settings: Any) -> None:
    settings.BREACHED_PASSWORDS_FILE = ""
    assert [each.id for each in deployment()] == ["core.W001"]
    settings.BREACHED_PASSWORDS_FILE = make() + ".gone"
    assert [each.id for each in deployment()] == ["core.E001"]
    settings.BREACHED_PASSWORDS_FILE = make()
    assert [each.id for each in deployment()] == ["core.W002"], "five hundred are a part of the list"
    settings.BREACHED_PASSWORDS_FILE = make(["0000" + LINES[0][4:], *LINES[1:-1], "FFFF" + LINES[-1][4:]])
    assert deployment() == []


def test_it_is_asked_wherever_django_takes_a_password_too(make: Make, settings: Any) -> None:
    settings.BREACHED_PASSWORDS_FILE = make()
    with pytest.raises(ValidationError, match="stolen from another website"):
        validate_password("stolen 7")
    validate_password("never stolen 7")
    settings.BREACHED_PASSWORDS_FILE = ""
    validate_password("stolen 7")


def test_a_list_that_breaks_keeps_nobody_out_and_is_in_the_log(
    make: Make, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.BREACHED_PASSWORDS_FILE = make() + ".gone"
    assert not is_stolen("stolen 7")
    assert "cannot be read" in caplog.text
    assert "stolen 7" not in caplog.text


def test_it_can_be_tried_out(make: Make, settings: Any) -> None:
    settings.BREACHED_PASSWORDS_FILE = make()
    said = StringIO()
    call_command("stolen_passwords", places=100, stdout=said)
    assert "in order at" in said.getvalue()
    assert "“password” is found in it in" in said.getvalue()
    settings.BREACHED_PASSWORDS_FILE = make([each for each in LINES if each != line("password")])
    with pytest.raises(CommandError, match="is in every such list"):
        call_command("stolen_passwords", stdout=StringIO())


def test_a_line_that_never_ends_is_no_list(make: Make) -> None:
    stolen = StolenPasswords(make([*LINES, "F" * 4000]))
    with pytest.raises(NotAList):
        list(stolen.sample(400))
    stolen.close()
