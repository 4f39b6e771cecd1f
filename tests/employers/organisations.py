"""Employers made through the services, and a browser for each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from django.test import Client

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from accounts.services import create_account
from core.actor import Actor
from core.fields import digest
from demo.employing import ORGANISATIONS
from employers.deciding import add_check, decide
from employers.models import CheckKind, Employer, Invitation
from employers.people import accept_invitation, invite
from employers.registration import save_answers, send_registration
from tests.conftest import sign_in

PASSWORD = "three plain words"
ANSWERS = ORGANISATIONS["maria.lopes"]
_numbers = itertools.count(1)


@dataclass
class Acting:
    """Somebody who acts for an employer."""

    user: User
    employer: Employer | None = None

    @property
    def by(self) -> Actor:
        return actor_for(self.user)

    def browser(self) -> Client:
        return sign_in(Client(), self.user)

    def answer(self, **answers: Any) -> Acting:
        """Fill in the registration, as far as these answers go or completely."""
        self.employer = save_answers(employer=self.employer, answers=answers or ANSWERS, by=self.by)
        return self

    def send(self) -> Acting:
        assert self.employer
        self.employer = send_registration(employer=self.employer, language="en", by=self.by)
        return self


def somebody(email: str = "") -> Acting:
    """An employer's account with nothing registered."""
    email = email or f"office{next(_numbers)}@harbourbakery.example"
    by = Actor.system("Tests")
    return Acting(create_account(email=email, password=PASSWORD, roles=(Role.EMPLOYER,), by=by))


def check(employer: Employer, by: Actor) -> None:
    """Everything that is to be looked up is looked up, and is so."""
    for kind in CheckKind:
        add_check(employer=employer, kind=kind, looked_at="companies_house", result="matches", note="", by=by)


def approve(employer: Employer, by: Actor) -> Employer:
    check(employer, by)
    return decide(employer=employer, event="approve", why="", note="", by=by)


def colleague(employer: Employer, by: Actor, email: str = "") -> Acting:
    """Somebody else who acts for an approved employer, because they were invited."""
    other = somebody(email)
    invite(employer=employer, email=other.user.email, by=by)
    other.employer = accept(other)
    return other


def accept(acting: Acting) -> Employer | None:
    """They accept what was sent to their address last, whether it still counts or not."""
    sent = Invitation.objects.filter(email_digest=digest(acting.user.email)).latest("sent_at")
    return accept_invitation(user=acting.user, invitation_id=str(sent.pk), by=acting.by)
