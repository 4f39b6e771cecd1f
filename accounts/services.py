"""Making accounts and people, and what they choose."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import person_id_of
from accounts.models import Language, Office, Person, Session, User
from accounts.roles import Role
from accounts.selectors import recipient_for
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission
from notifications.models import Message
from notifications.services import send


def create_account(
    *,
    email: str,
    password: str | None,
    by: Actor,
    name: str = "",
    roles: Sequence[str] = (Role.CLAIMANT,),
    office: Office | None = None,
    language: str = "en",
    email_is_confirmed: bool = True,
) -> User:
    """An account; a claimant's comes with their Person. ``email_is_confirmed`` says that whoever has the address
    showed that they read it, which an address that somebody else typed is not.

    A visitor's account is made by the visitor: the record names the new account. Raises IntegrityError when
    the address has an account already.
    """
    with transaction.atomic():
        user = User.objects.create_user(
            email,
            password,
            name=name,
            roles=list(roles),
            office=office,
            email_confirmed_at=clock.now() if email_is_confirmed else None,
        )
        record("account_created", by=by, subject=user, roles=sorted(user.roles))
        if Role.CLAIMANT in user.roles:
            ensure_person(user, by=by, language=language)
    return user


def ensure_person(user: User, *, by: Actor, language: str = "en") -> Person:
    """The person this user is, made when there is none yet."""
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        person, is_new = Person.objects.get_or_create(
            user=locked,
            defaults={
                "email": locked.email,
                "language": language,
                "created_at": clock.now(),
                "created_by_id": by.user_id or locked.pk,
                "created_through": by.channel,
            },
        )
        if is_new:
            record("person_added", by=by, subject=person, person_id=person.pk)
    return person


def add_person(*, by: Actor, phone: str = "", email: str = "", language: str = "en") -> Person:
    """A person whom staff serve by phone, post or face to face, and who has no account (yet)."""
    if not by.may(Permission.SERVE_WITHOUT_ACCOUNT):
        raise PermissionDenied("Only staff add people without an account")
    with transaction.atomic():
        person = Person.objects.create(
            phone=phone,
            email=email,
            language=language,
            created_at=clock.now(),
            created_by_id=by.user_id,
            created_through=by.channel,
        )
        record("person_added", by=by, subject=person, person_id=person.pk)
    return person


def choose_language(*, person: Person, language: str, by: Actor) -> None:
    """Note the language that a person wants to read; we write to them in it too. Raises ValueError for another."""
    chosen = Language(language)
    with transaction.atomic():
        locked = Person.objects.select_for_update(of=("self",)).only("language").get(pk=person.pk)
        Person.objects.filter(pk=person.pk).update(language=chosen, language_chosen_at=clock.now())
        if locked.language != chosen:
            record("language_chosen", by=by, subject=person, person_id=person.pk, language=chosen)


def choose_own_language(*, language: str, by: Actor) -> None:
    """Note the language that whoever reads the pages chose for themselves. Visitors and staff have none to note."""
    if person := Person.objects.for_actor(by).only("pk").first():
        choose_language(person=person, language=language, by=by)


def tell(*, person: Person, template: str, by: Actor) -> Message | None:
    """Send a person a message in their language, in the way they asked for; nothing when nothing reaches them."""
    recipient = recipient_for(person)
    return send(to=recipient, template=template, context={}, by=by) if recipient.can_be_reached else None


def end_sessions(user: User, *, keep: str = "", by: Actor) -> int:
    """Sign this user out on every device, but for the session whose stored key is to be kept. Answers that were saved
    are kept. Returns how many sessions were ended."""
    with transaction.atomic():
        ended, _ = Session.objects.filter(user_id=user.pk).exclude(session_key=keep).delete()
        record("sessions_ended", by=by, subject=user, person_id=person_id_of(user), sessions=ended)
    return ended


def end_every_session(*, by: Actor) -> int:
    """Sign everybody out, also who is half way in. Returns how many sessions were ended."""
    with transaction.atomic():
        ended, _ = Session.objects.all().delete()
        record("every_session_ended", by=by, sessions=ended)
    return ended
