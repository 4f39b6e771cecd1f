"""Trying a code or a passkey: one guess at a time, each counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.actors import person_id_of
from accounts.factors import app, backup, passkeys, texts
from accounts.factors.messages import tell_user
from accounts.models import Factor, FactorKind, User
from accounts.models.factors import WRONG_BEFORE_A_WAIT
from audit.services import record
from core import clock
from core.actor import Actor
from govuk import text

BACKUP_USED, GUESSED = "backup_code_used", "second_step_guessed"
IS_RIGHT: Mapping[str, Callable[[Factor, str], bool]] = {
    FactorKind.APP: app.is_right,
    FactorKind.TEXT: texts.is_right,
    FactorKind.BACKUP: backup.is_right,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying: by which ``kind`` of factor it is confirmed, if it is; else when to try ``again_at``, if not
    now."""

    kind: str = ""
    again_at: datetime | None = None

    @property
    def is_right(self) -> bool:
        """It is them."""
        return bool(self.kind)


def try_code(*, user: User, code: str, kinds: Collection[str], by: Actor) -> Tried:
    """Try what was typed as a code of any of this user's factors of these kinds that has such codes.

    Their rows are locked first: guesses side by side wait for one another, and each counts for every factor that it
    could have been of.
    """
    typed, now = text.compact(code).upper(), clock.now()
    wanted = set(kinds) & _kinds_like(typed)
    with transaction.atomic():
        factors = _locked(user, wanted)
        open_ones = [factor for factor in factors if not factor.is_waiting(now)]
        for factor in open_ones:
            if IS_RIGHT[factor.kind](factor, typed):
                return _confirmed(factor, user, by)
        return _refused(open_ones, factors, user, by)


def try_passkey(*, user: User, answer: str, challenge: str, site: passkeys.Site, by: Actor) -> Tried:
    """Try what a passkey answered. It cannot be guessed, so wrong answers make nobody wait."""
    with transaction.atomic():
        for factor in _locked(user, {FactorKind.PASSKEY}):
            if passkeys.is_right(factor, answer=answer, challenge=challenge, site=site):
                return _confirmed(factor, user, by)
        record("second_step_refused", by=by, subject=user, person_id=person_id_of(user), kinds=[FactorKind.PASSKEY])
        return Tried()


def _kinds_like(typed: str) -> set[str]:
    """The kinds of factor that have codes of this shape."""
    if re.fullmatch(r"[0-9]{6}", typed):
        return {FactorKind.APP, FactorKind.TEXT}
    return {FactorKind.BACKUP} if re.fullmatch(f"[{backup.ALPHABET}]{{{backup.LENGTH}}}", typed) else set()


def _locked(user: User, kinds: Iterable[str]) -> list[Factor]:
    rows = Factor.objects.select_for_update(of=("self",)).confirmed().filter(user=user, kind__in=kinds)
    return list(rows.order_by("pk"))


def _confirmed(factor: Factor, user: User, by: Actor) -> Tried:
    factor.note_right(clock.now())
    record("second_step_confirmed", by=by, subject=user, person_id=person_id_of(user), factor=factor.kind)
    if factor.kind == FactorKind.BACKUP:
        tell_user(user=user, template=BACKUP_USED, by=by)
    return Tried(factor.kind)


def _refused(tried: list[Factor], factors: list[Factor], user: User, by: Actor) -> Tried:
    now = clock.now()
    for factor in tried:
        factor.note_wrong(now)
    record(
        "second_step_refused",
        by=by,
        subject=user,
        person_id=person_id_of(user),
        kinds=[factor.kind for factor in tried],
    )
    # Whoever came this far has the password. Said once, until somebody gets in.
    if any(factor.wrong_codes == WRONG_BEFORE_A_WAIT for factor in tried):
        tell_user(user=user, template=GUESSED, by=by)
    if factors and all(factor.is_waiting(now) for factor in factors):
        return Tried(again_at=min(factor.waits_until for factor in factors if factor.waits_until))
    return Tried()
