"""Letters to post and calls to make: which of them wait, to whom they go, and where that is."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import Person
from claims.closeness import close_people
from claims.models import Claim, Fact
from core import clock
from core.actor import Actor
from notifications.models import Message
from notifications.selectors import by_hand, waiting_for_a_person
from notifications.settling import to_settle


def to_send(actor: Actor) -> QuerySet[Message]:
    """What waits for somebody to post or call, the oldest first; never to this actor or anybody close to them."""
    return not_to(actor, waiting_for_a_person()).defer("address", "body")


def sent_or_to_send(actor: Actor) -> QuerySet[Message]:
    """The same, with those that were sent already."""
    return not_to(actor, by_hand())


def to_settle_for(actor: Actor) -> QuerySet[Message]:
    """Messages of which it is not known whether they went, or that could not be delivered, for somebody to decide;
    never to this actor or anybody close to them."""
    return not_to(actor, to_settle())


def not_to(actor: Actor, messages: QuerySet[Message]) -> QuerySet[Message]:
    """Those of the messages that are neither to this actor nor to anybody close to them."""
    close = Person.objects.filter(pk__in=close_people(actor))
    return messages.exclude(recipient_reference__in=close.values_list(Cast("pk", TextField())))


def with_people(messages: Iterable[Message]) -> list[tuple[Message, Person | None]]:
    """Each message with whom it is to: None for somebody whom we do not know. One query."""
    known = {message: _person_id(message) for message in messages}
    people = Person.objects.defer("nino").in_bulk(filter(None, known.values()))
    return [(message, people.get(key) if key else None) for message, key in known.items()]


def _person_id(message: Message) -> UUID | None:
    try:
        return UUID(message.recipient_reference)
    except ValueError:
        return None


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
