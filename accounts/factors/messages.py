"""Telling somebody that their second steps changed, so that whoever did not change them says so."""

from __future__ import annotations

from dataclasses import replace

from accounts import languages
from accounts.doors import Door
from accounts.models import Person, User
from accounts.selectors import recipient_for
from core.actor import Actor
from notifications.recipients import Recipient
from notifications.services import send


def language_of(user: User) -> str:
    """The language that we write to this user in."""
    return languages.language_of(user, _person(user))


def tell_user(*, user: User, template: str, by: Actor) -> None:
    """Send whoever signs in with this account a message: a claimant as they asked to hear from us, others by email."""
    person = _person(user)
    to = recipient_for(person) if person else _without_person(user)
    to = replace(to, host=Door.of(user.roles).host)
    if to.can_be_reached:
        send(to=to, template=template, context={}, by=by)


def _without_person(user: User) -> Recipient:
    return Recipient(user.email, "", languages.language_of(user, None), reference=f"user {user.pk}")


def _person(user: User) -> Person | None:
    return Person.objects.filter(user=user).defer("nino").first()
