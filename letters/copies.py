"""Copies on paper of what somebody was told, when they ask for one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from accounts.selectors import recipient_for
from audit.services import record
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from letters.models import WrittenCopy
from letters.statements import statement_in_words
from notifications.models import Medium, Message, MessageState
from notifications.selectors import listed_for
from notifications.services import send
from payments.models import Statement

WRITTEN_COPY = "written_copy"
MESSAGE, STATEMENT = "message", "statement"


@dataclass(frozen=True, slots=True)
class _Original:
    """What is copied: of what kind, which, when they were told, and in which words."""

    of_what: str
    of_id: UUID
    sent_on: date
    subject: str
    words: str


def copy_of(of_id: UUID, person_id: UUID | None) -> WrittenCopy | None:
    """The copy of this message or statement that is on its way to this person, or was asked for today."""
    copies = WrittenCopy.objects.filter(of_id=of_id, recipient_reference=str(person_id)).select_related("message")
    last = copies.defer("message__address", "message__body").order_by("-asked_on").first()
    if last and (last.asked_on == clock.today() or last.message.state == MessageState.QUEUED):
        return last
    return None


def to_copy(person: Person) -> QuerySet[Message]:
    """Whatever is in this person's own list, the newest first, but for copies."""
    return listed_for(str(person.pk)).exclude(template=WRITTEN_COPY)


def ask_for_written_copy(*, message_id: UUID, person: Person, asked_through: str = "", by: Actor) -> WrittenCopy:
    """Have a message that somebody was sent written to them on paper, in their format, whatever way they are reached
    otherwise. While a copy is on its way, and on the day that one was asked for, asking again is asking once.

    ``asked_through``: how they asked staff for it. Raises MoveRefused for what is no message in their own list, and
    for a copy.
    """
    with transaction.atomic():
        locked = _locked(person)
        found = to_copy(locked).defer("address").filter(pk=message_id).first()
        if found is None:
            raise MoveRefused("This is no message of theirs to copy")
        sent_on = timezone.localdate(found.sent_at or found.queued_at)
        return _ask(_Original(MESSAGE, found.pk, sent_on, found.subject, found.body.strip()), locked, asked_through, by)


def ask_for_statement(*, statement: Statement, person: Person, by: Actor) -> WrittenCopy:
    """The same of a statement, with every line of it. That the person may see it is for who calls to know."""
    with transaction.atomic():
        locked = _locked(person)
        words = statement_in_words(statement, locked.language)
        told_on = timezone.localdate(statement.made_at)
        return _ask(_Original(STATEMENT, statement.pk, told_on, words.subject, words.body), locked, "", by)


def _locked(person: Person) -> Person:
    # The person's row is the lock, so that two requests at once make one copy.
    return Person.objects.select_for_update(of=("self",)).defer("nino").get(pk=person.pk)


def _ask(original: _Original, person: Person, asked_through: str, by: Actor) -> WrittenCopy:
    if made := copy_of(original.of_id, person.pk):
        return made
    letter = send(
        to=replace(recipient_for(person), contact_by=Medium.LETTER),
        template=WRITTEN_COPY,
        context={"sent_on": original.sent_on, "what": original.subject, "words": original.words},
        by=by,
    )
    made = WrittenCopy.objects.create(
        message=letter,
        of_what=original.of_what,
        of_id=original.of_id,
        recipient_reference=str(person.pk),
        asked_on=clock.today(),
        asked_by_name=by.name,
    )
    about = {"of": original.of_what, "asked_through": asked_through}
    record("written_copy_asked", by=by, subject=made, person_id=person.pk, **about)
    return made
