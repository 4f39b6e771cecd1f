"""What tests begin with is copied where nobody can tell: the same rows, objects and browsers; else made in earnest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import translation

from accounts.models import User
from core import clock
from tests.beginnings import begin_test, end_test
from tests.beginnings.rows import rows_since
from tests.claims.claimants import make_claimant, make_user

pytestmark = pytest.mark.django_db


@contextmanager
def a_test(patches: pytest.MonkeyPatch | None = None) -> Iterator[Callable[[], dict[Any, str]]]:
    """As if another began here, and undone after it; gives what it wrote."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            transaction_id = cursor.fetchone()[0]
        begin_test(patches)
        yield lambda: rows_since(transaction_id)
        end_test()
        transaction.set_rollback(True)


def test_a_copy_is_what_was_made(settings: Any) -> None:
    settings.DEMONSTRATION = True
    with a_test() as written:
        made = make_claimant().answer()
        claim = made.claim
        made.send()
        made_rows = written()
        assert claim.state == "started", "another object tells what became of it"

    with a_test() as written:
        copy = make_claimant().answer()
        person, claim = copy.person, copy.claim
        copy.send()
        assert written() == made_rows
        assert len(made_rows) > 50
        assert (copy.claim.reference, copy.claim.state) == (made.claim.reference, "submitted")
        assert copy.person is person
        assert person.full_name == made.person.full_name != ""
        assert claim.state == "started"
        assert copy.browser is not made.browser
        assert copy.browser.get("/").content.decode() == made.browser.get("/").content.decode()
        copy.person.town = "Leeds"
        copy.person.save()

    with a_test() as written:
        make_claimant().answer().send()
        assert written() == made_rows, "what a test did to its copy is nobody else's"


def test_nothing_is_copied_where_something_is_otherwise(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def emails(before: Callable[[], object] = lambda: None, patches: pytest.MonkeyPatch | None = None) -> str:
        with a_test(patches):
            before()
            return make_user().email

    usual = emails()
    assert emails() == usual

    def write() -> None:
        User.objects.update(name="Sam")

    assert emails(write) != usual
    with translation.override("cy"):
        assert emails() != usual
    with time_machine.travel("2031-01-01 09:00+00:00"):
        assert emails() != usual
    with time_machine.travel(clock.now().timestamp() + 300):
        assert emails() != usual
    monkeypatch.setattr(clock, "machine_now", clock.now)
    assert emails(patches=monkeypatch) != usual
    monkeypatch.undo()
    settings.DEMONSTRATION = not settings.DEMONSTRATION
    assert emails() != usual
    settings.DEMONSTRATION = not settings.DEMONSTRATION


def test_a_step_that_was_taken_back_ends_the_beginning() -> None:
    with a_test():
        first = make_user().email
        second = make_user().email
    with a_test():
        with transaction.atomic():
            assert make_user().email == first
            transaction.set_rollback(True)
        assert make_user().email not in {first, second}
        assert User.objects.count() == 1
