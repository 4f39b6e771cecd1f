"""The only way a row changes its state: locked, checked, moved and recorded, together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from audit.moves import move
from claims.models import Claim
from core import clock
from core.actor import Actor, Channel
from core.states import MoveRefused
from journeys.models import Draft

CLAIMANT = Actor(1, "Daniel Okafor", frozenset({"claimant"}), None, Channel.ONLINE)
DECIDER = Actor(2, "Rosa Hughes", frozenset({"decision_maker"}), None, Channel.ONLINE)


def make_claim() -> Claim:
    draft = Draft.objects.create(journey="claim", started_at=clock.now(), expires_at=clock.now())
    return Claim.objects.create(reference="UC-TEST", draft=draft, started_at=clock.now())


def submit(claim: Claim, **values: Any) -> Claim:
    given = {"by": CLAIMANT, "set_fields": {"claimed_on": clock.today()}, **values}
    return move(claim, "submit", claim_reference=claim.reference, **given)


@pytest.mark.django_db
def test_a_move_is_made_and_recorded() -> None:
    claim = make_claim()
    moved = submit(claim, channel_note="by phone")
    for row in (claim, moved, Claim.objects.get()):
        assert (row.state, row.claimed_on) == ("submitted", clock.today())
    event = Event.objects.get()
    assert (event.kind, event.user_name, event.claim_reference) == ("claim_submitted", "Daniel Okafor", "UC-TEST")
    assert event.subject_id == str(claim.pk)
    assert event.data == {"before": "started", "after": "submitted", "channel_note": "by phone"}


@pytest.mark.django_db
def test_the_row_is_locked_before_it_is_judged() -> None:
    claim = make_claim()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        submit(claim)
    statements = [query["sql"] for query in queries if "claims_claim" in query["sql"]]
    assert "FOR UPDATE" in statements[0]
    assert statements[1].startswith("UPDATE")


@pytest.mark.django_db
@pytest.mark.parametrize(("event", "by"), [("accept", DECIDER), ("submit", DECIDER), ("lapse", CLAIMANT)])
def test_a_refused_move_changes_and_records_nothing(event: str, by: Actor) -> None:
    claim = make_claim()
    with pytest.raises(MoveRefused):
        move(claim, event, by=by)
    assert claim.state == Claim.objects.get().state == "started"
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_row_held_from_before_is_judged_as_it_now_is() -> None:
    held = make_claim()
    submit(Claim.objects.get())
    assert held.state == "started"
    with pytest.raises(MoveRefused, match="is submitted"):
        submit(held)


@pytest.mark.django_db
def test_a_move_the_database_refuses_leaves_the_row_in_hand_as_it_was() -> None:
    claim = make_claim()
    with pytest.raises(IntegrityError), transaction.atomic():
        submit(claim, set_fields={})
    assert claim.state == "started"
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_where_it_leads_is_not_for_the_caller_to_say() -> None:
    claim = make_claim()
    submit(claim, set_fields={"claimed_on": clock.today(), "state": "open"})
    assert claim.state == "submitted"


@pytest.mark.django_db
def test_a_move_is_undone_with_what_it_was_part_of() -> None:
    claim = make_claim()

    def fail() -> None:
        with transaction.atomic():
            submit(claim)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert Claim.objects.get().state == "started"
    assert not Event.objects.exists()


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """What came of each, done at once over connections of their own."""
    start, results = threading.Barrier(len(deeds), timeout=10), [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            results[number] = deed()
        except Exception as problem:
            results[number] = problem  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_a_row_at_once_one_wins() -> None:
    claim = make_claim()
    submit(claim)

    def decide(event: str, **values: Any) -> Callable[[], Claim]:
        return lambda: move(Claim.objects.get(), event, by=DECIDER, set_fields=values)

    came = together(decide("refuse"), decide("accept", entitled_from=clock.today()), decide("refuse"))
    assert sorted(type(result).__name__ for result in came) == ["Claim", "MoveRefused", "MoveRefused"]
    assert Event.objects.filter(kind__in=["claim_refused", "claim_accepted"]).count() == 1
    winner = next(result for result in came if isinstance(result, Claim))
    assert Claim.objects.get().state == winner.state


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first_and_then_sees_what_it_did() -> None:
    claim = make_claim()
    first_has_moved, second_is_waiting = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            submit(Claim.objects.get())
            first_has_moved.set()
            second_is_waiting.wait(0.3)
            assert Claim.objects.get().state == "submitted"

    def second() -> Claim:
        held = Claim.objects.get()
        assert first_has_moved.wait(10)
        return submit(held)

    came = together(first, second)
    assert came[0] is None
    assert isinstance(came[1], MoveRefused)
    assert claim.reference == "UC-TEST"
