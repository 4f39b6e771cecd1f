"""Writing down that we were in touch, once however often it is sent, and correcting that by what is written next."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Person
from accounts.services import tell
from audit.services import record
from contacts.kinds import NOTED, TODO
from contacts.models import Contact, Dispute
from contacts.promises import keep_in_step
from conversations.models import Post
from conversations.services import role_of, start_conversation, write
from core import clock
from core.actor import Actor
from core.permissions import Permission
from journal.models import Todo, TodoState
from journal.services import add_entry, create_todo, withdraw_todo

ME = "me"
"""Who does what we agreed: whoever writes it down; else ``conversations.topics.WithWhom``."""


class CorrectedAlready(Exception):
    """Somebody corrected it in the meantime: what is corrected is always what it says now."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What staff write down: by which way and who began it, who spoke and on which day, about what, what was said, and
    what each side agreed to do by when. ``ours_who`` does ours."""

    how: str
    way: str
    spoke: str
    on: date
    topic: str
    said: str
    spoke_name: str = ""
    ours: str = ""
    ours_by: date | None = None
    ours_who: str = ""
    theirs: str = ""
    theirs_by: date | None = None

    @property
    def of_contact(self) -> dict[str, Any]:
        """What the contact itself has of it."""
        return {each.name: getattr(self, each.name) or None for each in fields(self) if each.name != "ours_who"}


def check_notes(person: Person, by: Actor) -> None:
    """Raise PermissionDenied for who does not write down how we were in touch with this person."""
    if not by.may(Permission.ANSWER_MESSAGES) or by.person_id == person.pk:
        raise PermissionDenied("This actor writes nothing down about this person")


def note_contact(*, person: Person, noted: Noted, key: UUID, by: Actor) -> Contact:
    """Write down that we were in touch, under the key of the form: sent again, it is the same. What we agreed becomes
    a promise, what they agreed a to-do; they are told that there is something to read.

    Raises PermissionDenied for who may not, and a key that is somebody else's.
    """
    check_notes(person, by)
    with transaction.atomic():
        if before := _again(person, key):
            return before
        contact = _add(person, noted, key, by, first=key)
        record("contact_noted", by=by, subject=contact, person_id=person.pk, how=contact.how, way=contact.way)
        entry = {"on_day": str(contact.on), "contact": str(contact.pk), "first": str(contact.first)}
        add_entry(person=person, kind=contact.kind, data=entry, by=by)
        keep_in_step(contact, None, noted.ours_who, by)
        if contact.theirs:
            _ask(contact, by)
        else:
            tell(person=person, template=NOTED, by=by)
    return contact


def correct_contact(*, contact: Contact, noted: Noted, why: str, key: UUID, by: Actor) -> Contact:
    """Write down what it should have said, and why; what it said stays to be read. What was agreed follows: what is
    the same goes on as it was, and what is not is no longer to be done.

    Raises CorrectedAlready, and what ``note_contact`` does.
    """
    check_notes(contact.person, by)
    with transaction.atomic():
        if again := _again(contact.person, key):
            return again
        before = Contact.objects.filter(first=contact.first).order_by("-number").first()
        if before is None or before.number != contact.number:
            raise CorrectedAlready
        corrected = _add(contact.person, noted, key, by, first=before.first, number=before.number + 1, why=why)
        record("contact_corrected", by=by, subject=corrected, person_id=contact.person_id, corrects=str(before.pk))
        entry = {"on_day": str(corrected.on), "contact": str(corrected.pk), "first": str(corrected.first)}
        add_entry(person=contact.person, kind="contact_corrected", data=entry, by=by)
        keep_in_step(corrected, before, noted.ours_who, by)
        if (corrected.theirs, corrected.theirs_by) != (before.theirs, before.theirs_by):
            _ask_no_more(before, by)
            if corrected.theirs:
                _ask(corrected, by)
        tell(person=contact.person, template=NOTED, by=by)
    return corrected


def about(contact: Contact) -> str:
    """The first words of what somebody says about it."""
    return f"{contact.title}\n\n"


def say_not_right(*, contact: Contact, words: str, key: UUID, by: Actor) -> Post:
    """Begin a conversation in which somebody says that what was written down is not right: about the same topic, and
    its first words say what it is about. Where there is one already about what it says now, as when it was begun in
    another window, they go on in that. Raises what ``start_conversation`` does."""
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=contact.person_id)
        begun = Dispute.objects.select_related("conversation").filter(first=contact.first, number=contact.number)
        if dispute := begun.order_by("pk").first():
            dispute.conversation.person = contact.person
            return write(conversation=dispute.conversation, words=words, key=key, by=by)
        post = start_conversation(
            person=contact.person, topic=contact.topic, words=f"{about(contact)}{words}", key=key, by=by
        )
        at = {"first": contact.first, "number": contact.number}
        Dispute.objects.get_or_create(conversation=post.conversation, defaults=at)
    return post


def _again(person: Person, key: UUID) -> Contact | None:
    """What was written under this key already. The person's row is the lock, so that two requests at once make one."""
    Person.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=person.pk)
    before = Contact.objects.filter(pk=key).first()
    if before and before.person_id != person.pk:
        raise PermissionDenied("It was written about somebody else")
    return before


def _add(person: Person, noted: Noted, key: UUID, by: Actor, **more: Any) -> Contact:
    return Contact.objects.create(
        id=key,
        person=person,
        noted_at=clock.now(),
        by_id=by.user_id,
        by_name=by.name,
        by_role=role_of(by),
        **noted.of_contact,
        **more,
    )


def _ask(contact: Contact, by: Actor) -> None:
    """Have what they agreed be something that they do."""
    create_todo(
        person=contact.person,
        kind=TODO,
        subject=str(contact.first),
        due=contact.theirs_by,
        details=contact.theirs,
        by=by,
    )


def _ask_no_more(contact: Contact, by: Actor) -> None:
    asked = Todo.objects.filter(
        person=contact.person_id, kind=TODO, subject=str(contact.first), state=TodoState.OPEN
    ).first()
    if asked:
        withdraw_todo(todo=asked, by=by)
