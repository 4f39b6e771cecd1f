"""Somebody closes their account: nobody signs in with it again, and what must be kept is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.closing import close_account
from accounts.doors import Door
from accounts.factors.changes import make_backup_codes
from accounts.models import Factor, Help, Person, User
from accounts.roles import Role
from audit.models import Event
from claims.services import withdraw_claim
from core import clock
from notifications.models import Message
from privacy.holds import end_hold, place_holds
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.claims.test_helped import helper_of
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db
PAGE = reverse("privacy:close_account")


@pytest.fixture
def ended() -> Claimant:
    """Somebody who sent a claim and took it back."""
    claimant = make_claimant().answer().send()
    withdraw_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
    return claimant


def test_an_account_is_closed(ended: Claimant) -> None:
    email = ended.user.email
    helper = helper_of(ended)
    assert "You cannot undo this" in ended.browser.get(PAGE).content.decode()
    assert "Your account is closed" in ended.browser.post(PAGE, follow=True).content.decode()
    account, person = User.objects.get(pk=ended.user.pk), Person.objects.get(pk=ended.person.pk)
    assert (account.is_active, account.roles, account.name, email in account.email) == (False, [], "", False)
    assert (person.user_id, person.email, person.phone) == (None, "", "")
    assert person.full_name, "what is kept of the claim still says whose it was"
    assert ended.browser.get("/home/").status_code == 302
    assert Help.objects.get(pk=helper.help.pk).state == "acct_ended"
    assert Message.objects.get(template="help_stopped").address == helper.user.email
    assert Event.objects.filter(kind="account_closed", person_id=person.pk).count() == 1
    told = Message.objects.get(template="account_closed")
    assert told.address == email
    wrong = Client().post("/sign-in/", {"email": email, "password": "three plain words"})
    assert wrong.status_code == 200
    # The address is free for another account.
    assert make_user().pk != account.pk


def test_ways_to_sign_in_go_with_it(ended: Claimant) -> None:
    make_backup_codes(user=ended.user, by=ended.by)
    close_account(user=ended.user, by=ended.by)
    assert not Factor.objects.filter(user=ended.user).exists()


def test_it_stays_while_something_is_open() -> None:
    claimant = make_claimant()
    page = claimant.browser.get(PAGE).content.decode()
    assert "You have a claim" in page
    assert "Close my account" not in page
    assert claimant.browser.post(PAGE).url == PAGE
    claimant.user.refresh_from_db()
    assert claimant.user.is_active


def test_it_stays_while_nothing_about_them_may_be_deleted(ended: Claimant) -> None:
    admin = actor_for(make_user(Role.ADMIN, name="Ada"))
    (hold,) = place_holds(claim=ended.claim, reason="A secret inquiry", until=None, by=admin)
    page = ended.browser.get(PAGE).content.decode()
    assert "we must keep everything" in page
    assert "inquiry" not in page
    ended.browser.post(PAGE)
    assert Person.objects.get(pk=ended.person.pk).user == ended.user
    end_hold(hold=hold, by=admin)
    assert "You cannot undo this" in ended.browser.get(PAGE).content.decode()


def test_with_an_account_for_work_it_cannot_be_closed() -> None:
    user = make_user(Role.CLAIMANT, Role.ADVISER)
    browser = sign_in(Client(), user, door=Door.PUBLIC)
    assert "You work with this account too" in browser.get(PAGE).content.decode()
    assert browser.post(PAGE).url == PAGE
    user.refresh_from_db()
    assert user.is_active


def test_only_its_owner_closes_it_and_only_after_confirming(ended: Claimant) -> None:
    with pytest.raises(PermissionDenied):
        close_account(user=ended.user, by=make_claimant().by)
    assert signed_in(make_user(Role.ADMIN)).post(PAGE).status_code == 404
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert ended.browser.post(PAGE).status_code == 200, "asks whether it is them"
    ended.user.refresh_from_db()
    assert ended.user.is_active
