"""Reading accounts."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Person, SignIn
from core.actor import Actor
from notifications.recipients import Recipient


def recipient_for(person: Person) -> Recipient:
    """How messages reach this person, in their language and in the way they asked for."""
    return Recipient(
        email=person.email,
        phone=person.phone,
        language=person.language,
        reference=str(person.pk),
        contact_by=person.contact_by,
        letter_format=person.letter_format,
        is_listed=person.user_id is not None,
        has_post=True,
    )


def sign_ins_of(actor: Actor) -> QuerySet[SignIn]:
    """When this actor signed in, the latest first."""
    return SignIn.objects.filter(user_id=actor.user_id) if actor.user_id else SignIn.objects.none()
