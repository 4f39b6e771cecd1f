"""Looking for signals, noting what came of them, and deleting them when their time is over."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max, Q

from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.lookups import how_many_left, models_with_digests
from signals.finding.found import Found
from signals.kinds import BY_SLUG, KINDS, Kind, outcomes_of
from signals.models import (
    MOVES,
    WAITING,
    Evidence,
    Known,
    Look,
    Note,
    Outcome,
    ShareKind,
    Signal,
    SignalState,
    Tally,
)
from signals.selectors import signals_for
from signals.traits import read_traits

logger = logging.getLogger(__name__)

EXPLAINED_KEPT = timedelta(days=365)
"""After it was explained and was last seen: while two claims share an account, it is still needed that this was
explained."""
OTHERS_KEPT = timedelta(days=730)
"""After it was passed on, or was last seen without anybody closing it."""


def look(*, by: Actor) -> int:
    """Look for every kind of signal; how many are new. Looking again finds the same ones and adds nothing.

    While the key of what is compared is being changed nothing is looked for: what is the same would be kept under two
    hashes. It is made good the next night.
    """
    if any(how_many_left(model, fields) for model, fields in models_with_digests()):
        logger.warning("Signals are not looked for while LOOKUP_KEY is being changed: run rotate_keys")
        return 0
    read_traits()
    return sum(look_for(kind, by=by) for kind in KINDS if kind.threshold)


def look_for(kind: Kind, *, by: Actor) -> int:
    """Look for one kind; how many are new. Another process that looks for it at the same time waits."""
    with transaction.atomic():
        Look.objects.get_or_create(what=kind.slug)
        row = Look.objects.select_for_update().get(pk=kind.slug)
        now = clock.now()
        found = {each.key: each for each in kind.find(kind.threshold)}
        known = {bytes(signal.key): signal for signal in Signal.objects.filter(kind=kind.slug, key__in=list(found))}
        new = [
            Signal(
                kind=kind.slug,
                key=key,
                count=each.count,
                staff_id=each.staff_id,
                first_seen_at=now,
                last_seen_at=now,
            )
            for key, each in found.items()
            if key not in known
        ]
        Signal.objects.bulk_create(new)
        for signal in new:
            # Without a claim or person: the record of a claim is read by everybody who handles it.
            record("signal_raised", by=by, subject=signal, signal=kind.slug)
        _seen_again(kind, known, found, now, by)
        _keep_evidence([*new, *known.values()], found, now)
        row.at = now
        row.save(update_fields=["at"])
    return len(new)


def _seen_again(kind: Kind, known: dict[bytes, Signal], found: dict[bytes, Found], now: datetime, by: Actor) -> None:
    """Note that they are still there, and have those looked at anew that have grown since they were explained."""
    for key, signal in known.items():
        signal.last_seen_at, signal.count = now, found[key].count
    Signal.objects.bulk_update(known.values(), ["last_seen_at", "count"])
    explained = [signal for signal in known.values() if signal.state == SignalState.EXPLAINED]
    before: dict[object, set[object]] = {signal.pk: set() for signal in explained}
    for signal_id, claim in Evidence.objects.filter(signal__in=explained).values_list("signal", "claim"):
        before[signal_id].add(claim)
    for signal in explained:
        if found[bytes(signal.key)].claims - before[signal.pk]:
            move(signal, "grow", by=by, set_fields={"closed_at": None, "outcome": ""}, signal=kind.slug)


def _keep_evidence(signals: Iterable[Signal], found: dict[bytes, Found], now: datetime) -> None:
    rows = [
        Evidence(signal=signal, claim_id=seen.claim_id, row_type=seen.row_type, row_id=seen.row_id, seen_at=now)
        for signal in signals
        for seen in found[bytes(signal.key)].seen
    ]
    Evidence.objects.bulk_create(rows, ignore_conflicts=True)


class Overtaken(Exception):
    """Somebody noted something of a signal that whoever says this has not read."""


def note_outcome(
    *, signal: Signal, outcome: str, text: str, is_known_as: str = "", read_up_to: str | None = None, by: Actor
) -> Signal:
    """Note what somebody who looked came to, and why. It changes nothing but the signal: what follows for a claim is
    done, and justified, where it always is.

    ``is_known_as`` names the place, device or account that many people share, so that it is no signal from now on. The
    same outcome with the same words again is one. ``read_up_to`` is the key of the latest note that they have read, ""
    where there was none. Raises PermissionDenied for whoever may not see the signal, Overtaken when there is a later
    note, MoveRefused when it has come further, ValueError for what is nothing that is shared.
    """
    reached, kind = Outcome(outcome), BY_SLUG[signal.kind]
    if by.user_id is None or not signals_for(by).filter(pk=signal.pk).exists():
        raise PermissionDenied("This signal is not theirs to look at")
    if reached not in outcomes_of(kind):
        raise ValueError("That comes of looking only where several people may be one")
    if is_known_as and (kind.share is None or reached != Outcome.ORDINARY):
        raise ValueError("Only what many people share for an ordinary reason becomes known")
    with transaction.atomic():
        locked = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
        latest = locked.notes.first()
        if latest and (latest.outcome, latest.text, latest.by_id) == (reached, text, by.user_id):
            return locked
        if read_up_to is not None and read_up_to != (str(latest.pk) if latest else ""):
            raise Overtaken
        event, now = MOVES[reached], clock.now()
        is_closed = event != "look"
        fields = {"outcome": reached, "closed_at": now} if is_closed else {}
        moved = move(locked, event, by=by, set_fields=fields, signal=kind.slug, outcome=reached)
        Note.objects.create(signal=moved, outcome=reached, text=text, at=now, by_id=by.user_id, by_name=by.name)
        if is_known_as and kind.share:
            add_known(kind=kind.share, digest=bytes(moved.key), name=is_known_as, why=text[:300], by=by)
    return moved


def add_known(*, kind: ShareKind | str, digest: bytes, name: str, why: str, by: Actor) -> Known:
    """Note that many people share this for an ordinary reason. The same thing again is one."""
    with transaction.atomic():
        known, is_new = Known.objects.get_or_create(
            kind=ShareKind(kind),
            digest=digest,
            defaults={
                "name": name,
                "why": why,
                "added_by_id": by.user_id,
                "added_by_name": by.name,
                "added_at": clock.now(),
            },
        )
        if is_new:
            record("known_shared_added", by=by, subject=known, share=str(known.kind))
    return known


def forget_signals(*, by: Actor) -> int:
    """Delete signals whose time is over, with their evidence and notes; how many. Only what came of them is counted."""
    now = clock.now()
    explained = Q(
        state=SignalState.EXPLAINED, closed_at__lt=now - EXPLAINED_KEPT, last_seen_at__lt=now - EXPLAINED_KEPT
    )
    passed_on = Q(state=SignalState.PASSED_ON, closed_at__lt=now - OTHERS_KEPT, last_seen_at__lt=now - OTHERS_KEPT)
    forgotten = Q(state__in=WAITING, last_seen_at__lt=now - OTHERS_KEPT)
    # A look at one that goes on is kept for as long as the others.
    looked_at = Signal.objects.annotate(said_at=Max("notes__at")).filter(said_at__gte=now - OTHERS_KEPT)
    with transaction.atomic():
        over = Signal.objects.filter(explained | passed_on | forgotten & ~Q(pk__in=looked_at.values("pk")))
        rows = list(over.select_for_update(of=("self",)).values_list("pk", "kind", "outcome"))
        for _pk, kind, outcome in rows:
            Tally.objects.get_or_create(kind=kind, outcome=outcome)
            Tally.objects.filter(kind=kind, outcome=outcome).update(count=F("count") + 1)
        Signal.objects.filter(pk__in=[pk for pk, _kind, _outcome in rows]).delete()
        if rows:
            record("signals_deleted", by=by, count=len(rows))
    return len(rows)
