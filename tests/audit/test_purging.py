"""What was on the record for long enough goes, and what is left can still be proved; nothing younger can go so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Q

from audit import sealing
from audit.models import Access, Event, Seal
from audit.purging import CannotPurge, purge_seals
from audit.sealing import seal_new_rows
from audit.services import record
from audit.verifying import KEPT_AT_LEAST, PURGED, Verification
from core import clock
from core.actor import Actor
from tests.audit.records import PERSON, happen, read
from tests.audit.test_verifying import as_the_owner, problems
from tests.claims.claimants import make_claimant, make_user

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")
NOBODY = Q(person_id__in=[])
LATER = KEPT_AT_LEAST + timedelta(days=30)


@pytest.fixture
def years_later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Six events and two accesses were sealed years ago, three rows a seal; and an event just now."""
    monkeypatch.setattr(sealing, "ROWS_A_SEAL", 3)
    happen(6)
    read(2)
    seal_new_rows()
    with time_machine.travel(clock.now() + LATER):
        happen(1)
        seal_new_rows()
        yield


def purge(**options: Any) -> list[tuple[int, int, int]]:
    before = clock.now() - KEPT_AT_LEAST
    given = {"before": before, "keep": NOBODY, "limit": 99, "by": SYSTEM, **options}
    return [(each.number, each.rows, each.kept) for each in purge_seals(**given)]


def test_old_rows_go_and_the_rest_is_still_proved(years_later: None) -> None:
    seals = list(Seal.objects.order_by("number").values_list("hash", flat=True))
    assert purge(dry_run=True) == [(1, 3, 0), (2, 3, 0), (3, 2, 0)]
    assert Event.objects.count() == 7
    assert purge(limit=1) == [(1, 3, 0)]
    assert purge() == [(2, 3, 0), (3, 2, 0)]
    assert purge() == []
    assert (Event.objects.exclude(kind=PURGED).count(), Access.objects.count()) == (1, 0)
    assert list(Seal.objects.order_by("number").values_list("hash", flat=True)) == seals
    seal_new_rows()
    check = Verification()
    assert list(check.problems()) == []
    assert check.purged == 8


def test_what_is_to_be_kept_stays_and_is_still_checked(years_later: None) -> None:
    kept = Event.objects.order_by("position").first()
    assert kept
    assert purge(keep=Q(pk=kept.pk))[0] == (1, 2, 1)
    assert problems() == []
    as_the_owner("UPDATE audit_event SET user_name = 'Nobody' WHERE id = %s", kept.pk)
    assert [each.split(":")[:2] for each in problems()] == [
        ["Seal 1", " 1 row of audit_event changed since it was sealed"]
    ]


def test_what_was_changed_is_not_purged_away(years_later: None) -> None:
    as_the_owner("DELETE FROM audit_event WHERE id = %s", Event.objects.order_by("position")[1].pk)
    with pytest.raises(CannotPurge, match="taken away"):
        purge()
    assert Event.objects.count() == 6


def test_nothing_young_can_go_or_is_taken_to_have_gone(years_later: None) -> None:
    with pytest.raises(CannotPurge, match="at least"):
        purge(before=clock.now() - KEPT_AT_LEAST + timedelta(hours=1))
    # The owner of the tables says that it was purged, and it is younger.
    happen(1)
    seal_new_rows()
    young = Seal.objects.order_by("number").last()
    assert young
    as_the_owner("DELETE FROM audit_event WHERE position = %s", young.last)
    record(PURGED, by=SYSTEM, seal=young.number, table="audit_event", rows=1, kept=0)
    assert ["taken away" in each for each in problems()] == [True]


def test_what_is_to_be_purged_in_many_years_is_not_taken_to_have_gone(db: None) -> None:
    happen(1)
    seal_new_rows()
    young = Seal.objects.get()
    as_the_owner("DELETE FROM audit_event WHERE position = %s", young.last)
    with time_machine.travel(clock.now() + LATER):
        record(PURGED, by=SYSTEM, seal=young.number, table="audit_event", rows=1, kept=0)
    assert ["taken away" in each for each in problems()] == [True]


def test_what_says_what_was_purged_stays(years_later: None) -> None:
    purge()
    seal_new_rows()
    with time_machine.travel(clock.now() + LATER):
        purge()
        assert Event.objects.filter(kind=PURGED, data__seal=1).count() == 1
        seal_new_rows()
        assert problems() == []


def test_the_command_keeps_what_is_held_and_what_is_of_a_claim_that_there_is(db: None) -> None:
    claimant, gone = make_claimant(), make_user()
    read(1)
    seal_new_rows()
    with time_machine.travel(clock.now() + LATER):
        said = StringIO()
        call_command("purge_audit", "--dry-run", stdout=said)
        assert "to delete" in said.getvalue()
        call_command("purge_audit", stdout=said)
        assert Event.objects.filter(claim_reference=claimant.claim.reference).exists()
        assert not Event.objects.filter(subject_type="accounts.user", subject_id=str(gone.pk)).exists()
        assert not Access.objects.filter(person_id=PERSON).exists()
        seal_new_rows()
        assert problems() == []


def test_only_the_owner_of_the_tables_can(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacy.management.commands.purge_audit.owns_the_tables", lambda: False)
    with pytest.raises(CommandError, match="MIGRATION_DATABASE_URL"):
        call_command("purge_audit")
