"""Whoever owns the tables can change them; the verifier says what they did."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from audit import sealing, verifying
from audit.canonical import NEWEST_FORM, packed
from audit.models import Access, Event, Seal
from audit.rows import read_rows
from audit.sealing import seal_new_rows
from audit.seals import Seen, seals_in
from audit.signing import sign
from audit.verifying import Verification
from core import clock
from tests.audit.records import happen, read

pytestmark = pytest.mark.django_db
KEY, OTHER_KEY = bytes(range(32)), bytes(32)


def public(key: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Nine events in seals 1 to 3, and three accesses in seal 4."""
    monkeypatch.setattr(sealing, "ROWS_A_SEAL", 3)
    happen(9)
    read(3)
    seal_new_rows()
    assert list(Seal.objects.order_by("number").values_list("table", flat=True)) == ["audit_event"] * 3 + [
        "audit_access"
    ]
    return list(Event.objects.order_by("position"))


def as_the_owner(statement: str, *values: Any, table: str = "audit_event") -> None:
    """What the owner of the tables could do: put the triggers off, change what they like, and put them on again."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def problems(**options: Any) -> list[str]:
    return [str(each) for each in Verification(**options).problems()]


def make_anew(number: int, *, signed: bool = False) -> None:
    """Every seal from this one on, made again over the rows as they now are: what the owner could do besides."""
    previous = Seal.objects.get(number=number - 1).hash if number > 1 else "0" * 64
    for seal in Seal.objects.filter(number__gte=number).order_by("number"):
        rows = [row for row, _id in read_rows(NEWEST_FORM, seal.table, after=seal.first - 1, upto=seal.last, limit=99)]
        made = replace(Seen.of(seal), rows=packed(rows), count=len(rows), previous_hash=previous)
        made = replace(made, rows_hash=made.hash_of_rows())
        previous = made.hash_of_seal()
        name, signature = sign(previous) if signed else ("", "")
        as_the_owner(
            "UPDATE audit_seal SET rows = %s, count = %s, rows_hash = %s, previous_hash = %s, hash = %s,"
            " signed_by = %s, signature = %s WHERE number = %s",
            *(made.rows, made.count, made.rows_hash, made.previous_hash, previous, name, signature, seal.number),
            table="audit_seal",
        )


@pytest.fixture
def kept(sealed: list[Event], tmp_path: Path) -> Iterator[Callable[..., Iterator[Seen]]]:
    """The seals as they were exported before anything happened to them."""
    for name, options in {"seals": {}, "rows": {"rows": True}}.items():
        call_command("export_seals", to=tmp_path / name, **options)
    opened = []

    def again(name: str = "seals") -> Iterator[Seen]:
        opened.append((tmp_path / name).open())
        return seals_in(opened[-1])

    yield again
    for file in opened:
        file.close()


def test_nothing_is_wrong_when_nobody_did_anything(sealed: list[Event], kept: Any) -> None:
    check = Verification(kept=kept())
    assert list(check.problems()) == []
    assert (check.seals, check.rows, check.last_hash) == (4, 12, Seal.objects.get(number=4).hash)
    assert problems(kept=kept("rows")) == []


@pytest.mark.usefixtures("sealed")
def test_rows_after_the_last_seal_are_nobodys_business_for_an_hour() -> None:
    happen(2)
    assert problems() == []
    late = clock.now() + timedelta(minutes=61)
    unsealed = Event.objects.order_by("position")[9]
    with time_machine.travel(late):
        [found] = problems()
    assert found.startswith(f"2 rows of audit_event older than an hour and not sealed: {unsealed.pk} (position ")


@pytest.mark.parametrize(
    "change",
    [
        "user_name = 'Somebody else'",
        "at = at + interval '1 microsecond'",
        "data = '{\"number\": 99}'",
        "roles = '[]'",
        "person_id = NULL",
        "on_behalf_of_id = id",
        "kind = 'pay_corrected'",
    ],
)
def test_a_changed_row_is_named(sealed: list[Event], change: str) -> None:
    row = sealed[4]
    as_the_owner(f"UPDATE audit_event SET {change} WHERE id = %s", row.pk)
    assert problems() == [
        f"Seal 2: 1 row of audit_event changed since it was sealed: {row.pk} (position {row.position})"
    ]


def test_a_row_that_was_taken_away_is_named(sealed: list[Event]) -> None:
    as_the_owner("DELETE FROM audit_event WHERE id = %s", sealed[0].pk)
    assert problems() == [f"Seal 1: 1 row of audit_event taken away since it was sealed: position {sealed[0].position}"]


def test_a_row_that_was_put_in_is_named(sealed: list[Event]) -> None:
    gone = sealed[3].position
    as_the_owner("DELETE FROM audit_event WHERE position = %s", gone)
    as_the_owner(
        "INSERT INTO audit_event (id, position, at, user_name, roles, channel, claim_reference, kind, subject_type,"
        " subject_id, data) VALUES (gen_random_uuid(), %s, now(), 'x', '[]', 'online', '', 'y', '', '', '{}')",
        gone,
    )
    [found] = problems()
    assert found.startswith("Seal 2: 1 row of audit_event changed")
    as_the_owner("UPDATE audit_event SET position = %s WHERE position = %s", -gone, gone)
    before, without = problems()
    assert "taken away" in before
    assert without.startswith("1 row of audit_event put in without a position")


def test_rows_between_the_sealed_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    happen(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('audit_event_position')")
        (undone,) = cursor.fetchone()
    happen(1)
    seal_new_rows()
    last = Event.objects.latest("position")
    as_the_owner("UPDATE audit_event SET position = %s WHERE position = %s", undone, last.position)
    assert problems() == [
        f"Seal 1: 1 row of audit_event taken away since it was sealed: position {last.position}",
        f"Seal 1: 1 row of audit_event put in after it was sealed: {last.pk} (position {undone})",
    ]


@pytest.mark.usefixtures("sealed")
def test_an_emptied_table_is_told_of_briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "NAMED", 2)
    as_the_owner("DELETE FROM audit_event")
    found = problems()
    assert len(found) == 3
    assert all(each.endswith(", and 1 more") for each in found)


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("sealed_at = sealed_at + interval '1 second'", ["the seal itself was changed"]),
        ("previous_hash = hash", ["the seal itself was changed", "the chain is broken"]),
        ("rows = ''", ["its list of rows was changed", "put in after"]),
        ("last = last + 1", ["the seal itself was changed", "put in after", "that an earlier seal covers"]),
        ("hash = previous_hash", ["the seal itself was changed", "the chain is broken"]),
        ("form = 99", ["There is no table audit_event in form 99", "are in no seal"]),
    ],
)
def test_a_changed_seal_is_found(change: str, words: list[str]) -> None:
    as_the_owner(f"UPDATE audit_seal SET {change} WHERE number = 2", table="audit_seal")
    found = problems()
    assert len(found) == len(words), found
    assert all(word in each for word, each in zip(words, found, strict=True)), found


def test_missing_seals_are_found(sealed: list[Event]) -> None:
    as_the_owner("DELETE FROM audit_seal WHERE number = 2", table="audit_seal")
    gap = f"positions {sealed[3].position} to {sealed[5].position} are in no seal"
    assert problems() == ["Seals 2 to 2 are missing", f"Seal 3: audit_event, {gap}"]


def test_the_last_seals_are_missed_by_what_was_kept_elsewhere(sealed: list[Event], kept: Any) -> None:
    """Who takes the end away, rows and seals, leaves nothing behind that says so but the export."""
    as_the_owner("DELETE FROM audit_event WHERE position >= %s", sealed[6].position)
    as_the_owner("DELETE FROM audit_access", table="audit_access")
    as_the_owner("DELETE FROM audit_seal WHERE number > 2", table="audit_seal")
    assert problems() == []
    assert [each.split(" (")[0] for each in problems(kept=kept())] == [
        "Seal 3: is in the file and no longer there",
        "Seal 4: is in the file and no longer there",
    ]
    assert len(problems(kept=kept("rows"))) == 4


def test_a_chain_that_was_made_anew_differs_from_what_was_kept_elsewhere(sealed: list[Event], kept: Any) -> None:
    as_the_owner("UPDATE audit_event SET user_name = 'Somebody else' WHERE id = %s", sealed[4].pk)
    make_anew(2)
    assert problems() == []
    again = [f"Seal {number}: is not the one in the file: it was made anew" for number in (2, 3, 4)]
    assert problems(kept=kept()) == again
    row = f"Seal 2: 1 row of audit_event changed since it was sealed: {sealed[4].pk} (position {sealed[4].position})"
    assert problems(kept=kept("rows")) == [again[0], row, *again[1:]]


@pytest.mark.usefixtures("sealed")
def test_a_changed_file_is_told_of(kept: Any) -> None:
    changed = [replace(each, count=each.count + (each.number == 3)) for each in kept()]
    assert problems(kept=changed) == ["Seal 3: the file was changed: its hash is not that of what the file says"]


def test_a_chain_made_anew_lacks_the_key(sealed: list[Event], settings: Any) -> None:
    settings.AUDIT_SIGNING_KEY, settings.AUDIT_PUBLIC_KEYS = KEY, [public(KEY)]
    happen(1)
    seal_new_rows()
    signed = Seal.objects.latest("number")
    assert signed.signed_by == hashlib.sha256(public(KEY)).hexdigest()[:16]
    assert problems(unsigned_until=4) == []
    assert problems() == [f"Seal {number}: is not signed" for number in (1, 2, 3, 4)]
    make_anew(1, signed=True)
    assert problems() == []
    settings.AUDIT_SIGNING_KEY = OTHER_KEY
    make_anew(5, signed=True)
    assert "is signed with a key that is not in AUDIT_PUBLIC_KEYS" in "".join(problems())
    as_the_owner("UPDATE audit_seal SET signed_by = %s WHERE number = 5", signed.signed_by, table="audit_seal")
    assert problems() == ["Seal 5: its signature is not of this seal"]
    settings.AUDIT_PUBLIC_KEYS = []
    assert all("has no key to check it by" in each for each in problems())


@pytest.mark.usefixtures("sealed")
def test_triggers_that_are_off_are_told_of() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_access DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER USER")
    assert problems() == [
        "The trigger draw_position of audit_access is off",
        "The trigger pgtrigger_append_only of audit_access is off",
        "The trigger pgtrigger_append_only of audit_seal is off",
    ]


def test_since_a_day_only_what_was_sealed_then(sealed: list[Event]) -> None:
    later = clock.now() + timedelta(days=2)
    with time_machine.travel(later):
        happen(3)
        seal_new_rows()
        check = Verification(since=later - timedelta(days=1))
        assert (list(check.problems()), check.seals, check.rows) == ([], 1, 3)
        as_the_owner("DELETE FROM audit_event WHERE id = %s", sealed[0].pk)
        assert problems(since=later - timedelta(days=1)) == []
        assert len(problems()) == 1


def test_since_a_day_also_what_was_sealed_before_a_clock_was_turned_back(sealed: list[Event]) -> None:
    since = clock.now() + timedelta(days=1)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        happen(3)
        seal_new_rows()
        hidden = Event.objects.order_by("position").last()
    happen(3)
    seal_new_rows()
    assert hidden
    as_the_owner("DELETE FROM audit_event WHERE id = %s", hidden.pk)
    assert ["taken away" in each for each in problems(since=since)] == [True]


def test_the_memory_it_takes_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that were put in by the thousand are read a page at a time."""
    monkeypatch.setattr(verifying, "_PAGE", 2)
    happen(5)
    seal_new_rows()
    asked = []
    monkeypatch.setattr(verifying, "read_rows", lambda *a, **k: asked.append(k["limit"]) or read_rows(*a, **k))
    assert problems() == []
    assert asked == [2, 2, 2, 2]


