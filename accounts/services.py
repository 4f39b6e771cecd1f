"""Making accounts and people, and recording how sure we are of who somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import (
    DocumentKind,
    IdentityCheck,
    IdentityLevel,
    IdentityRoute,
    Language,
    Office,
    Person,
    Session,
    User,
)
from accounts.roles import Role
from accounts.selectors import recipient_for
from audit.services import record
from core import clock
from core.actor import Actor
from notifications.models import Message
from notifications.services import send

MAY_CHECK_IDENTITY = (Role.ADVISER, Role.DECISION_MAKER, Role.TEAM_LEADER)
DOCUMENTS_NEEDED = 2


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
    if not by.is_staff_member:
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


def record_identity_check(
    *, person: Person, level: str, route: str, documents: Sequence[str] = (), by: Actor
) -> IdentityCheck:
    """Note that staff (or the identity provider) checked who this person is, and raise their level to it.

    ``documents`` are kinds only. A lower level found later never lowers the person's. Raises ValueError for a
    check that proves nothing, PermissionDenied when this actor may not make it or it is of themself.
    """
    reached, way = IdentityLevel(level), IdentityRoute(route)
    kinds = [DocumentKind(kind) for kind in documents]
    if reached == IdentityLevel.NONE:
        raise ValueError("A check reaches a level")
    if way == IdentityRoute.TWO_DOCUMENTS and len(set(kinds)) < DOCUMENTS_NEEDED:
        raise ValueError("Two documents of different kinds must be seen")
    if not (by.has_role(*MAY_CHECK_IDENTITY) or (by.is_system and way == IdentityRoute.ONE_LOGIN)):
        raise PermissionDenied("This actor does not check identity")
    if by.person_id == person.pk:
        raise PermissionDenied("Nobody checks their own identity")
    with transaction.atomic():
        locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        check = IdentityCheck.objects.create(
            person=locked,
            level=reached,
            route=way,
            documents=kinds,
            checked_by_id=by.user_id,
            checked_by_name=by.name,
            checked_at=clock.now(),
        )
        if reached.rank > IdentityLevel(locked.identity_level).rank:
            locked.identity_level = person.identity_level = reached
            locked.save(update_fields=["identity_level"])
        record(
            "identity_checked",
            by=by,
            subject=check,
            person_id=person.pk,
            level=reached,
            route=way,
            documents=kinds,
        )
    return check


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
        record("sessions_ended", by=by, subject=user, sessions=ended)
    return ended
