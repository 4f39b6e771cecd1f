"""Users made the way the service makes them, and a browser for each."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from accounts.services import create_account
from core.actor import Actor
from notifications.models import Message
from tests.beginnings import beginning
from tests.conftest import sign_in

PASSWORD = "three plain words"


@beginning
def make_user(email: str = "sam@example.com", name: str = "", roles: tuple[str, ...] = (Role.CLAIMANT,)) -> User:
    """An account that can be signed in to."""
    return create_account(email=email, password=PASSWORD, name=name, roles=roles, by=Actor.system("Tests"))


@pytest.fixture
def claimant(db: None) -> User:
    return make_user()


@pytest.fixture
def adviser(db: None) -> User:
    return make_user("rosa@example.com", "Rosa Hughes", (Role.ADVISER,))


@pytest.fixture
def adviser_actor(adviser: User) -> Actor:
    return actor_for(adviser)


@pytest.fixture
def browser() -> Callable[..., Client]:
    """A browser, signed in as somebody if given."""

    def open_browser(user: User | None = None, **headers: str) -> Client:
        client = Client(**headers)
        if user:
            sign_in(client, user)
        return client

    return open_browser


@pytest.fixture
def newest_message() -> Callable[[], Message]:
    return lambda: Message.objects.latest("queued_at")


def code_in(message: Message) -> str:
    """The code somebody reads in the email."""
    found = re.search(r"\b(\d{6})\b", message.body)
    assert found, message.body
    return found[1]


@pytest.fixture
def mask() -> Callable[..., str]:
    """A page without what differs from one request to the next, and without the address typed."""

    def hide(response: HttpResponse, email: str) -> str:
        page = response.content.decode().replace(email, "ADDRESS")
        return re.sub(r'(nonce|value)="[^"]{16,}"', r'\1=""', page)

    return hide
