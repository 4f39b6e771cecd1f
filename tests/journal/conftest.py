"""A claimant, an adviser, and their browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.roles import Role
from accounts.services import create_account
from core.actor import Actor
from tests.beginnings import beginning
from tests.conftest import sign_in


@beginning
def make_person(email: str) -> Person:
    """Somebody with an account who claims."""
    return create_account(email=email, password=None, by=Actor.system("Tests")).person


@pytest.fixture
def person(db: None) -> Person:
    return make_person("sam@example.com")


@pytest.fixture
def stranger(db: None) -> Person:
    return make_person("lee@example.com")


@pytest.fixture
def adviser(db: None) -> Actor:
    user = create_account(
        email="rosa@example.com",
        password=None,
        name="Rosa Hughes",
        roles=[Role.ADVISER],
        by=Actor.system("Tests"),
    )
    return actor_for(user)


@pytest.fixture
def browser() -> Callable[[int], Client]:
    def open_browser(user_id: int) -> Client:
        client = Client()
        sign_in(client, User.objects.get(pk=user_id))
        return client

    return open_browser
