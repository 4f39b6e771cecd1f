"""Claimants and staff for tests, made through the services."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from uuid import UUID

from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.roles import Role
from accounts.services import create_account
from claims.models import Claim, Member
from claims.services import start_claim
from claims.submission import submit_claim
from core.actor import Actor
from demo.filling import Story, answer_claim
from demo.stories import LONE_PARENT
from journeys.definition import SHARED, Task
from tests.beginnings import beginning
from tests.conftest import sign_in

_numbers = count(1)


@beginning
def make_user(*roles: str, name: str = "") -> User:
    """An account that can be signed in to."""
    return create_account(
        email=f"user{next(_numbers)}@example.com",
        password="three plain words",
        name=name,
        roles=roles or (Role.CLAIMANT,),
        by=Actor.system("Tests"),
    )


@beginning
def signed_in(user: User) -> Client:
    """A browser in which this user is signed in."""
    client = Client()
    sign_in(client, user)
    return client


@dataclass
class Claimant:
    """Somebody with a claim, and their browser."""

    user: User
    person: Person
    claim: Claim
    member: Member
    by: Actor
    browser: Client

    @beginning
    def answer(self, story: Story = LONE_PARENT) -> Claimant:
        """Answer everything the story answers."""
        answer_claim(claim=self.claim, member=self.member, story=story, by=self.by)
        return self

    @beginning
    def send(self) -> Claimant:
        """Send the claim."""
        self.claim = submit_claim(claim=self.claim, member=self.member, by=self.by)
        self.person.refresh_from_db()
        return self

    def draft_of(self, task: Task) -> UUID:
        """The draft that keeps a task's answers."""
        return self.claim.draft_id if task.part == SHARED else self.member.draft_id

    def url(self, *parts: str) -> str:
        """An address of the claim's journey."""
        return f"/claims/{self.claim.reference}/apply/" + "".join(f"{part}/" for part in parts)


@beginning
def make_claimant() -> Claimant:
    """Somebody who has just started a claim."""
    user = make_user()
    by = actor_for(user)
    claim = start_claim(person=user.person, by=by)
    return Claimant(user, user.person, claim, claim.members.get(), by, signed_in(user))