def test_the_command_says_so_by_its_status(sealed: list[Event], capsys: Any, tmp_path: Path) -> None:
    call_command("verify_audit")
    assert "4 seals and 12 rows checked, no problems found" in capsys.readouterr().out
    as_the_owner("DELETE FROM audit_event WHERE id = %s", sealed[0].pk)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert said.startswith("Seal 1: 1 row of audit_event taken away")
    assert "4 seals and 11 rows checked, 1 problem found" in said
    (tmp_path / "seals").write_text('{"number": 1}\n')
    for file in (tmp_path / "seals", tmp_path / "nothing"):
        with pytest.raises(CommandError) as refused:
            call_command("verify_audit", seals=file)
        assert refused.value.returncode == 2


def test_what_could_not_be_found_out_is_not_called_a_change(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_given: Any, **_named: Any) -> Any:
        raise OperationalError("the server is gone")

    happen(1)
    seal_new_rows()
    monkeypatch.setattr(verifying, "read_rows", fail)
    with pytest.raises(CommandError, match="the server is gone") as refused:
        call_command("verify_audit")
    assert refused.value.returncode == 2
    monkeypatch.setattr(Seen, "line", fail)
    with pytest.raises(OperationalError):
        call_command("export_seals", to=tmp_path / "half")
    assert not (tmp_path / "half").exists()


