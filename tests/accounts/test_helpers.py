"""A claimant names a helper, who agrees; either ends it; it ends by itself."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actors import actor_for
from accounts.helping import LONGEST, CannotInvite, InvitationOver, agree_to_help, name_helper, take_back
from accounts.models import Help, HelpScope, HelpState, User
from accounts.models.helpers import INVITATION_TRIES
from accounts.roles import Role
from audit.models import Event
from core import clock
from notifications.models import Message
from privacy.register import SECTIONS
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

GRACE = "grace.mensah@advice.example"
HELPERS, NAME, STOP = (reverse(f"accounts:{name}") for name in ("helpers", "name_helper", "stop_helper"))
CODE, ACCOUNT = (reverse(f"accounts:{name}") for name in ("invitation", "helper_account"))
AGREE = reverse("home:agree_to_help")


@pytest.fixture
def claimant() -> Claimant:
    return make_claimant()


def named(claimant: Claimant, **given: Any) -> Help:
    values = {
        "kind": "organisation",
        "name": "Harbour Advice",
        "email": GRACE,
        "scopes": ["claim", "answers"],
        "until": clock.today() + timedelta(days=30),
        "language": "en",
    }
    return name_helper(person=claimant.person, by=claimant.by, **(values | given))


def sent_code() -> str:
    body = Message.objects.filter(template="helper_invited").latest("queued_at").body
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", body)[0]  # type: ignore[index]


def typed(until: date, **given: Any) -> dict[str, Any]:
    return {
        "kind": "organisation",
        "name": "Harbour Advice",
        "email": GRACE,
        "scopes": ["claim", "payments"],
        "until_0": until.day,
        "until_1": until.month,
        "until_2": until.year,
        "until-day": until.day,
        "until-month": until.month,
        "until-year": until.year,
        **given,
    }


def test_from_naming_somebody_to_their_help_and_back(claimant: Claimant) -> None:
    page = claimant.browser.post(NAME, typed(clock.today() + timedelta(days=30)), follow=True).content.decode()
    assert "Harbour Advice" in page
    assert "has not agreed yet" in page
    message = Message.objects.get(template="helper_invited")
    assert message.address == GRACE
    code = sent_code()
    helper = Client()
    assert helper.post(CODE, {"email": GRACE.upper(), "code": code.lower()}).url == AGREE
    assert helper.get(AGREE).url == ACCOUNT
    made = helper.post(ACCOUNT, {"name": "Grace Mensah", "password": "three plain words"})
    assert made.url == AGREE
    user = User.objects.get(email=GRACE)
    assert (user.roles, user.name, hasattr(user, "person")) == ([Role.HELPER], "Grace Mensah", False)
    assert "See payments" in helper.get(AGREE).content.decode()
    assert helper.post(AGREE).url == reverse("home:helping")
    assert "You can help until" in helper.get(reverse("home:helping")).content.decode()
    help_ = Help.objects.get()
    assert (help_.state, help_.helper) == (HelpState.AGREED, user)
    assert "as Grace Mensah" in claimant.browser.get(HELPERS).content.decode()
    event = Event.objects.get(kind="help_agreed")
    assert (event.on_behalf_of_id, event.user_id) == (claimant.person.pk, user.pk)
    assert Message.objects.filter(template="helper_agreed", recipient_reference=str(claimant.person.pk)).exists()
    # The code was good for once.
    assert Client().post(CODE, {"email": GRACE, "code": code}).status_code == 200
    claimant.browser.post(STOP, {"help": str(help_.pk)})
    claimant.browser.post(STOP, {"help": str(help_.pk)})
    assert "You help nobody now" in helper.get(reverse("home:helping")).content.decode()
    assert "You have not named anybody" in claimant.browser.get(HELPERS).content.decode()


def test_somebody_with_an_account_signs_in_to_it(claimant: Claimant) -> None:
    user = make_user(Role.CLAIMANT)
    named(claimant, email=user.email)
    browser = Client()
    browser.post(CODE, {"email": user.email, "code": sent_code()})
    assert browser.get(AGREE).url == f"{reverse('accounts:sign_in')}?next={AGREE.replace('/', '%2F')}"
    sign_in(browser, user)
    assert browser.post(AGREE).url == reverse("home:helping")
    assert browser.get(reverse("home:helping")).status_code == 200  # the session outlives the new role
    assert set(User.objects.get(pk=user.pk).roles) == {Role.CLAIMANT, Role.HELPER}


def test_another_account_cannot_use_the_code(claimant: Claimant) -> None:
    help_ = named(claimant)
    other = make_user(Role.CLAIMANT)
    browser = signed_in(other)
    browser.post(CODE, {"email": GRACE, "code": sent_code()})
    assert "another email address" in browser.get(AGREE).content.decode()
    browser.post(AGREE)
    with pytest.raises(InvitationOver):
        agree_to_help(help_=help_, user=other, by=actor_for(other))
    assert Help.objects.get().state == HelpState.INVITED


def test_an_employers_account_helps_nobody(claimant: Claimant) -> None:
    employer = make_user(Role.EMPLOYER)
    help_ = named(claimant, email=employer.email)
    browser = signed_in(employer)
    browser.post(CODE, {"email": employer.email, "code": sent_code()})
    assert "account of an employer" in browser.get(AGREE).content.decode()
    browser.post(AGREE)
    assert Help.objects.get(pk=help_.pk).state == HelpState.INVITED


def test_whoever_guesses_waits_and_ends_nobodys_invitation(claimant: Claimant) -> None:
    named(claimant)
    code = sent_code()
    for _ in range(10):
        assert "does not fit" in Client().post(CODE, {"email": GRACE, "code": "AAAA-AAAA"}).content.decode()
    assert Client().post(CODE, {"email": GRACE, "code": code}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post(CODE, {"email": GRACE, "code": code}).url == AGREE


def test_after_very_many_wrong_codes_none_is_right(claimant: Claimant) -> None:
    named(claimant)
    code = sent_code()
    Help.objects.update(tries=INVITATION_TRIES - 1)
    assert "does not fit" in Client().post(CODE, {"email": GRACE, "code": "AAAA-AAAA"}).content.decode()
    assert "does not fit" in Client().post(CODE, {"email": GRACE, "code": code}).content.decode()
    # An address that was never invited is answered alike.
    assert "does not fit" in Client().post(CODE, {"email": "no@example.com", "code": code}).content.decode()


def test_an_invitation_lasts_a_week(claimant: Claimant) -> None:
    named(claimant)
    code = sent_code()
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert "does not fit" in Client().post(CODE, {"email": GRACE, "code": code}).content.decode()


def test_who_may_be_named(claimant: Claimant) -> None:
    named(claimant)
    with pytest.raises(CannotInvite, match="already"):
        named(claimant)
    with pytest.raises(CannotInvite, match="own"):
        named(claimant, email=claimant.user.email)
    for number in range(4):
        named(claimant, email=f"helper{number}@example.com")
    with pytest.raises(CannotInvite, match="too_many"):
        named(claimant, email="helper9@example.com")
    for until in (clock.today() - timedelta(days=1), clock.today() + LONGEST + timedelta(days=1)):
        with pytest.raises(ValueError, match="within a year"):
            named(claimant, email="late@example.com", until=until)


@pytest.mark.parametrize("given", [{"scopes": []}, {"scopes": ["everything"]}, {"email": "no"}, {"kind": ""}])
def test_wrong_answers_invite_nobody(claimant: Claimant, given: dict[str, Any]) -> None:
    until = clock.today() + timedelta(days=30)
    assert claimant.browser.post(NAME, typed(until, **given)).status_code == 200
    assert not Help.objects.exists()


def test_nobody_names_or_takes_back_a_helper_for_somebody_else(claimant: Claimant) -> None:
    stranger, adviser = make_claimant(), actor_for(make_user(Role.ADVISER))
    help_ = named(claimant)
    for by in (stranger.by, adviser, adviser.assisting(claimant.person.pk)):
        with pytest.raises(PermissionDenied):
            take_back(help_=help_, by=by)
        with pytest.raises(PermissionDenied):
            name_helper(
                person=claimant.person,
                kind="relative",
                name="X",
                email="x@example.com",
                scopes=[HelpScope.CLAIM],
                until=clock.today(),
                language="en",
                by=by,
            )
    stranger.browser.post(STOP, {"help": str(help_.pk)})
    assert Help.objects.get().state == HelpState.INVITED
    assert "Harbour Advice" not in stranger.browser.get(HELPERS).content.decode()


def test_a_claimant_does_not_agree_to_help_themselves(claimant: Claimant) -> None:
    """Their address was another's when they were named, and is theirs now."""
    help_ = named(claimant)
    User.objects.filter(pk=claimant.user.pk).update(email=GRACE)
    browser = signed_in(User.objects.get(pk=claimant.user.pk))
    browser.post(CODE, {"email": GRACE, "code": sent_code()})
    assert "you cannot be your own helper" in browser.get(AGREE).content.decode()
    browser.post(AGREE)
    assert Help.objects.get(pk=help_.pk).state == HelpState.INVITED


