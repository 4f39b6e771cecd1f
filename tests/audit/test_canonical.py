"""How rows are written down to be hashed: as docs/audit.md says, and never otherwise."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from audit.canonical import FORMS, NEWEST_FORM, RowHash, hash_of, hasher, packed, unpacked, written
from audit.models import Access, Event
from audit.rows import read_rows
from audit.services import record
from core.actor import Actor
from tests.structure.repository import CHECKOUT

VALUES = {
    "position": 7,
    "id": "019a2b3c-0000-7000-8000-000000000001",
    "at": 1795340000123456,
    "user_id": 12,
    "user_name": "Siân O'Neill \N{EM DASH} “adviser”",
    "roles": '["adviser"]',
    "channel": "online",
    "person_id": None,
    "claim_reference": "UC-7K3F-9Q2M",
    "on_behalf_of_id": None,
    "visit_id": None,
    "kind": "pay_reported",
    "reason": "payment",
    "subject_type": "payments.pay",
    "subject_id": "1",
    "data": '{"b": 1.50, "a": [true, null, 10000000000000000000000], "é": "1.5"}',
}
WRITTEN = (
    '["audit_event",1,{"at":1795340000123456,"channel":"online","claim_reference":"UC-7K3F-9Q2M",'
    '"data":{"a":[true,null,10000000000000000000000],"b":{"$number":"1.5"},"\\u00e9":"1.5"},'
    '"id":"019a2b3c-0000-7000-8000-000000000001","kind":"pay_reported","on_behalf_of_id":null,"person_id":null,'
    '"position":7,"reason":"payment","roles":["adviser"],"subject_id":"1","subject_type":"payments.pay","user_id":12,'
    '"user_name":"Si\\u00e2n O\'Neill \\u2014 \\u201cadviser\\u201d","visit_id":null}]'
)


def event_hash(**changed: Any) -> bytes:
    return hasher(1, "audit_event")(tuple({**VALUES, **changed}.values())).hash


def test_a_row_is_written_down_as_it_always_was() -> None:
    """Seals were made with this: if it changes, every seal there is says that the record was changed."""
    assert tuple(VALUES) == tuple(FORMS[1]["audit_event"])
    assert event_hash().hex() == hashlib.sha256(WRITTEN.encode()).hexdigest()


def test_the_documentation_shows_it_as_it_is() -> None:
    line = next(line for line in (CHECKOUT / "docs/audit.md").read_text().splitlines() if line.startswith('["audit'))
    table, form, row = json.loads(line)
    assert written([table, form, row]).decode() == line
    values = [json.dumps(row[name]) if kind == "json" else row[name] for name, kind in FORMS[form][table].items()]
    assert hasher(form, table)(tuple(values)).hash.hex() == hashlib.sha256(line.encode()).hexdigest()


@pytest.mark.parametrize("column", VALUES)
def test_every_column_is_in_the_hash(column: str) -> None:
    changed = '["other"]' if FORMS[1]["audit_event"][column] == "json" else 8 if column == "position" else "other"
    assert event_hash(**{column: changed}) != event_hash()


@pytest.mark.parametrize("model", [Event, Access])
def test_every_column_that_there_is_is_in_the_newest_form(model: Any) -> None:
    """A new column needs a new form: see audit/canonical.py."""
    columns = {field.column for field in model._meta.concrete_fields}
    assert set(FORMS[NEWEST_FORM][model._meta.db_table]) == columns


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"a": 1.5}', '{"a": "1.5"}'),
        ('{"a": 1}', '{"a": "1"}'),
        ('{"a": null}', "{}"),
        ("[]", "{}"),
        ("[1, 2]", "[2, 1]"),
    ],
)
def test_what_differs_is_hashed_differently(one: str, other: str) -> None:
    assert event_hash(data=one) != event_hash(data=other)


@pytest.mark.parametrize(
    ("one", "other"),
    [('{"a": 1, "b": 2}', '{"b":2,"a":1}'), ('{"a": 1.50}', '{"a": 1.5}'), ('{"a": "\\u00e9"}', '{"a": "é"}')],
)
def test_how_the_database_prints_it_makes_no_difference(one: str, other: str) -> None:
    assert event_hash(data=one) == event_hash(data=other)


@given(st.lists(st.builds(RowHash, st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32))))
def test_hashes_are_packed_and_read_back(rows: list[RowHash]) -> None:
    assert list(unpacked(packed(rows))) == rows
    assert list(unpacked(packed(rows)[:-1])) == rows[:-1]


@pytest.mark.django_db
def test_the_settings_of_a_session_make_no_difference() -> None:
    """Where it is run, and by which driver, has no part in it: it was hashed in London and is checked in Lisbon."""
    at = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    person = uuid.uuid4()
    event = record("pay_reported", by=Actor.system("Tests"), person_id=person, pence=12, text="£1")
    Event.objects.bulk_create([Event(at=at, user_name="x", channel="online", kind="y", data={"n": 1})])

    def hashes() -> list[bytes]:
        return [row.hash for row, _id in read_rows(1, "audit_event", after=0, upto=2**62, limit=10)]

    before = hashes()
    expected = dict.fromkeys(FORMS[1]["audit_event"], "") | {
        "position": event.position,
        "id": str(event.pk),
        "at": (event.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1),
        "user_id": None,
        "user_name": "Tests",
        "roles": [],
        "channel": "system",
        "person_id": str(person),
        "on_behalf_of_id": None,
        "visit_id": None,
        "kind": "pay_reported",
        "data": {"pence": 12, "text": "£1"},
    }
    assert before[0].hex() == hash_of(["audit_event", 1, expected])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Kathmandu'; SET LOCAL datestyle = 'SQL, DMY'")
    assert hashes() == before
