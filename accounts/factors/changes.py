"""Setting up second steps and taking them away. Whoever calls has asked for the old one first (accounts.step_up)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from accounts.actors import person_id_of
from accounts.factors import app, backup, passkeys, texts
from accounts.factors.messages import language_of, tell_user
from accounts.factors.selectors import MOST
from accounts.models import Factor, FactorKind, User
from audit.services import record
from core import clock
from core.actor import Actor

KEPT_FOR = timedelta(days=1)
ADDED, REMOVED, CODES_MADE = "second_step_added", "second_step_removed", "backup_codes_made"


class TooMany(Exception):
    """They have as many second steps as anybody may."""


class AlreadyKnown(Exception):
    """The passkey is one of an account already."""


class LastOne(Exception):
    """Without this one they could not sign in."""


def begin_app(*, user: User, by: Actor) -> Factor:
    """The app that this user is setting up, with its key: the one begun before, if it was not finished."""
    with transaction.atomic():
        _lock(user)
        begun = Factor.objects.filter(user=user, kind=FactorKind.APP, confirmed_at=None).first()
        return begun or _begin(user, FactorKind.APP, app.new_key(), by)


def confirm_app(*, user: User, code: str, by: Actor) -> bool:
    """Try a code from the app that is being set up; whether it was right, and the app now is a second step.
    Raises TooMany."""
    with transaction.atomic():
        _lock(user)
        factor = _begun(user, FactorKind.APP)
        if factor is None or not app.is_right(factor, code):
            return False
        _confirm(factor, by)
    return True


def begin_text(*, user: User, number: str, by: Actor) -> Factor:
    """Send a code to this phone number, in full, to see whether texts arrive. Raises texts.TooManyTexts."""
    with transaction.atomic():
        _lock(user)
        factor = _begun(user, FactorKind.TEXT)
        if factor is None:
            factor = _begin(user, FactorKind.TEXT, number, by)
        elif factor.secret != number:
            # The same row, so that codes are counted whatever number they go to. Those sent to another are void.
            factor.secret = number
            factor.save(update_fields=["secret", "credential_digest"])
            factor.text_codes.filter(used_at=None).update(used_at=clock.now())
        texts.send_code(factor=factor, language=language_of(user), by=by)
    return factor


def confirm_text(*, user: User, code: str, by: Actor) -> bool:
    """Try the code that was sent; whether it was right, and the number now is a second step. Raises TooMany."""
    with transaction.atomic():
        _lock(user)
        factor = _begun(user, FactorKind.TEXT)
        if factor is None or not texts.is_right(factor, code):
            return False
        _confirm(factor, by)
    return True


def add_passkey(*, user: User, credential: passkeys.Credential, by: Actor) -> Factor:
    """A passkey that answered, as a second step. Raises AlreadyKnown, TooMany."""
    with transaction.atomic():
        _lock(user)
        if Factor.objects.filter(credential_digest__in=credential.digests).exists():
            raise AlreadyKnown
        factor = _begin(
            user,
            FactorKind.PASSKEY,
            credential.as_secret(),
            by,
            counter=credential.counter,
        )
        _confirm(factor, by)
    return factor


def make_backup_codes(*, user: User, by: Actor) -> list[str]:
    """Ten new codes to write down, which are never shown again; earlier ones stop working."""
    now, codes = clock.now(), backup.new_set()
    with transaction.atomic():
        _lock(user)
        factor, _ = Factor.objects.select_for_update(of=("self",)).get_or_create(
            user=user, kind=FactorKind.BACKUP, defaults={"created_at": now, "confirmed_at": now}
        )
        backup.replace_codes(factor, codes)
        record(CODES_MADE, by=by, subject=user, person_id=person_id_of(user), codes=len(codes))
        tell_user(user=user, template=CODES_MADE, by=by)
    return list(codes)


def remove_factor(*, user: User, factor_id: UUID, needed: Iterable[str] = (), by: Actor) -> None:
    """Take a second step away. Of the kinds ``needed`` one must remain: staff always have one. With the last one go
    the backup codes. Raises LastOne, Factor.DoesNotExist."""
    with transaction.atomic():
        _lock(user)
        factor = (
            Factor.objects.select_for_update(of=("self",)).exclude(kind=FactorKind.BACKUP).get(user=user, pk=factor_id)
        )
        others = Factor.objects.confirmed().filter(user=user).exclude(pk=factor.pk)
        if needed and not others.filter(kind__in=needed).exists():
            raise LastOne
        if not others.exclude(kind=FactorKind.BACKUP).exists():
            others.delete()
        factor.delete()
        record(REMOVED, by=by, subject=user, person_id=person_id_of(user), factor=factor.kind)
        tell_user(user=user, template=REMOVED, by=by)


def remove_every_factor(*, user: User, by: Actor) -> int:
    """Take away all that somebody has lost, backup codes too. Returns how many there were. They are told once."""
    with transaction.atomic():
        _lock(user)
        kinds = list(Factor.objects.filter(user=user).values_list("kind", flat=True))
        if kinds:
            Factor.objects.filter(user=user).delete()
            record(REMOVED, by=by, subject=user, person_id=person_id_of(user), factors=sorted(kinds))
            tell_user(user=user, template=REMOVED, by=by)
    return len(kinds)


def forget_unfinished_factors() -> None:
    """Delete what somebody began to set up more than a day ago and did not finish."""
    before = clock.now() - KEPT_FOR
    Factor.objects.filter(confirmed_at=None, created_at__lt=before).delete()


def _lock(user: User) -> None:
    """Changes of one user's second steps follow one another."""
    User.objects.select_for_update(of=("self",)).only("pk").get(pk=user.pk)


def _begun(user: User, kind: str) -> Factor | None:
    return Factor.objects.select_for_update(of=("self",)).filter(user=user, kind=kind, confirmed_at=None).first()


def _begin(user: User, kind: str, secret: str, by: Actor, **known: object) -> Factor:
    factor = Factor(user=user, kind=kind, secret=secret, created_at=clock.now(), **known)
    factor.save(force_insert=True)
    record("second_step_begun", by=by, subject=user, person_id=person_id_of(user), factor=kind)
    return factor


def _confirm(factor: Factor, by: Actor) -> None:
    steps = Factor.objects.confirmed().filter(user=factor.user).exclude(kind=FactorKind.BACKUP)
    if steps.count() >= MOST:
        raise TooMany
    factor.confirmed_at = factor.last_used_at = clock.now()
    factor.save(update_fields=["confirmed_at", "last_used_at", "counter"])
    record(ADDED, by=by, subject=factor.user, person_id=person_id_of(factor.user), factor=factor.kind)
    tell_user(user=factor.user, template=ADDED, by=by)
