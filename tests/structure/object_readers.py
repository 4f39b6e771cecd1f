"""Everybody who asks, each in a browser of their own, and those who help or helped the owner."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.actors import actor_for
from accounts.doors import CONFIRMED_AT, Door, door_of, roles_in
from accounts.helping import agree_to_help, name_helper, take_back
from accounts.models import Help, HelpScope, User
from accounts.roles import Role
from accounts.services import create_account
from core import clock
from core.actor import Actor
from tests.conftest import sign_in
from tests.structure.object_kinds import Household, Stage, Who

SYSTEM = Actor.system("Tests")
OPENED_BY = {
    Who.OPENED: Role.ADVISER,
    Who.DECISION_MAKER: Role.DECISION_MAKER,
    Who.PAYMENT_OFFICER: Role.PAYMENT_OFFICER,
    Who.TEAM_LEADER: Role.TEAM_LEADER,
}
_counted = iter(range(1, 10_000))


def make_user(*roles: str, name: str = "", password: str | None = "three plain words") -> User:
    """An account of somebody whose name says nothing."""
    email = f"somebody{next(_counted)}@example.com"
    return create_account(email=email, password=password, name=name, roles=roles, by=SYSTEM)


def browsers_of(
    owned: Mapping[Stage, Household], others: Mapping[Stage, Household], staff: Mapping[str, User]
) -> dict[tuple[Who, Stage], Client]:
    """Everybody signed in. Whoever is the same whatever they ask about has one browser."""
    shared = {
        Who.ONE_LOGIN: sign_in(Client(), make_user(Role.CLAIMANT, password=None), confirmed_by="one_login"),
        Who.HELPER: sign_in(Client(), make_user(Role.HELPER)),
        Who.EMPLOYER: sign_in(Client(), make_user(Role.EMPLOYER)),
        Who.ADVISER: sign_in(Client(), make_user(Role.ADVISER)),
        Who.WRONG_DOOR: sign_in(Client(), staff[Role.ADVISER], door=Door.PUBLIC),
        Who.ADMIN: sign_in(Client(), staff[Role.ADMIN]),
        Who.SETTING_UP: sign_in(Client(), make_user(Role.ADVISER), confirmed_by="password"),
        Who.VISITOR: Client(),
        **{who: sign_in(Client(), staff[role]) for who, role in OPENED_BY.items()},
    }
    browsers = {(who, stage): browser for who, browser in shared.items() for stage in Stage}
    for stage in Stage:
        household = owned[stage]
        browsers |= {
            (Who.OWNER, stage): sign_in(Client(), household.owner, confirmed_by="app"),
            (Who.UNCONFIRMED, stage): _confirm(
                sign_in(Client(), household.owner, confirmed_by="app"), time.time() - 3600
            ),
            (Who.PARTNER, stage): sign_in(Client(), household.partner, door=Door.PUBLIC),
            (Who.OWN_CLAIM, stage): sign_in(Client(), household.partner, door=Door.STAFF),
            (Who.FORMER, stage): sign_in(Client(), household.former),
            (Who.OTHER, stage): sign_in(Client(), others[stage].owner, confirmed_by="app"),
            **{(who, stage): browser for who, browser in _helpers(household).items()},
        }
    for (who, _stage), each in browsers.items():
        if who not in (Who.UNCONFIRMED, Who.VISITOR):
            _confirm(each, time.time() + 86_400)  # however long the asking takes
        each.raise_request_exception = False  # that a page breaks is a fault like another
    return browsers


_SCOPES: dict[Who, tuple[str, ...]] = {
    Who.HELPS_SEE: (HelpScope.CLAIM, HelpScope.JOURNAL, HelpScope.MESSAGES, HelpScope.APPOINTMENTS),
    Who.HELPS_PAYMENTS: (HelpScope.PAYMENTS,),
    Who.HELPS_ANSWER: (HelpScope.ANSWERS,),
    Who.HELP_STOPPED: tuple(HelpScope),
    Who.HELP_OVER: tuple(HelpScope),
}


def _helpers(household: Household) -> dict[Who, Client]:
    """Whoever helps the owner or did, and a member of staff who does. No more than five help at a time."""
    browsers = {}
    for who, scopes in _SCOPES.items():
        user = make_user(Role.HELPER, Role.TEAM_LEADER) if who is Who.HELP_OVER else make_user(Role.HELPER)
        help_ = _help(household.owner, user, scopes)
        if who is Who.HELPS_SEE:
            household.about["help_id"] = help_.pk
        if who is Who.HELP_STOPPED:
            take_back(help_=help_, by=actor_for(household.owner))
        if who is Who.HELP_OVER:
            Help.objects.filter(pk=help_.pk).update(until=clock.today() - timedelta(days=1))
            # Whoever once helped somebody handles nothing of theirs either.
            browsers[Who.HELPS_TOO] = sign_in(Client(), user, door=Door.STAFF)
        browsers[who] = sign_in(Client(), user, door=Door.PUBLIC)
    return browsers


def _help(owner: User, helper: User, scopes: tuple[str, ...]) -> Help:
    help_ = name_helper(
        person=owner.person,
        kind="relative",
        name="Robin",
        email=helper.email,
        scopes=scopes,
        until=clock.today() + timedelta(days=30),
        language="en",
        by=actor_for(owner),
    )
    return agree_to_help(help_=help_, user=helper, by=actor_for(helper, roles=[Role.HELPER]))


def _confirm(browser: Client, at: float) -> Client:
    """They last confirmed then that it is them."""
    session = browser.session
    session[CONFIRMED_AT] = at
    session.save()
    return browser


@dataclass(frozen=True)
class Standing:
    """What a view's declaration is compared with: the roles that somebody has, their door, and their roles here."""

    roles: frozenset[str]
    door: Door
    here: frozenset[str]


_standings: WeakKeyDictionary[Client, Standing | None] = WeakKeyDictionary()


def standing_of(browser: Client) -> Standing | None:
    """In this browser; nothing of whoever is not signed in."""
    if browser not in _standings:
        _standings[browser] = None
        session: Any = browser.session if browser.cookies else {}
        if SESSION_KEY in session:
            roles = User.objects.get(pk=session[SESSION_KEY]).roles
            _standings[browser] = Standing(frozenset(roles), door_of(session), roles_in(session, roles))
    return _standings[browser]
