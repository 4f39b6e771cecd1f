"""Making the personas. Doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.doors import Door
from accounts.models import Factor, FactorKind, User
from accounts.roles import Role
from accounts.services import create_account
from core import clock
from core.actor import Actor
from demo.arriving import arrive
from demo.employing import register
from demo.histories import live
from demo.knowing import come_close
from demo.meeting import meet
from demo.noticing import notice
from demo.personas import APP_KEY, PASSWORD, PERSONAS, Persona

DEMONSTRATION = Actor.system("Demonstration")
# An account is older than anything that its owner did with it.
ACCOUNT_AGE = timedelta(days=100)


def load_personas(personas: Sequence[Persona] = PERSONAS) -> list[Persona]:
    """Make those who are not there yet, each with their whole past or not at all; returns those made.

    The pasts of claimants need the staff.
    """
    known = set(User.objects.filter(email__in=[persona.email for persona in personas]).values_list("email", flat=True))
    missing = [persona for persona in personas if persona.email not in known]
    # Once for all of them: hashing is slow on purpose, and everybody's password is the same and known to all.
    hashed = make_password(PASSWORD) if missing else ""
    for persona in missing:
        with transaction.atomic():
            _make(persona, hashed)
    if missing:
        with transaction.atomic():
            come_close(missing)
            meet(missing)
            arrive(missing)
            notice()
    return missing


def _make(persona: Persona, hashed: str) -> None:
    with clock.as_if(clock.now() - ACCOUNT_AGE):
        user = create_account(
            email=persona.email,
            password=None,
            name="" if Role.CLAIMANT in persona.roles else persona.name,
            roles=persona.roles,
            by=DEMONSTRATION,
        )
        if persona.door.needs_second_step:
            now = clock.now()
            Factor.objects.create(
                user=user, kind=FactorKind.APP, secret=APP_KEY, created_at=now, confirmed_at=now, last_used_at=now
            )
    User.objects.filter(pk=user.pk).update(password=hashed)
    if persona.door is Door.EMPLOYER:
        register(user, persona)
    else:
        live(user, persona)
