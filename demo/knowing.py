"""Personas who are close to another: a helper, and a member of staff from whom a claim is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from accounts.actors import actor_for
from accounts.helping import name_helper
from accounts.knowing import declare_known
from accounts.models import HelperKind, HelpScope, Relation, User
from accounts.roles import Role
from claims.models import Claim
from core import clock
from demo.histories import at
from demo.personas import Persona, persona_of
from home.helping import begin_to_help

NAMED_AGO, HELPS_FOR = timedelta(days=12), timedelta(days=180)
CHARITY = "Harbour Advice"
SCOPES = (HelpScope.CLAIM, HelpScope.PAYMENTS, HelpScope.JOURNAL, HelpScope.APPOINTMENTS)


def come_close(personas: Sequence[Persona]) -> None:
    """Those of these who are close to somebody come to be so, if both are there."""
    for persona in personas:
        other = persona_of(persona.close_to)
        known = other and User.objects.filter(email=other.email).select_related("person").first()
        if known:
            come = _help if Role.HELPER in persona.roles else _know
            come(User.objects.get(email=persona.email), known)


def _help(helper: User, claimant: User) -> None:
    today = clock.today()
    with at(today - NAMED_AGO, 10, 20):
        named = name_helper(
            person=claimant.person,
            kind=HelperKind.ORGANISATION,
            name=CHARITY,
            email=helper.email,
            scopes=SCOPES,
            until=today + HELPS_FOR,
            language="en",
            by=actor_for(claimant),
        )
    with at(today - NAMED_AGO, 15, 45):
        begin_to_help(help_=named, user=helper, by=actor_for(helper))


def _know(staff: User, claimant: User) -> None:
    claim = Claim.objects.of_person(claimant.person.pk).first()
    if claim:
        declare_known(relation=Relation.NEIGHBOUR, claim_reference=claim.reference, by=actor_for(staff))
