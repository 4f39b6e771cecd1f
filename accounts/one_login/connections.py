"""Which account belongs to which One Login: found, made, connected and disconnected. Never connected silently."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.actors import person_id_of
from accounts.models import OneLoginAccount, OneLoginSignOut, User
from accounts.one_login.client import SignedIn
from accounts.one_login.configuration import Configuration
from accounts.one_login.tokens import Claims
from accounts.roles import Role
from accounts.services import create_account, end_sessions
from accounts.was_this_you import ask_whether_it_was_them
from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digests, steady_digest
from core.permissions import STAFF_ROLES

CONNECTED, DISCONNECTED = "one_login_connected", "one_login_disconnected"
SYSTEM = Actor.system("GOV.UK One Login")


class NotPossible(Exception):
    """This One Login signs nobody in here, or cannot be connected."""


class ForStaff(NotPossible):
    """Staff sign in with a password and a second factor of ours, and with nothing else."""


class Closed(NotPossible):
    """The account may not be signed in to."""


class AddressIsKnown(NotPossible):
    """An account has this email address. Whoever owns it signs in to it first, and then may connect the two."""


class NoAddress(NotPossible):
    """One Login confirmed no email address, and an account needs one."""


class Taken(NotPossible):
    """This One Login belongs to another account, or this account to another One Login."""


class NoOtherWay(NotPossible):
    """Without it they could not sign in any more: they have no password."""


def user_of(configuration: Configuration, subject: str) -> User | None:
    """Whose One Login this is. Raises ForStaff or Closed when it must not let them in."""
    found = (
        OneLoginAccount.objects.filter(issuer=configuration.issuer, subject_digest__in=digests(subject))
        .select_related("user__person")
        .defer("user__person__nino")
        .first()
    )
    if found is None:
        return None
    _refuse_staff(found.user)
    if not found.user.is_active:
        raise Closed
    return found.user


def sign_up(configuration: Configuration, person: SignedIn, *, language: str, by: Actor) -> User:
    """An account for somebody who has none: One Login has confirmed that they read the address, so we do not ask again.

    Raises AddressIsKnown or NoAddress.
    """
    if not person.email:
        raise NoAddress
    try:
        with transaction.atomic():
            user = create_account(email=person.email, password=None, language=language, by=by)
            _connect(configuration, user, person.subject, by=by)
    except IntegrityError:
        # At the same moment, or long ago.
        raise AddressIsKnown from None
    return user


def connect(configuration: Configuration, *, user: User, subject: str, by: Actor) -> None:
    """Let this One Login sign in to the account of somebody who has signed in to it otherwise, and agreed.

    Raises ForStaff or Taken. Doing it twice is doing it once.
    """
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        _refuse_staff(locked)
        held = OneLoginAccount.objects.filter(user=locked).first()
        if held:
            if held.issuer == configuration.issuer and held.subject == subject:
                return
            raise Taken
        try:
            with transaction.atomic():
                _connect(configuration, locked, subject, by=by)
        except IntegrityError:
            raise Taken from None
        ask_whether_it_was_them(user=locked, template=CONNECTED, by=by)


def disconnect(*, user: User, by: Actor) -> None:
    """Let it sign in no more. Raises NoOtherWay. Where nothing is connected nothing happens."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        held = OneLoginAccount.objects.filter(user=locked).first()
        if held is None:
            return
        if not locked.has_usable_password():
            raise NoOtherWay
        record("one_login_disconnected", by=by, subject=held, person_id=by.person_id)
        held.delete()
        ask_whether_it_was_them(user=locked, template=DISCONNECTED, by=by)


def cut_off(*, user: User, by: Actor) -> bool:
    """Let no One Login sign in to an account that somebody else may have connected theirs to; whether there was one.
    Its owner can connect their own again."""
    with transaction.atomic():
        held = OneLoginAccount.objects.select_for_update().filter(user=user).first()
        if held is None:
            return False
        record("one_login_disconnected", by=by, subject=held, person_id=person_id_of(user))
        held.delete()
    return True


def is_theirs(configuration: Configuration, *, user_id: int, subject: str) -> bool:
    """Whether this One Login is connected to the account of that user."""
    return OneLoginAccount.objects.filter(
        user_id=user_id, issuer=configuration.issuer, subject_digest__in=digests(subject)
    ).exists()


def is_connected(user: User) -> bool:
    """Whether this user can sign in with a One Login."""
    return OneLoginAccount.objects.filter(user=user).exists()


def sign_out_everywhere(configuration: Configuration, claims: Claims) -> int:
    """One Login says that somebody signed out there: every session of theirs ends here. Returns how many did.

    A message that came before ends nothing: they may have signed in again since.
    """
    with transaction.atomic():
        _received, is_new = OneLoginSignOut.objects.get_or_create(
            digest=steady_digest(f"one login sign-out {claims['jti']}"), defaults={"received_at": clock.now()}
        )
        held = OneLoginAccount.objects.filter(
            issuer=configuration.issuer, subject_digest__in=digests(claims["sub"])
        ).select_related("user")
        found = held.first() if is_new else None
        if found is None:
            return 0
        record("one_login_signed_out", by=SYSTEM, subject=found.user, person_id=person_id_of(found.user))
        return end_sessions(found.user, by=SYSTEM)


def _connect(configuration: Configuration, user: User, subject: str, *, by: Actor) -> None:
    made = OneLoginAccount.objects.create(
        user=user, issuer=configuration.issuer, subject=subject, connected_at=clock.now()
    )
    record("one_login_connected", by=by, subject=made, person_id=person_id_of(user))


def _refuse_staff(user: User) -> None:
    if STAFF_ROLES & set(user.roles) or Role.CLAIMANT not in user.roles:
        raise ForStaff
