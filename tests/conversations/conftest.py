"""Somebody who writes to us, and who answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person
from accounts.roles import Role
from conversations.models import Post
from conversations.services import start_conversation
from core.actor import Actor
from core.ids import new_id
from tests.claims.claimants import make_user, signed_in


@pytest.fixture
def person(db: None) -> Person:
    return make_user(name="Sam Okafor").person


@pytest.fixture
def by(person: Person) -> Actor:
    return actor_for(person.user)


@pytest.fixture
def browser(person: Person) -> Client:
    return signed_in(person.user)


@pytest.fixture
def adviser(db: None) -> Actor:
    return actor_for(make_user(Role.ADVISER, name="Amina Yusuf"))


def begin(person: Person, by: Actor, topic: str = "payment", words: str = "Where is it?", key: Any = None) -> Post:
    """Something that is written, and begins a conversation."""
    return start_conversation(person=person, topic=topic, words=words, key=key or UUID(int=new_id().int), by=by)