@pytest.mark.usefixtures("sealed")
def test_seals_are_exported_a_line_each(capsys: Any, tmp_path: Path) -> None:
    file = tmp_path / "seals"
    call_command("export_seals", to=file)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    last = Seal.objects.get(number=4)
    assert [line["number"] for line in lines] == [1, 2, 3, 4]
    assert lines[-1]["hash"] == last.hash
    assert "rows" not in lines[-1]
    assert f"4 seals; the last one's hash is {last.hash}" in capsys.readouterr().err
    with pytest.raises(CommandError, match="never written over"):
        call_command("export_seals", to=file)
    call_command("export_seals", after=3, rows=True)
    [line] = capsys.readouterr().out.splitlines()
    assert base64.b64decode(json.loads(line)["rows"]) == bytes(last.rows)


def test_seals_out_of_order_are_no_file_of_seals(kept: Any, tmp_path: Path) -> None:
    lines = (tmp_path / "seals").read_text().splitlines(keepends=True)
    (tmp_path / "mixed").write_text("".join(reversed(lines)))
    with pytest.raises(CommandError, match="seal 3 comes after seal 4"):
        call_command("verify_audit", seals=tmp_path / "mixed")


def test_what_was_read_is_sealed_as_well() -> None:
    read(2)
    seal_new_rows()
    looked = Access.objects.earliest("position")
    as_the_owner("UPDATE audit_access SET note = 'Nothing' WHERE id = %s", looked.pk, table="audit_access")
    assert [each.split(":")[1] for each in problems()] == [" 1 row of audit_access changed since it was sealed"]
