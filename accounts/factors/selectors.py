"""Reading second steps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.doors import Door, enough_for
from accounts.models import BackupCode, Factor, FactorKind, OneLoginAccount, User
from core.actor import Actor
from core.prepared import Prepared

MOST = 5
"""How many second steps one may have, backup codes not counted."""


def _taking_two_steps(user: Any) -> QuerySet[User]:
    steps = Factor.objects.confirmed().filter(user=OuterRef("pk"))
    one_login = OneLoginAccount.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(steps) | Exists(one_login), pk=user).only("pk")


_TWO_STEPS = Prepared(_taking_two_steps)


def steps_of(actor: Actor) -> list[Factor]:
    """This actor's second steps that work, without their backup codes."""
    return list(Factor.objects.for_actor(actor).confirmed().exclude(kind=FactorKind.BACKUP))


def kinds_of(user: User) -> set[str]:
    """The kinds of second step that this user has, backup codes too."""
    return set(Factor.objects.confirmed().filter(user=user).values_list("kind", flat=True))


def has_second_step(actor: Actor) -> bool:
    """Whether it takes more than a password of ours to be this actor: a second step, or a GOV.UK One Login, which asks
    for two. One query."""
    return actor.user_id is not None and _TWO_STEPS.first(user=actor.user_id) is not None


def kinds_at(door: Door, kinds: set[str], roles: Collection[str] = ()) -> set[str]:
    """Of the kinds that somebody with these roles has, those that are enough at a door: none where they have no second
    step there. Backup codes stand in for any, unless only a passkey will do."""
    wanted = enough_for(door, roles)
    enough = kinds & set(wanted)
    return enough | (kinds & {FactorKind.BACKUP}) if enough and FactorKind.APP in wanted else enough


def backup_codes_left(actor: Actor) -> int | None:
    """How many of their backup codes were not used; None when they have none at all."""
    codes = BackupCode.objects.filter(factor__user_id=actor.user_id) if actor.user_id else BackupCode.objects.none()
    used = list(codes.values_list("used_at", flat=True))
    return used.count(None) if used else None
