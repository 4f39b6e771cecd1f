"""The ways in: the public's, staff's and employers'. A session is of one door, and holds only that door's roles."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.conf import settings

from accounts.models import FactorKind
from accounts.roles import Role
from core.actor import EMPLOYER_ROLES
from core.hosts import Host, here
from core.permissions import STAFF_ROLES

DOOR = "door"
PASSKEY_ONLY = "passkey_only"
CONFIRMED_BY = "second_factor_kind"
CONFIRMED_AT = "second_factor_at"
PASSWORD, ONE_LOGIN, DEMONSTRATION = "password", "one_login", "demonstration"
"""What somebody without a second step is confirmed by; who comes from GOV.UK One Login, which asked for its own; and
who came into a demonstration with one click."""


class Door(StrEnum):
    """Where somebody came in."""

    PUBLIC = "public"
    STAFF = "staff"
    EMPLOYER = "employer"

    @classmethod
    def of(cls, roles: Collection[str]) -> Door:
        """Where somebody with these roles comes in: by staff's, if they work here. Who has none is of the public."""
        of_their_own = (door for door in (cls.STAFF, cls.EMPLOYER) if not door.roles.isdisjoint(roles))
        return next(of_their_own, cls.PUBLIC)

    @property
    def roles(self) -> frozenset[str]:
        """What somebody can be who came in here."""
        if self is Door.PUBLIC:
            return frozenset(Role.values) - STAFF_ROLES - EMPLOYER_ROLES
        return STAFF_ROLES if self is Door.STAFF else EMPLOYER_ROLES

    @property
    def host(self) -> Host:
        """At which host it is, where staff have one of their own."""
        return Host.STAFF if self is Door.STAFF else Host.PUBLIC

    @property
    def needs_second_step(self) -> bool:
        """Whether a password alone is never enough here: staff and employers see what others told us, and of the
        public a department may ask it (``CLAIMANTS_NEED_SECOND_STEP``)."""
        return self is not Door.PUBLIC or settings.CLAIMANTS_NEED_SECOND_STEP

    @property
    def kinds(self) -> tuple[FactorKind, ...]:
        """The second steps that are enough here. Backup codes stand in for any of them."""
        strong = (FactorKind.APP, FactorKind.PASSKEY)
        return strong if self is Door.STAFF else (*strong, FactorKind.TEXT)


def enough_for(door: Door, roles: Collection[str]) -> tuple[FactorKind, ...]:
    """The second steps that are enough here for somebody with these roles. For whom ``PASSKEY_ROLES`` names it is a
    passkey alone, and no code stands in for it: a false page can ask for a code, and use it at once."""
    only_passkeys = door is Door.STAFF and not settings.PASSKEY_ROLES.isdisjoint(roles)
    return (FactorKind.PASSKEY,) if only_passkeys else door.kinds


def door_of(session: Any) -> Door:
    """Where the owner of this session came in. Whatever does not say so is the public's."""
    said = session.get(DOOR)
    return Door(said) if said in list(Door) else Door.PUBLIC


def door_here() -> Door:
    """The door at the host that the request came to: the public's, unless that is staff's own."""
    return Door.STAFF if here() is Host.STAFF else Door.PUBLIC


def is_setting_up(session: Any) -> bool:
    """Whether somebody came in without a second step that is enough for them, where one is needed: until they set one
    up, they are nobody."""
    door = door_of(session)
    if not door.needs_second_step:
        return False
    confirmed_by = session.get(CONFIRMED_BY)
    if confirmed_by == DEMONSTRATION:
        return not settings.DEMONSTRATION
    if session.get(PASSKEY_ONLY):
        return bool(confirmed_by != FactorKind.PASSKEY)
    asked_elsewhere = (ONE_LOGIN,) if door is Door.PUBLIC else ()
    return confirmed_by not in (*door.kinds, FactorKind.BACKUP, *asked_elsewhere)


def roles_in(session: Any, roles: Collection[str]) -> frozenset[str]:
    """Of the roles that a user has, those that they have in this session."""
    return frozenset() if is_setting_up(session) else door_of(session).roles & frozenset(roles)
