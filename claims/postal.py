"""Where somebody's letters go."""

from __future__ import annotations

from django.db.models import F

from accounts.models import Person
from claims.journey import CLAIM
from claims.models import Claim, ClaimState, Fact
from claims.selectors import sitting_for
from core import clock
from journeys.answers import Answer

LINES = ("address_line_1", "address_line_2", "town", "postcode")


def claim_of(person: Person) -> Claim | None:
    """The claim that this person is on, the last that was sent if there were several."""
    claims = Claim.objects.of_person(person.pk)
    return claims.order_by(F("submitted_at").desc(nulls_last=True), "-started_at").first()


def postal_address(person: Person, claim: Claim | None) -> list[str]:
    """The lines to write on the envelope: the name, and where they live now, as their claim says or, while it is not
    sent, as they answered in it so far. Empty when that is not known."""
    if claim is None:
        return []
    home = Fact.objects.as_known().filter(claim=claim, kind="home").on(clock.today()).first()
    name, found = person.full_name, home.value if home else None
    if found is None and claim.state == ClaimState.STARTED:
        name, found = _as_answered(person, claim)
    if not found:
        return []
    return [name, *filter(None, (found.get(line) for line in LINES))] if name else []


def _as_answered(person: Person, claim: Claim) -> tuple[str, Answer]:
    member = claim.members.current(clock.today()).filter(person=person).select_related("person").first()
    if member is None:
        return "", {}
    sitting = sitting_for(claim, member)
    about, home = (sitting.relevant(CLAIM.task(task)) for task in ("about-you", "home"))
    named = f"{about.get('given_names') or ''} {about.get('family_name') or ''}".strip()
    return named or person.full_name, home if home.get(LINES[0]) else {}
