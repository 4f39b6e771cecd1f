"""To whom a message is, and where they live."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import Person
from claims.closeness import close_people, kept_from
from claims.models import Claim, Member
from claims.postal import claim_of, postal_address
from core.actor import Actor
from notifications.models import Message


def not_to_close_people(actor: Actor, messages: QuerySet[Message]) -> QuerySet[Message]:
    """These messages, without any to this actor or anybody close to them."""
    return messages.exclude(recipient_reference__in=close_references(actor))


def close_references(actor: Actor) -> QuerySet[Person, str]:
    """By what messages to this actor are found, to anybody close to them, and to whoever is on a claim that is kept
    from them."""
    kept = Member.objects.filter(claim__in=Claim.objects.filter(kept_from(actor)).values("pk"))
    people = Person.objects.filter(Q(pk__in=close_people(actor)) | Q(pk__in=kept.values("person")))
    return people.annotate(reference=Cast("pk", TextField())).values_list("reference", flat=True)


def with_people(messages: Iterable[Message]) -> list[tuple[Message, Person | None]]:
    """Each message with whom it is to: None for somebody whom we do not know. One query."""
    known = {message: person_id_of(message) for message in messages}
    people = Person.objects.defer("nino").in_bulk(filter(None, known.values()))
    return [(message, people.get(key) if key else None) for message, key in known.items()]


def person_id_of(message: Message) -> UUID | None:
    """Whom a message is to, if that is a person."""
    try:
        return UUID(message.recipient_reference)
    except ValueError:
        return None


def address_for(message: Message) -> list[str]:
    """The lines to write on the envelope: the name, and where they live now. Empty when that is not known."""
    [(_same, person)] = with_people([message])
    return postal_address(person, claim_of(person)) if person else []
