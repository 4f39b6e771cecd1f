"""Making the personas. Doing it again changes nothing."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from accounts.services import create_account
from core import clock
from core.actor import Actor
from demo.personas import PASSWORD, PERSONAS, Persona

DEMONSTRATION = Actor.system("Demonstration")
# An account is older than anything that its owner did with it.
ACCOUNT_AGE = timedelta(days=100)


def load_personas() -> list[Persona]:
    """Make the personas that there are not yet, each with their whole past or not at all; returns those made."""
    made = []
    for persona in PERSONAS:
        if not User.objects.filter(email=persona.email).exists():
            with transaction.atomic():
                _make(persona)
            made.append(persona)
    return made


def _make(persona: Persona) -> None:
    with clock.as_if(clock.now() - ACCOUNT_AGE):
        user = create_account(
            email=persona.email,
            password=PASSWORD,
            name=persona.name if persona.is_staff else "",
            roles=persona.roles,
            by=DEMONSTRATION,
        )
    if persona.past:
        persona.past(user)
