"""Accounts that nobody uses are told in time and deleted with all of theirs; whoever is needed stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection

from accounts.actors import actor_for
from accounts.helping import name_helper
from accounts.models import IdentityCheck, Person, SignIn, User
from accounts.roles import Role
from accounts.services import create_account
from audit.models import Event
from claims.identity import VERIFY
from claims.services import withdraw_claim
from core import clock
from core.actor import Actor
from employers.deciding import decide
from employers.models import Employer
from journal.services import create_todo
from notifications.models import Message
from privacy.holds import place_holds
from privacy.purging import purge
from privacy.unused import tell_unused, unused_accounts
from tests.claims.claimants import make_claimant, make_user
from tests.employers.organisations import somebody
from tests.helping import helper_of
from tests.proving import prove

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")
YEAR, MONTH, DAY = timedelta(days=366), timedelta(days=30), timedelta(days=1)


def deleted(kind: str = "unused_accounts", *, dry_run: bool = False) -> int:
    return sum(each.rows for each in purge(by=SYSTEM, kinds=[kind], dry_run=dry_run))


def test_an_account_that_nobody_uses_is_told_then_deleted_with_all_of_theirs() -> None:
    user, began = make_user(), clock.now()
    person = Person.objects.get(user=user)
    SignIn.objects.create(user=user, at=began)
    prove(person, by=actor_for(make_user(Role.ADVISER)))
    create_todo(person=person, kind=VERIFY, due=None, by=SYSTEM)
    name_helper(
        person=person,
        kind="relative",
        name="Jo",
        email="jo@example.com",
        scopes=["claim"],
        until=clock.today() + MONTH,
        language="en",
        by=actor_for(user),
    )
    with time_machine.travel(began + YEAR - 2 * MONTH):
        assert tell_unused(by=SYSTEM) == 0
    with time_machine.travel(began + YEAR):
        assert deleted() == 0, "nobody was told yet"
        assert (tell_unused(by=SYSTEM), tell_unused(by=SYSTEM)) == (1, 0)
        assert "Sign in to keep your account" in Message.objects.get(template="account_unused").subject
    with time_machine.travel(began + YEAR + MONTH - DAY):
        assert deleted() == 0
    with time_machine.travel(began + YEAR + MONTH + DAY):
        assert (deleted(dry_run=True), deleted(), deleted()) == (1, 1, 0)
    assert not User.objects.filter(pk=user.pk).exists()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert not IdentityCheck.objects.filter(person_id=person.pk).exists()
    assert not apps.get_model("accounts", "UserEvent").objects.filter(pgh_obj_id=user.pk).exists()
    assert Event.objects.get(kind="account_deleted").person_id == person.pk
    assert Event.objects.filter(kind="account_created", subject_id=str(user.pk)).exists(), "the record has its own time"


def test_who_signs_in_keeps_it_and_is_told_again_later() -> None:
    user, began = make_user(), clock.now()
    with time_machine.travel(began + YEAR):
        assert tell_unused(by=SYSTEM) == 1
    SignIn.objects.create(user=user, at=began + YEAR + DAY)
    with time_machine.travel(began + YEAR + 2 * MONTH):
        assert (deleted(), tell_unused(by=SYSTEM)) == (0, 0)
    with time_machine.travel(began + 2 * YEAR):
        assert tell_unused(by=SYSTEM) == 1


def test_who_signs_in_at_that_very_moment_keeps_it() -> None:
    user, began = make_user(), clock.now()
    SignIn.objects.create(user=user, at=began)
    with time_machine.travel(began + YEAR):
        tell_unused(by=SYSTEM)

    def sign_in_before_the_lock(execute: Any, sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if "FOR UPDATE" in sql and '"accounts_user"' in sql and not SignIn.objects.filter(at__gt=began).exists():
            SignIn.objects.create(user=user, at=clock.now())
        return found

    with time_machine.travel(began + YEAR + MONTH + DAY), connection.execute_wrapper(sign_in_before_the_lock):
        assert deleted() == 0
    assert User.objects.filter(pk=user.pk).exists()


def test_who_is_needed_stays() -> None:
    claimant, ended = make_claimant().answer().send(), make_claimant().answer().send()
    helper_of(claimant)
    withdraw_claim(claim=ended.claim, member=ended.member, by=ended.by)
    make_user(Role.ADVISER)
    began = clock.now()
    with time_machine.travel(began + 7 * YEAR):
        place_holds(claim=ended.claim, reason="An appeal", until=None, by=actor_for(make_user(Role.ADMIN)))
        assert not unused_accounts().exists()
        assert tell_unused(by=SYSTEM) == 0


def test_an_account_follows_its_last_claim() -> None:
    ended = make_claimant().answer().send()
    withdraw_claim(claim=ended.claim, member=ended.member, by=ended.by)
    began = clock.now()
    with time_machine.travel(began + 7 * YEAR):
        assert tell_unused(by=SYSTEM) == 0
        assert deleted("ended_claims") == 1
        assert tell_unused(by=SYSTEM) == 1
    with time_machine.travel(began + 7 * YEAR + MONTH + DAY):
        assert deleted() == 1
    assert not Person.objects.filter(pk=ended.person.pk).exists()


def test_accounts_without_a_confirmed_address_and_refused_employers_go() -> None:
    create_account(email="never@example.com", password=None, email_is_confirmed=False, by=SYSTEM)
    began, team_leader = clock.now(), actor_for(make_user(Role.TEAM_LEADER))
    refused = somebody().answer().send()
    assert refused.employer
    decide(employer=refused.employer, event="refuse", why="not_found", note="", by=team_leader)
    with time_machine.travel(began + 27 * DAY):
        assert deleted("unconfirmed_accounts") == 0
    with time_machine.travel(began + MONTH):
        assert deleted("unconfirmed_accounts") == 1
        assert deleted("refused_employers") == 0
    with time_machine.travel(began + YEAR):
        assert tell_unused(by=SYSTEM) == 0
        assert deleted("refused_employers") == 1
        assert not Employer.objects.exists()
        assert tell_unused(by=SYSTEM) == 1
    with time_machine.travel(began + YEAR + MONTH + DAY):
        assert deleted() == 1
    assert not User.objects.filter(pk=refused.user.pk).exists()
