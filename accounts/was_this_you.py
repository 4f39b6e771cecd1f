"""Telling somebody that something changed about how their account is used, so that whoever did not do it says so.

Sent at once by whoever makes the change, in the same transaction, to each place that is known to be theirs: a thief who
has one of them does not have them all. A message says what happened, when, and what to do; nothing of what it became.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accounts.doors import Door
from accounts.languages import language_of
from accounts.models import Person, User
from accounts.selectors import recipient_for
from core import clock
from core.actor import Actor
from notifications.backends import current_backend
from notifications.models import BY_HAND, Medium, Message
from notifications.recipients import Recipient
from notifications.services import send

NEW_DEVICE, EMAIL_CHANGED, PHONE_CHANGED = "new_device", "email_changed", "phone_changed"
PASSWORD_CHANGED, BANK_CHANGED, ROLES_CHANGED = "password_changed", "bank_changed", "roles_changed"


def ask_whether_it_was_them(
    *, user: User, template: str, also_to: Iterable[str] = (), by: Actor, **more: date
) -> list[Message]:
    """Send this message to the email address of an account, to its confirmed number, and to email addresses or numbers
    that were theirs until now; and by letter or phone call to whoever asked for those, who may not look elsewhere.
    ``more``: what it says besides when."""
    person = Person.objects.filter(user=user).defer("nino").first()
    places = dict.fromkeys([user.email, *also_to, _confirmed_number(person)])
    found = [_recipient(place, user, person) for place in places if place]
    if person and person.contact_by in BY_HAND:
        found.append(recipient_for(person))
    return [send(to=to, template=template, context={"at": clock.now(), **more}, by=by) for to in found if to]


def _confirmed_number(person: Person | None) -> str:
    return person.phone if person and person.phone_confirmed_at else ""


def _recipient(place: str, user: User, person: Person | None) -> Recipient | None:
    """Somebody reached at this place only; None for a number where no texts are sent."""
    is_email = "@" in place
    if not is_email and Medium.TEXT not in current_backend().carries:
        return None
    return Recipient(
        email=place if is_email else "",
        phone="" if is_email else place,
        language=language_of(user, person),
        reference=str(person.pk) if person else f"user {user.pk}",
        contact_by=Medium.EMAIL if is_email else Medium.TEXT,
        host=Door.of(user.roles).host,
        is_listed=person is not None,
    )
