"""Administrators search the record and change nothing in it; whom they see is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit import admin as audit_admin
from audit import reading
from audit.models import Access, Event, Seal
from audit.sealing import seal_new_rows
from audit.services import SEARCHED, record
from core import clock
from tests.audit.records import ADVISER, PERSON, happen, read
from tests.claims.claimants import make_user, signed_in

pytestmark = pytest.mark.django_db
EVENTS, ACCESSES, SEALS = (reverse(f"admin:audit_{name}_changelist") for name in ("event", "access", "seal"))


@pytest.fixture
def admin(db: None) -> User:
    return make_user(Role.ADMIN, name="Helen Marsh")


@pytest.fixture
def browser(admin: User) -> Client:
    return signed_in(admin)


def found(browser: Client, query: str, where: str = EVENTS) -> int:
    """How many rows a search shows."""
    response = browser.get(where, {"q": query})
    assert response.status_code == 200
    return len(response.context_data["cl"].result_list)  # type: ignore[attr-defined]


def test_nothing_is_shown_before_something_is_looked_for(browser: Client) -> None:
    happen(3)
    assert found(browser, "") == 0
    assert not Access.objects.exists()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("UC-TEST-0001", 2),
        ("uc-test-0001", 2),
        (str(PERSON), 2),
        ("pay_corrected", 1),
        ("UC-TEST-0001 pay_corrected", 1),
        ("7", 2),
        ("99", 0),
        ("UC-TEST-9999", 0),
        ("nobody@example.com", 0),
        ("2026-11-20", 2),
        ("2026-11-19..2026-11-20", 2),
        ("2026-11-18..2026-11-19", 0),
        ("2026-02-31", 0),
        ("9999-12-31..9999-12-31", 0),
        ("'; DROP TABLE audit_event --", 0),
        ("9" * 400, 0),
    ],
)
def test_events_are_found(browser: Client, query: str, rows: int) -> None:
    with time_machine.travel("2026-11-20 12:00+00:00"):
        for kind in ("pay_reported", "pay_corrected"):
            record(kind, by=ADVISER, person_id=PERSON, claim_reference="UC-TEST-0001")
    assert found(browser, query) == rows


def test_what_somebody_did_is_found_by_their_email_address(browser: Client, admin: User) -> None:
    browser.get(EVENTS, {"q": "UC-TEST-0001"})
    assert found(browser, f"{admin.email.upper()} audit_searched") == 1


def test_what_was_done_for_somebody_is_found(browser: Client) -> None:
    record("answers_changed", by=ADVISER.assisting(PERSON))
    assert found(browser, str(PERSON)) == 1


def test_whom_a_search_shows_is_told_who_looked(browser: Client, admin: User) -> None:
    happen(3)
    found(browser, str(PERSON))
    looked = Access.objects.get()
    assert (looked.person_id, looked.page, looked.user_id) == (PERSON, SEARCHED, admin.pk)
    assert Event.objects.get(kind="audit_searched").data["rows"] == 3
    found(browser, f"{admin.email}")
    assert "(email)" in str(Event.objects.filter(kind="audit_searched").latest("position").data)
    event = Event.objects.filter(person_id=PERSON).earliest("position")
    page = browser.get(reverse("admin:audit_event_change", args=[event.pk]))
    assert page.status_code == 200
    assert Access.objects.filter(person_id=PERSON, page=SEARCHED).count() == 2


def test_nothing_is_shown_when_the_look_cannot_be_recorded(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    happen(1)

    def fail(**_given: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "record_access_to_many", fail)
    with pytest.raises(ZeroDivisionError):
        browser.get(EVENTS, {"q": str(PERSON)})
    assert not Event.objects.filter(kind="audit_searched").exists()


@pytest.mark.parametrize("name", ["event", "access", "seal"])
def test_nothing_is_changed(browser: Client, name: str) -> None:
    happen(1)
    read(1)
    seal_new_rows()
    row: Any = {"event": Event, "access": Access, "seal": Seal}[name].objects.first()
    change = reverse(f"admin:audit_{name}_change", args=[row.pk])
    assert browser.get(change).status_code == 200
    assert 'name="_save"' not in browser.get(change).content.decode()
    assert browser.post(change, {"user_name": "x"}).status_code == 403
    assert browser.get(reverse(f"admin:audit_{name}_delete", args=[row.pk])).status_code == 403
    assert browser.get(reverse(f"admin:audit_{name}_add")).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [row.pk]}
    browser.post(reverse(f"admin:audit_{name}_changelist"), action)
    row.refresh_from_db()


def test_only_administrators_search() -> None:
    for role in (Role.ADVISER, Role.TEAM_LEADER, Role.CLAIMANT):
        assert signed_in(make_user(role)).get(EVENTS).status_code == 404


def test_an_address_asks_for_nothing_that_no_index_finds(browser: Client) -> None:
    happen(1)
    for query in ("?user_name__contains=R", "?data__contains=1", "?note__regex=x", "?o=3"):
        with CaptureQueriesContext(connection) as captured:
            browser.get(EVENTS + query)
        assert not [each for each in captured if "LIKE" in each["sql"] or "~" in each["sql"] or "@>" in each["sql"]]


def test_it_counts_no_further_than_anybody_reads(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_admin, "_MOST_COUNTED", 60)
    happen(70)
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(EVENTS, {"q": "pay_reported"})
    counts = [each["sql"] for each in captured if "COUNT(*)" in each["sql"] and "audit_event" in each["sql"]]
    assert counts
    assert all("LIMIT 60" in sql for sql in counts)
    assert response.context_data["cl"].result_count == 60  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("UC-TEST-0001", "event_of_claim"),
        ("pay_reported", "event_of_kind"),
        ("7", "event_by_user"),
        ("2026-11-20", "event_at"),
    ],
)
def test_each_search_has_an_index(browser: Client, query: str, index: str) -> None:
    """Asked of the planner with scanning and sorting made dear, as they are with millions of rows. While there are
    none it takes any index in the right order: so there is no other one here."""
    with CaptureQueriesContext(connection) as captured:
        browser.get(EVENTS, {"q": query})
    [asked] = [each["sql"] for each in captured if each["sql"].endswith('"audit_event"."id" DESC')]
    with connection.cursor() as cursor:
        if index != "event_at":
            cursor.execute("DROP INDEX event_at")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {asked} LIMIT 50")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert index in plan, plan


def test_seals_are_shown_without_their_rows(browser: Client) -> None:
    happen(2)
    seal_new_rows()
    with CaptureQueriesContext(connection) as captured:
        page = browser.get(SEALS).content.decode()
    assert Seal.objects.get().hash in page
    assert not [each for each in captured if '"audit_seal"."rows"' in each["sql"]]


def test_what_was_read_is_found_too(browser: Client) -> None:
    read(2)
    later = clock.now() + timedelta(days=1)
    assert found(browser, str(PERSON), ACCESSES) == 2
    assert found(browser, later.date().isoformat(), ACCESSES) == 0
