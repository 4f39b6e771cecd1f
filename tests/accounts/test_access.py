"""Who reaches each page of accounts, and what it costs the database."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.roles import Role
from accounts.services import create_account
from core.actor import Actor, Channel
from tests.accounts.conftest import make_user

pytestmark = pytest.mark.django_db

PUBLIC = ("sign_up", "sign_in", "signed_out")
PRIVATE = ("account", "identity", "sign_out_everywhere")


@pytest.mark.parametrize("name", PUBLIC)
def test_anybody_reaches_the_way_in(client, name: str) -> None:
    response = client.get(reverse(f"accounts:{name}"))
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", PRIVATE)
def test_a_visitor_is_asked_to_sign_in(client, name: str) -> None:
    assert client.get(reverse(f"accounts:{name}")).url.startswith(reverse("accounts:sign_in"))
    assert client.post(reverse(f"accounts:{name}")).status_code == 302


def test_a_claimant_reaches_their_account(claimant: User, browser) -> None:
    client = browser(claimant)
    response = client.get(reverse("accounts:account"))
    assert "sam@example.com" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert client.get(reverse("accounts:identity")).status_code == 200
    assert client.get(reverse("accounts:sign_out_everywhere")).status_code == 405


def test_staff_who_do_not_claim_have_no_identity_page(adviser: User, browser) -> None:
    client = browser(adviser)
    assert client.get(reverse("accounts:account")).status_code == 200
    assert client.get(reverse("accounts:identity")).status_code == 404


@pytest.mark.parametrize("name", ["sign_up", "sign_in"])
def test_the_way_in_leads_home_once_inside(claimant: User, browser, name: str) -> None:
    assert browser(claimant).get(reverse(f"accounts:{name}")).url == reverse("home:home")


def test_the_actor_of_a_loaded_user_costs_no_query(claimant: User, django_assert_num_queries) -> None:
    user = User.objects.select_related("person").get()
    with django_assert_num_queries(0):
        actor = actor_for(user, Channel.PHONE)
    assert actor == Actor(
        user_id=claimant.pk,
        name="sam@example.com",
        roles=frozenset({"claimant"}),
        person_id=user.person.pk,
        channel=Channel.PHONE,
    )
    assert actor_for(AnonymousUser()) == Actor.anonymous()


def test_an_actor_is_called_by_their_name(claimant: User, adviser: User) -> None:
    Person.objects.update(given_names="Daniel", family_name="Okafor")
    assert actor_for(User.objects.get(pk=claimant.pk)).name == "Daniel Okafor"
    assert actor_for(adviser).name == "Rosa Hughes"


def test_a_claimant_sees_only_themself(claimant: User, adviser: User) -> None:
    other = make_user("lee@example.com")
    assert list(Person.objects.for_actor(actor_for(claimant))) == [claimant.person]
    assert other.person not in Person.objects.for_actor(actor_for(claimant))
    for actor in (actor_for(adviser), Actor.anonymous(), Actor.system("Payments run")):
        assert not Person.objects.for_actor(actor).exists()


def test_an_adviser_may_claim_too() -> None:
    user = create_account(
        email="both@example.com",
        password=None,
        roles=[Role.ADVISER, Role.CLAIMANT],
        by=Actor.system("Tests"),
    )
    actor = actor_for(user)
    assert actor.is_staff_member
    assert actor.person_id == user.person.pk
