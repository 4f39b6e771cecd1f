"""Looking again adds nothing, what grows is looked at anew, and what is over is deleted."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core.checks.registry import registry
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from core import clock
from core.states import MoveRefused
from signals.checks import check_thresholds
from signals.kinds import BY_SLUG, KINDS
from signals.models import Evidence, Look, Note, Outcome, Signal, SignalState, Tally, Trait
from signals.services import EXPLAINED_KEPT, OTHERS_KEPT, forget_signals, look, note_outcome
from signals.tasks import LOOK, queue_look
from signals.tasks import look as look_job
from signals.traits import read_traits
from tests.signals.conftest import LOOKING, found, leader, look_again, sent
from tests.structure import repository

WHY = "They are sisters, and one has no account"


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Signal, Evidence, Trait, Note, Event)}


def explain(signal: Signal, outcome: Outcome = Outcome.ORDINARY) -> Signal:
    return note_outcome(signal=signal, outcome=outcome, text=WHY, by=leader())


def test_looking_again_adds_nothing(shared: Signal) -> None:
    look_again()
    before = rows()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert look_again() == 0
        assert rows() == before
        again = Signal.objects.get(pk=shared.pk)
    assert again.first_seen_at == shared.first_seen_at
    assert again.last_seen_at > shared.last_seen_at


def test_only_what_was_recorded_since_is_read(shared: Signal) -> None:
    assert read_traits() == 0
    sent()
    assert read_traits() == 2
    with time_machine.travel(clock.now() + timedelta(days=2)), transaction.atomic():
        read_traits()
        # An account and an address. What is read already is not even looked at any more.
        Trait.objects.all().delete()
        assert read_traits() == 0


def test_an_explained_signal_is_not_raised_again_until_it_grows(shared: Signal) -> None:
    explain(shared)
    found("same_account")
    shared.refresh_from_db()
    assert (shared.state, shared.outcome) == (SignalState.EXPLAINED, Outcome.ORDINARY)
    third = sent(account_number="70000000")
    assert [signal.pk for signal in found("same_account")] == [shared.pk]
    shared.refresh_from_db()
    assert (shared.state, shared.outcome, shared.closed_at, shared.count) == (SignalState.NEW, "", None, 3)
    assert shared.evidence.filter(claim=third.claim).exists()
    assert [note.text for note in shared.notes.all()] == [WHY]


@pytest.mark.django_db(transaction=True)
def test_two_looks_at_once_find_it_once() -> None:
    sent(account_number="70000000")
    sent(account_number="70000000")
    problems: list[BaseException] = []
    ready = threading.Barrier(2)

    def work() -> None:
        try:
            ready.wait(10)
            look(by=LOOKING)
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert Signal.objects.filter(kind="same_account").count() == 1
    assert Event.objects.filter(kind="signal_raised").count() == Signal.objects.count()


def test_the_job_looks_and_waits_once(db: None) -> None:
    sent(account_holder="J Smith")
    queue_look()
    queue_look()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = %s", [LOOK])
        ((queued,),) = cursor.fetchall()
    look_job(**json.loads(queued))
    assert Signal.objects.get().kind == "account_name"
    assert Look.objects.count() == len(KINDS) + 1


def test_how_many_claims_there_are_makes_no_more_queries(
    shared: Signal,
) -> None:
    def queries() -> int:
        with time_machine.travel(clock.now() + timedelta(days=1)), CaptureQueriesContext(connection) as met:
            look_again()
        return len(met)

    look_again()
    before = queries()
    for _number in range(4):
        sent(account_number="70000000")
    # What is read anew takes a query or two for each five hundred; the rest is the same.
    look_again()
    assert queries() == before


# What is over


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [
        (Outcome.ORDINARY, EXPLAINED_KEPT),
        (Outcome.MISTAKE, EXPLAINED_KEPT),
        (Outcome.LEADER, OTHERS_KEPT),
        (None, OTHERS_KEPT),
    ],
)
def test_signals_go_when_their_time_is_over(shared: Signal, outcome: Outcome | None, kept: timedelta) -> None:
    if outcome:
        explain(shared, outcome)
    with time_machine.travel(clock.now() + kept - timedelta(hours=1)):
        assert forget_signals(by=LOOKING) == 0
    with time_machine.travel(clock.now() + kept + timedelta(hours=1)):
        assert forget_signals(by=LOOKING) == 1
        assert forget_signals(by=LOOKING) == 0
    assert [model.objects.count() for model in (Signal, Evidence, Note)] == [0, 0, 0]
    assert [(t.kind, t.outcome, t.count) for t in Tally.objects.all()] == [("same_account", outcome or "", 1)]


def test_an_explanation_is_kept_while_it_is_needed(shared: Signal) -> None:
    explain(shared)
    with time_machine.travel(clock.now() + EXPLAINED_KEPT + timedelta(days=1)):
        look_again()
        assert forget_signals(by=LOOKING) == 0


def test_what_claims_are_compared_by_goes_with_them(shared: Signal) -> None:
    claim = Trait.objects.first().claim  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET state = 'refused' WHERE id = %s AND state = 'submitted'", [claim.pk])
    read_traits()
    assert not Trait.objects.filter(claim=claim).exists()


# What may be done to a signal


@pytest.mark.parametrize("outcome", [Outcome.STILL, Outcome.LEADER, Outcome.ORDINARY])
def test_what_was_closed_is_not_closed_again(shared: Signal, outcome: Outcome) -> None:
    explain(shared)
    with pytest.raises(MoveRefused):
        explain(shared, outcome)


def test_the_same_outcome_with_the_same_words_is_one(shared: Signal) -> None:
    by = leader()
    for _twice in range(2):
        note_outcome(signal=shared, outcome=Outcome.STILL, text=WHY, by=by)
    assert shared.notes.count() == 1
    assert Event.objects.filter(kind="signal_looked_at").count() == 1


@pytest.mark.parametrize("model", [Note, Evidence])
def test_what_was_said_and_seen_is_never_changed(shared: Signal, model: type) -> None:
    explain(shared)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        model.objects.update(signal=shared)  # type: ignore[attr-defined]


def test_the_database_refuses_other_moves_and_closing_without_an_outcome(shared: Signal) -> None:
    explained = explain(shared)
    with pytest.raises(ProgrammingError, match="transition"), transaction.atomic():
        Signal.objects.update(state="looked_at", closed_at=None)
    with pytest.raises(IntegrityError, match="closed_with_an_outcome"), transaction.atomic():
        Signal.objects.filter(pk=explained.pk).update(closed_at=None)


# Thresholds


def test_a_kind_can_be_switched_off(settings: LazySettings, db: None) -> None:
    settings.SIGNAL_THRESHOLDS = {kind.slug: 0 for kind in KINDS}
    sent(account_number="70000000", account_holder="J Smith")
    sent(account_number="70000000")
    assert look_again() == 0


@pytest.mark.parametrize(
    ("thresholds", "problem"),
    [
        ({"same_acount": 2}, "there is no kind same_acount"),
        ({"same_address": 2}, "3 or more"),
        ({"many_records": -1}, "2 or more"),
    ],
)
def test_thresholds_that_mean_nothing_are_refused(
    settings: LazySettings, thresholds: dict[str, int], problem: str
) -> None:
    settings.SIGNAL_THRESHOLDS = thresholds
    assert [problem in error.msg for error in check_thresholds()] == [True]
    assert check_thresholds in registry.get_checks()


def test_every_threshold_has_its_reason() -> None:
    assert all(kind.because and kind.usual >= kind.lowest >= 1 for kind in BY_SLUG.values())


def test_every_kind_and_threshold_is_explained_where_people_read() -> None:
    page = repository.text(repository.CHECKOUT / "docs" / "signals.md")
    for kind in KINDS:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{kind.slug}` |")]
        assert row.split("|")[3].split()[0] == str(kind.usual)