def test_a_code_is_used_once_in_two_browsers(claimant: Claimant) -> None:
    user = make_user(Role.CLAIMANT)
    named(claimant, email=user.email)
    first, second = signed_in(user), signed_in(user)
    for browser in (first, second):
        browser.post(CODE, {"email": user.email, "code": sent_code()})
    assert first.post(AGREE).url == reverse("home:helping")
    assert second.post(AGREE).status_code == 302
    assert Event.objects.filter(kind="help_agreed").count() == 1


def test_what_was_taken_back_before_they_agreed_cannot_be_agreed_to(claimant: Claimant) -> None:
    user = make_user(Role.CLAIMANT)
    help_ = named(claimant, email=user.email)
    browser = signed_in(user)
    browser.post(CODE, {"email": user.email, "code": sent_code()})
    take_back(help_=help_, by=claimant.by)
    assert browser.post(AGREE).url == CODE
    assert Role.HELPER not in User.objects.get(pk=user.pk).roles


def test_a_copy_of_ones_data_names_who_helps_in_words_and_without_their_address(claimant: Claimant) -> None:
    user = make_user(Role.CLAIMANT, name="Grace Mensah")
    help_ = named(claimant, email=user.email, scopes=["journal"])
    agree_to_help(help_=help_, user=user, by=actor_for(user))
    User.objects.filter(pk=user.pk).update(email="another@example.com")
    [section] = [each for each in SECTIONS if each.key == "helpers"]
    [row] = section.of(claimant.person)
    assert section.value["scopes"](row) == ["Read the journal"]
    assert section.value["helper"](row) == "Grace Mensah"
