"""People who help claimants, made through the services."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from accounts.actors import actor_for
from accounts.helping import agree_to_help, name_helper
from accounts.models import Help, HelpScope, User
from accounts.roles import Role
from core import clock
from core.actor import Actor
from tests.beginnings import beginning
from tests.claims.claimants import Claimant, make_user, signed_in


@dataclass
class Helping:
    """Somebody who helps a claimant, and their browser."""

    user: User
    help: Help
    by: Actor
    browser: Client


@beginning
def helper_of(
    claimant: Claimant, scopes: Collection[str] = HelpScope.values, *, days: int = 30, user: User | None = None
) -> Helping:
    """Somebody who agreed to help with these, in an account of a helper's own unless one is given."""
    user = user or make_user(Role.HELPER, name="Grace Mensah")
    help_ = name_helper(
        person=claimant.person,
        kind="relative",
        name="Grace",
        email=user.email,
        scopes=scopes,
        until=clock.today() + timedelta(days=days),
        language="en",
        by=claimant.by,
    )
    help_ = agree_to_help(help_=help_, user=user, by=actor_for(user))
    return Helping(user, help_, actor_for(User.objects.get(pk=user.pk)), signed_in(user))
