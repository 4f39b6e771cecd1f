"""Where somebody's letters go."""

from __future__ import annotations

from django.db.models import F

from accounts.models import Person
from claims.models import Claim, Fact
from core import clock


def claim_of(person: Person) -> Claim | None:
    """The claim that this person is on, the last that was sent if there were several."""
    claims = Claim.objects.of_person(person.pk)
    return claims.order_by(F("submitted_at").desc(nulls_last=True), "-started_at").first()


def postal_address(person: Person, claim: Claim | None) -> list[str]:
    """The lines to write on the envelope: the name, and where they live now. Empty when that is not known."""
    home = Fact.objects.as_known().filter(claim=claim, kind="home").on(clock.today()).first() if claim else None
    if home is None:
        return []
    lines = [home.value.get(part) for part in ("address_line_1", "address_line_2", "town", "postcode")]
    return [person.full_name, *filter(None, lines)]
