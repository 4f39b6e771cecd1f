"""One admin asks for roles, another confirms them; one alone takes them away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import RoleChange, Session, User
from accounts.role_changes import TooLate, ask_for_roles, confirm_roles, end_old_role_changes
from accounts.roles import Role
from audit.agreeing import AskedThemselves
from audit.models import Event
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from notifications.models import Message
from tests.accounts.conftest import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return make_user("ada@example.com", "Ada", (Role.ADMIN,))


@pytest.fixture
def ben() -> User:
    return make_user("ben@example.com", "Ben", (Role.ADMIN,))


def asked(user: User, by: User, *roles: str) -> RoleChange:
    return ask_for_roles(user=user, roles=roles or [Role.PAYMENT_OFFICER], reason="New team", by=actor_for(by))


def page_of(change: RoleChange) -> str:
    return reverse("admin:accounts_rolechange_change", args=[change.pk])


def test_roles_are_had_once_another_admin_confirms(ada: User, ben: User, adviser: User, browser) -> None:
    browser(adviser)
    form = {"email": adviser.email, "name": adviser.name, "is_active": "on"}
    wanted = {**form, "roles": ["adviser", "payment_officer"]}
    user_page = reverse("admin:accounts_user_change", args=[adviser.pk])
    unsaid = browser(ada).post(user_page, wanted)
    assert "Say why they need these roles" in unsaid.content.decode()
    browser(ada).post(user_page, {**wanted, "why": "Marek left"})
    adviser.refresh_from_db()
    assert adviser.roles == ["adviser"]
    change = RoleChange.objects.get()
    assert (change.roles, change.asked_by_id, change.reason) == (["payment_officer"], ada.pk, "Marek left")
    own = browser(ada).get(page_of(change)).content.decode()
    assert "That is not you" in own
    assert 'name="answer"' not in own
    assert browser(ada).post(page_of(change), {"answer": "confirm"}).status_code == 403
    bens = browser(ben)
    assert "1 change of roles waits for your answer." in bens.get(reverse("admin:index")).content.decode()
    read = bens.get(page_of(change)).content.decode()
    assert "Marek left" in read
    assert adviser.email in read, "a name is anybody's"
    bens.post(page_of(change), {"answer": "confirm"})
    adviser.refresh_from_db()
    assert adviser.roles == ["adviser", "payment_officer"]
    assert not Session.objects.filter(user_id=adviser.pk).exists()
    assert Message.objects.filter(template="roles_changed").exists()
    assert Event.objects.get(kind="rolechange_agreed").user_name == "Ben"


def test_a_refusal_says_why_and_gives_nothing(ada: User, ben: User, adviser: User, browser) -> None:
    change = asked(adviser, ada)
    unsaid = browser(ben).post(page_of(change), {"answer": "refuse"})
    assert "Say why you refuse" in unsaid.content.decode()
    browser(ben).post(page_of(change), {"answer": "refuse", "note": "Nobody told me"})
    change.refresh_from_db()
    adviser.refresh_from_db()
    assert (change.state, change.answer_note, adviser.roles) == ("refused", "Nobody told me", ["adviser"])
    assert "that you asked for was refused this week" in browser(ada).get(reverse("admin:index")).content.decode()


def test_nobody_confirms_what_they_asked_for_or_what_they_get(ada: User, ben: User, claimant: User) -> None:
    own = asked(ben, ada)
    for who, refusal in ((ada, AskedThemselves), (ben, PermissionDenied), (claimant, MoveRefused)):
        with pytest.raises(refusal):
            confirm_roles(change=own, by=actor_for(who))
    with pytest.raises(PermissionDenied):
        asked(ada, ada)


@pytest.mark.parametrize("answered_by", ["ada", "adviser", "nobody"])
def test_no_statement_lets_one_person_do_it(answered_by: str, ada: User, adviser: User) -> None:
    change = asked(adviser, ada)
    who = {"ada": ada.pk, "adviser": adviser.pk, "nobody": None}[answered_by]
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleChange.objects.filter(pk=change.pk).update(
            state="agreed", answered_at=clock.now(), answered_by_id=who, answered_by_name="Somebody"
        )


def test_it_waits_for_a_week(ada: User, ben: User, adviser: User) -> None:
    change = asked(adviser, ada)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, minutes=1), tick=False):
        with pytest.raises(TooLate):
            confirm_roles(change=change, by=actor_for(ben))
        assert end_old_role_changes(by=Actor.system("Tests")) == 1
    change.refresh_from_db()
    assert change.state == "ended"


def test_asking_again_takes_the_place_of_what_was_asked(ada: User, ben: User, adviser: User) -> None:
    first, second = asked(adviser, ada), asked(adviser, ben, Role.TEAM_LEADER)
    first.refresh_from_db()
    assert (first.state, second.state) == ("ended", "waiting")


@pytest.mark.parametrize("field", ["email", "is_active"])
def test_who_comes_back_or_has_another_address_is_confirmed_anew(field: str, ada: User, adviser: User, browser) -> None:
    """Else one admin could put another person in the place of a colleague."""
    User.objects.filter(pk=adviser.pk).update(is_active=field != "is_active")
    form = {"email": adviser.email, "name": adviser.name, "is_active": "on", "roles": ["adviser"], "why": "Is back"}
    form |= {"email": "other@example.com"} if field == "email" else {}
    browser(ada).post(reverse("admin:accounts_user_change", args=[adviser.pk]), form)
    adviser.refresh_from_db()
    assert (adviser.is_active, adviser.roles) == (True, [])
    assert RoleChange.objects.get().roles == ["adviser"]


def test_what_waits_for_an_account_ends_when_its_address_is_changed(
    ada: User, ben: User, adviser: User, browser
) -> None:
    """Else one admin could put another person in the place of whom the other confirms."""
    User.objects.filter(pk=adviser.pk).update(roles=["claimant"])
    change = asked(adviser, ada)
    form = {"email": "other@example.com", "name": adviser.name, "is_active": "on", "roles": ["claimant"]}
    browser(ada).post(reverse("admin:accounts_user_change", args=[adviser.pk]), form)
    with pytest.raises(TooLate):
        confirm_roles(change=change, by=actor_for(ben))
    adviser.refresh_from_db()
    assert (adviser.email, adviser.roles) == ("other@example.com", ["claimant"])


def test_an_admin_who_sees_the_list_is_on_the_record(ada: User, ben: User, adviser: User, browser) -> None:
    asked(adviser, ada)
    assert browser(ben).get(reverse("admin:accounts_rolechange_changelist")).status_code == 200
    assert Event.objects.get(kind="role_changes_read").data["users"] == [adviser.pk]
