"""An employer's account opens no claimant's page and none of staff's, and theirs open no employer's."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.doors import Door
from accounts.factors.changes import ADDED
from accounts.factors.messages import tell_user
from accounts.models import ContactCode, Factor, User
from accounts.reset_answers import answer_reset_request
from accounts.roles import Role
from accounts.throttle import OF_ACCOUNT
from accounts.was_this_you import PASSWORD_CHANGED, ask_whether_it_was_them
from core import clock
from core.access import access_of
from core.actor import STAFF_ROLES, Actor
from employers.models import Employer
from employers.registration import send_registration
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, code_in, make_user
from tests.claims.claimants import make_claimant
from tests.conftest import sign_in
from tests.employers.organisations import somebody
from tests.structure.test_url_access import EVERY

pytestmark = pytest.mark.django_db
HOME = reverse("employers:home")
DOORS = {
    Door.PUBLIC: reverse("accounts:sign_in"),
    Door.STAFF: reverse("accounts:staff_sign_in"),
    Door.EMPLOYER: reverse("accounts:employer_sign_in"),
}


def test_an_employer_opens_no_page_of_others() -> None:
    browser = somebody().answer().browser()
    others = [each for each in EVERY if getattr(access_of(each.view), "roles", frozenset()) - {"employer"}]
    assert len(others) > 50
    for address in others:
        assert browser.get(address.example).status_code == 404, address.name
        assert browser.post(address.example).status_code == 404, address.name
    assert browser.get(reverse("home:home")).url == HOME
    assert browser.get(reverse("admin:index")).status_code == 404


@pytest.mark.parametrize("role", [Role.CLAIMANT, *sorted(STAFF_ROLES)])
def test_nobody_else_opens_an_employers_page(role: str) -> None:
    browser = sign_in(Client(), make_user(roles=(role,)))
    for address in (each for each in EVERY if getattr(access_of(each.view), "roles", None) == {"employer"}):
        assert browser.get(address.example).status_code == 404, address.name


def test_an_account_is_an_employers_or_a_persons() -> None:
    user = somebody().user
    for roles in ([Role.EMPLOYER, Role.CLAIMANT], [Role.EMPLOYER, Role.ADVISER]):
        with pytest.raises(IntegrityError, match="employers_are_nothing_else"), transaction.atomic():
            User.objects.filter(pk=user.pk).update(roles=roles)
    with pytest.raises(IntegrityError, match="email"), transaction.atomic():
        make_user(user.email)


def test_a_claimant_who_was_made_an_employer_sees_no_claim() -> None:
    claimant = make_claimant()
    by = replace(claimant.by, roles=frozenset({Role.EMPLOYER}))
    assert by.person_id == claimant.person.pk
    assert by.claimant_id is None
    assert not Employer.objects.for_actor(claimant.by).exists()


@pytest.mark.parametrize(
    ("role", "door", "led_to"),
    [
        (Role.EMPLOYER, Door.PUBLIC, Door.EMPLOYER),
        (Role.CLAIMANT, Door.EMPLOYER, Door.PUBLIC),
        (Role.ADVISER, Door.EMPLOYER, Door.STAFF),
    ],
)
def test_who_comes_to_another_door_is_led_to_theirs(role: str, door: Door, led_to: Door, client: Client) -> None:
    user = make_user(roles=(role,))
    assert client.post(DOORS[door], {"email": user.email, "password": PASSWORD}).url == DOORS[led_to]
    wrong = client.post(DOORS[door], {"email": user.email, "password": "nothing like it"})
    assert b"Your email address or password is not right" in wrong.content
    assert not client.session.get("_auth_user_id")


def test_staffs_door_tells_nobody_that_there_is_another(client: Client) -> None:
    user = somebody().user
    answer = client.post(DOORS[Door.STAFF], {"email": user.email, "password": PASSWORD})
    assert b"Your email address or password is not right" in answer.content


def test_a_password_alone_opens_nothing_to_an_employer(client: Client) -> None:
    user = somebody().answer().user
    client.post(DOORS[Door.EMPLOYER], {"email": user.email, "password": PASSWORD})
    assert client.get(HOME).url == reverse("accounts:add_factor")
    assert client.get(reverse("accounts:account")).url == reverse("accounts:add_factor")
    now = clock.now()
    Factor.objects.create(
        user=user, kind="text", secret="+447700900982", created_at=now, confirmed_at=now, last_used_at=now
    )
    other = Client()
    answer = other.post(DOORS[Door.EMPLOYER], {"email": user.email, "password": PASSWORD})
    assert answer.url == reverse("accounts:second_step")
    assert other.get(HOME).url.startswith(f"{DOORS[Door.EMPLOYER]}?next=")


def test_guesses_at_each_door_count_together(client: Client) -> None:
    user = somebody().user
    for number in range(OF_ACCOUNT.free):
        door = list(DOORS.values())[number % 3]
        client.post(door, {"email": user.email, "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{number}")
    answer = client.post(DOORS[Door.EMPLOYER], {"email": user.email, "password": PASSWORD}, REMOTE_ADDR="10.0.1.1")
    assert answer.status_code == 429


def test_admins_make_nobody_an_employer_and_an_employer_nothing_else() -> None:
    admin = sign_in(Client(), make_user("helen@example.com", roles=(Role.ADMIN,)))
    new = {"email": "x@example.com", "name": "X", "roles": ["employer"]}
    assert admin.post(reverse("admin:accounts_user_add"), new).status_code == 200
    user = somebody().user
    change = reverse("admin:accounts_user_change", args=[user.pk])
    assert b"Roles" not in admin.get(change).content
    admin.post(change, {"email": user.email, "name": "Maria", "roles": ["admin"], "is_active": "on"})
    user.refresh_from_db()
    assert (user.name, user.roles) == ("Maria", ["employer"])
    assert actor_for(user).is_employer


def test_admins_find_employers_to_read_and_nothing_secret() -> None:
    admin = sign_in(Client(), make_user("helen@example.com", roles=(Role.ADMIN,)))
    employer = somebody().answer().send().employer
    assert employer
    found = admin.get(reverse("admin:employers_employer_changelist"), {"q": "harb"}).content.decode()
    assert employer.reference in found
    page = reverse("admin:employers_employer_change", args=[employer.pk])
    shown = admin.get(page).content.decode()
    assert "Harbour Bakery Ltd" in shown
    for hidden in ("AB456", "Maria Lopes", "Quay Street"):
        assert hidden not in shown
    assert admin.post(page, {"name": "Mine"}).status_code == 403
    assert admin.post(reverse("admin:employers_employer_delete", args=[employer.pk])).status_code == 403


def test_an_employer_keeps_their_own_account_as_everybody_does() -> None:
    acting = somebody().answer()
    browser = acting.browser()
    own = [each for each in EVERY if each.declared in ("signed in", "signed in or setting up") and not each.converters]
    assert len(own) > 12
    for address in own:
        assert browser.get(address.example).status_code in (200, 302, 404, 405), address.name
    shown = browser.get(reverse("accounts:account")).content.decode()
    assert acting.user.email in shown
    assert "Prove who you are" not in shown
    session = browser.session
    session["second_factor_at"] = time.time()
    session.save()
    browser.post(reverse("accounts:change_email"), {"email": "moved@bakery.example"})
    browser.post(reverse("accounts:change_email_code"), {"code": code_in(Message.objects.latest("queued_at"))})
    acting.user.refresh_from_db()
    assert acting.user.email == "moved@bakery.example"
    assert "Harbour Bakery Ltd" in browser.get(HOME).content.decode()


def test_a_forgotten_password_leads_back_to_the_employers_door() -> None:
    user, browser = somebody().answer().user, Client()
    browser.post(reverse("accounts:forgotten_password"), {"email": user.email})
    answer_reset_request(code_id=ContactCode.objects.get().pk, language="en", by=Actor.system("Tests"))
    browser.post(reverse("accounts:forgotten_password_code"), {"code": code_in(Message.objects.latest("queued_at"))})
    answer = browser.post(reverse("accounts:forgotten_password_new"), {"password": "another three words"})
    assert answer.url == DOORS[Door.EMPLOYER]
    assert not browser.session.get("_auth_user_id")


def test_signing_out_by_itself_leads_back_to_the_employers_door() -> None:
    page = somebody().answer().browser().get(HOME).content.decode()
    assert f"{DOORS[Door.EMPLOYER]}?next=" in page


def test_what_keeps_their_account_safe_is_said_in_the_language_of_their_registration() -> None:
    acting = somebody().answer()
    assert acting.employer
    send_registration(employer=acting.employer, language="cy", by=acting.by)
    ask_whether_it_was_them(user=acting.user, template=PASSWORD_CHANGED, by=acting.by)
    tell_user(user=acting.user, template=ADDED, by=acting.by)
    found = Message.objects.filter(template__in=[PASSWORD_CHANGED, ADDED]).values_list("language", flat=True)
    assert list(found) == ["cy", "cy"]
