"""From a user to the actor that every service is given."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from accounts.models import Person, User
from core.actor import Actor, Channel


def actor_for(user: User | Any, channel: Channel = Channel.ONLINE, *, roles: Collection[str] | None = None) -> Actor:
    """Who this user is when they act, in all of their ``roles`` or in these of them. A visitor who has not signed in is
    the anonymous actor.

    Reads no row when the user was loaded with its person (``User.objects.select_related("person")``).
    """
    if not user.is_authenticated:
        return Actor.anonymous()
    person = person_of(user)
    name = user.name or (person.full_name if person else "") or user.email
    return Actor(
        user_id=user.pk,
        name=name,
        roles=frozenset(user.roles if roles is None else roles),
        # Whatever their roles now are: nobody handles the claim of the person they are.
        person_id=person.pk if person else None,
        channel=channel,
    )


def person_of(user: User) -> Person | None:
    """The person this user is, if the service serves them."""
    try:
        return user.person
    except Person.DoesNotExist:
        return None


def person_id_of(user: User) -> UUID | None:
    """The id of the person this user is, for the record: they see what was done with their account."""
    return Person.objects.filter(user=user).values_list("pk", flat=True).first()
