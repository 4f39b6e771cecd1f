"""The two ways in: the public's and staff's. A session is of one door, and holds only the roles of that door."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.conf import settings

from accounts.models import FactorKind
from accounts.roles import Role
from core.permissions import STAFF_ROLES

DOOR = "door"
CONFIRMED_BY = "second_factor_kind"
CONFIRMED_AT = "second_factor_at"
PASSWORD, ONE_LOGIN, DEMONSTRATION = "password", "one_login", "demonstration"
"""What somebody without a second step is confirmed by; who comes from GOV.UK One Login, which asked for its own; and
who came into a demonstration with one click."""


class Door(StrEnum):
    """Where somebody came in."""

    PUBLIC = "public"
    STAFF = "staff"

    @property
    def roles(self) -> frozenset[str]:
        """What somebody can be who came in here."""
        return STAFF_ROLES if self is Door.STAFF else frozenset(Role.values) - STAFF_ROLES

    @property
    def kinds(self) -> tuple[FactorKind, ...]:
        """The second steps that are enough here. Backup codes stand in for any of them."""
        strong = (FactorKind.APP, FactorKind.PASSKEY)
        return strong if self is Door.STAFF else (*strong, FactorKind.TEXT)


def door_of(session: Any) -> Door:
    """Where the owner of this session came in. Whatever does not say so is the public's."""
    return Door.STAFF if session.get(DOOR) == Door.STAFF else Door.PUBLIC


def is_setting_up(session: Any) -> bool:
    """Whether somebody came in by staff's door without a second step: until they have set one up, they are nobody."""
    if door_of(session) is not Door.STAFF:
        return False
    confirmed_by = session.get(CONFIRMED_BY)
    if confirmed_by == DEMONSTRATION:
        return not settings.DEMONSTRATION
    return confirmed_by not in (*Door.STAFF.kinds, FactorKind.BACKUP)


def roles_in(session: Any, roles: Collection[str]) -> frozenset[str]:
    """Of the roles that a user has, those that they have in this session."""
    return frozenset() if is_setting_up(session) else door_of(session).roles & frozenset(roles)
