"""Colleagues are invited to an address, accept with an account of their own, and are taken off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import Session, User
from accounts.roles import Role
from audit.models import Event
from core import clock
from core.actor import Actor
from employers.deciding import add_check, decide
from employers.models import CheckKind, Employer, Invitation, Representative
from employers.people import (
    MOST_INVITED,
    CannotInvite,
    CannotRemove,
    accept_invitation,
    invitations_for,
    invite,
    invite_for_them,
    remove,
    withdraw_invitation,
)
from notifications.models import Message
from tests.accounts.conftest import make_user
from tests.conftest import sign_in
from tests.employers.organisations import Acting, accept, approve, colleague, somebody

pytestmark = pytest.mark.django_db
PEOPLE, HOME = reverse("employers:people"), reverse("employers:home")


@pytest.fixture
def adviser() -> Actor:
    return actor_for(make_user("amina@example.com", "Amina Yusuf", (Role.ADVISER,)))


@pytest.fixture
def ours(adviser: Actor) -> Acting:
    acting = somebody().answer().send()
    assert acting.employer
    acting.employer = approve(acting.employer, adviser)
    return acting


def organisation(acting: Acting) -> Employer:
    assert acting.employer
    return acting.employer


def test_a_colleague_is_invited_accepts_and_is_taken_off(ours: Acting) -> None:
    browser, other = ours.browser(), somebody("joe@bakery.example")
    assert browser.post(reverse("employers:invite"), {"email": "Joe@Bakery.example"}).url == PEOPLE
    assert "joe@bakery.example" in browser.get(PEOPLE).content.decode()
    message = Message.objects.latest("queued_at")
    assert (message.template, message.address) == ("employer_invited", "joe@bakery.example")
    assert "Harbour" not in message.body
    theirs = other.browser()
    assert "Harbour Bakery Ltd" in theirs.get(HOME).content.decode()
    assert theirs.post(reverse("employers:accept"), {"invitation": str(Invitation.objects.get().pk)}).url == HOME
    assert "Harbour Bakery Ltd" in theirs.get(HOME).content.decode()
    found = Representative.objects.get(user=other.user)
    taking_off = reverse("employers:remove", args=[found.pk])
    assert taking_off in browser.get(PEOPLE).content.decode()
    assert "joe@bakery.example" in browser.get(taking_off).content.decode()
    assert browser.post(taking_off).url == PEOPLE
    assert not Session.objects.filter(user_id=other.user.pk).exists()
    assert Message.objects.latest("queued_at").template == "employer_removed"
    assert "Harbour" not in other.browser().get(HOME).content.decode()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"employer_invited", "employer_joined", "employer_representative_removed"} <= kinds
    # They may be asked again.
    assert colleague_again(ours, other).user_id == other.user.pk


def test_who_is_taken_off_comes_back_by_no_invitation_that_they_sent_or_that_was_sent_to_them(ours: Acting) -> None:
    employer, leaving = organisation(ours), colleague(organisation(ours), ours.by)
    accomplice, wanted = somebody(), somebody()
    invite(employer=employer, email=accomplice.user.email, by=leaving.by)
    invite(employer=employer, email=leaving.user.email, by=leaving.by)
    invite(employer=employer, email=wanted.user.email, by=ours.by)
    found = Representative.objects.acting().get(user=leaving.user)
    remove(employer=employer, representative_id=str(found.pk), by=ours.by)
    assert accept(accomplice) is None
    assert accept(leaving) is None
    assert accept(wanted) == employer


def test_one_accepts_the_invitation_that_one_saw_and_no_later_one(ours: Acting, adviser: Actor) -> None:
    pretending, other = somebody().answer().send(), somebody()
    seen = invite(employer=organisation(ours), email=other.user.email, by=ours.by)
    browser = other.browser()
    assert str(seen.pk) in browser.get(HOME).content.decode()
    invite(employer=approve(organisation(pretending), adviser), email=other.user.email, by=pretending.by)
    browser.post(reverse("employers:accept"), {"invitation": str(seen.pk)})
    assert Representative.objects.get(user=other.user).employer_id == organisation(ours).pk


def colleague_again(ours: Acting, other: Acting) -> Representative:
    invite(employer=organisation(ours), email=other.user.email, by=ours.by)
    accept(other)
    return Representative.objects.acting().get(user=other.user)


def test_inviting_and_taking_off_ask_whether_it_is_still_them(ours: Acting) -> None:
    browser = ours.browser()
    session = browser.session
    session["second_factor_at"] = 0
    session.save()
    assert browser.get(reverse("employers:invite")).url.startswith(reverse("accounts:step_up"))
    other = colleague(organisation(ours), ours.by)
    found = Representative.objects.get(user=other.user)
    browser.post(reverse("employers:remove", args=[found.pk]))
    assert Representative.objects.acting().filter(user=other.user).exists()


def test_an_invitation_counts_for_its_address_for_a_week_and_until_it_is_taken_back(ours: Acting) -> None:
    employer, other, stranger = organisation(ours), somebody(), somebody()
    invitation = invite(employer=employer, email=other.user.email, by=ours.by)
    assert invitations_for(stranger.user) == []
    assert accept_invitation(user=stranger.user, invitation_id=str(invitation.pk), by=stranger.by) is None
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert accept(other) is None
    User.objects.filter(pk=other.user.pk).update(email_confirmed_at=None)
    assert accept(other) is None, "nobody has shown that they read it"
    User.objects.filter(pk=other.user.pk).update(email_confirmed_at=clock.now())
    assert withdraw_invitation(employer=employer, invitation_id=str(invitation.pk), by=ours.by)
    assert not withdraw_invitation(employer=employer, invitation_id=str(invitation.pk), by=ours.by)
    assert accept(other) is None


def test_one_taken_back_or_of_a_suspended_employer_is_none(ours: Acting, adviser: Actor) -> None:
    employer, other = organisation(ours), somebody()
    first = invite(employer=employer, email=other.user.email, by=ours.by)
    browser = ours.browser()
    assert browser.post(reverse("employers:withdraw", args=[first.pk])).url == PEOPLE
    assert other.browser().post(reverse("employers:accept"), {"invitation": str(first.pk)}).url == HOME
    assert not Representative.objects.filter(user=other.user).exists()
    invite(employer=employer, email=other.user.email, by=ours.by)
    decide(employer=employer, event="suspend", why="reported", note="", by=adviser)
    assert accept(other) is None
    with pytest.raises(CannotInvite):
        invite(employer=employer, email="x@example.com", by=ours.by)


def test_asked_twice_the_last_counts(ours: Acting) -> None:
    other = somebody()
    for _ in range(2):
        invite(employer=organisation(ours), email=other.user.email, by=ours.by)
    assert Invitation.objects.open().count() == 1


def test_nobody_sends_our_messages_to_the_world(ours: Acting) -> None:
    for number in range(MOST_INVITED):
        invite(employer=organisation(ours), email=f"a{number}@example.com", by=ours.by)
    answer = ours.browser().post(reverse("employers:invite"), {"email": "one.more@example.com"})
    assert "as many people as you can" in answer.content.decode()


def test_nobody_acts_for_two_or_touches_what_is_anothers(ours: Acting, adviser: Actor) -> None:
    others = somebody().answer().send()
    others.employer = approve(organisation(others), adviser)
    invitation = invite(employer=organisation(ours), email=others.user.email, by=ours.by)
    assert accept(others) is None
    theirs = Representative.objects.get(user=ours.user)
    browser = others.browser()
    assert browser.get(reverse("employers:remove", args=[theirs.pk])).status_code == 404
    assert browser.post(reverse("employers:remove", args=[theirs.pk])).status_code == 404
    browser.post(reverse("employers:withdraw", args=[invitation.pk]))
    assert Invitation.objects.open().count() == 1
    for deed in (
        lambda: invite(employer=organisation(ours), email="x@example.com", by=others.by),
        lambda: remove(employer=organisation(ours), representative_id=str(theirs.pk), by=others.by),
        lambda: withdraw_invitation(employer=organisation(ours), invitation_id=str(invitation.pk), by=others.by),
        lambda: accept_invitation(user=ours.user, invitation_id="", by=others.by),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_nobody_takes_themselves_off(ours: Acting) -> None:
    own = Representative.objects.get(user=ours.user)
    assert ours.browser().get(reverse("employers:remove", args=[own.pk])).status_code == 404
    for key in (own.pk, UUID(int=0)):
        with pytest.raises(CannotRemove):
            remove(employer=organisation(ours), representative_id=str(key), by=ours.by)
    assert SESSION_KEY in ours.browser().session


def test_who_is_taken_off_can_do_nothing_with_a_page_that_was_open(ours: Acting) -> None:
    other = colleague(organisation(ours), ours.by)
    by = other.by
    remove(
        employer=organisation(ours), representative_id=str(Representative.objects.get(user=other.user).pk), by=ours.by
    )
    with pytest.raises(PermissionDenied):
        invite(employer=organisation(ours), email="x@example.com", by=by)
    assert Client().get(PEOPLE).status_code == 302


def test_staff_invite_for_an_employer_whose_people_cannot_get_in(ours: Acting, adviser: Actor) -> None:
    employer, successor = organisation(ours), somebody("new@bakery.example")
    browser = sign_in(Client(), User.objects.get(pk=adviser.user_id))
    address = reverse("staff:employer_invite", args=[employer.reference])
    assert address in browser.get(reverse("staff:employer", args=[employer.reference])).content.decode()
    asked = {"email": successor.user.email}
    # With what was looked up to approve it nobody else comes in.
    assert "Check first that they may act" in browser.post(address, asked).content.decode()
    looked = {"kind": CheckKind.MAY_ACT, "looked_at": "call", "note": "A director said so", "by": adviser}
    add_check(employer=employer, result="matches", **looked)
    add_check(employer=employer, result="unclear", **looked)
    assert "Check first that they may act" in browser.post(address, asked).content.decode()
    add_check(employer=employer, result="matches", **looked)
    with time_machine.travel(clock.now() + timedelta(days=8)), pytest.raises(CannotInvite):
        invite_for_them(employer=employer, email=successor.user.email, by=adviser)
    assert browser.post(address, asked).url == reverse("staff:employer", args=[employer.reference])
    told = {message.address for message in Message.objects.filter(template="employer_invited_for_you")}
    assert told == {ours.user.email}
    home = successor.browser().get(HOME).content.decode()
    assert "Our staff invited you" in home
    assert "amina@example.com" not in home
    successor.employer = accept(successor)
    remove(
        employer=employer,
        representative_id=str(Representative.objects.get(user=ours.user).pk),
        by=successor.by,
    )
    for by in (ours.by, successor.by, actor_for(make_user(roles=(Role.DECISION_MAKER,)))):
        with pytest.raises(PermissionDenied):
            invite_for_them(employer=employer, email="x@example.com", by=by)


def test_staff_invite_nobody_for_one_that_is_not_approved(adviser: Actor) -> None:
    waiting = organisation(somebody().answer().send())
    browser = sign_in(Client(), User.objects.get(pk=adviser.user_id))
    there = reverse("staff:employer", args=[waiting.reference])
    assert browser.get(reverse("staff:employer_invite", args=[waiting.reference])).url == there
    with pytest.raises(CannotInvite):
        invite_for_them(employer=waiting, email="x@example.com", by=adviser)
