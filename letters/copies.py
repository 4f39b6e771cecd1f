"""Copies on paper of what somebody was sent, when they ask for one."""

from __future__ import annotations

from dataclasses import replace
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
from notifications.models import Medium, Message, MessageState
from notifications.selectors import listed_for
from notifications.services import send

WRITTEN_COPY = "written_copy"
MESSAGE = "message"


def copy_of(message: Message) -> WrittenCopy | None:
    """The copy of this message that is on its way, or was asked for today."""
    copies = WrittenCopy.objects.filter(of_what=MESSAGE, of_id=message.pk).select_related("message")
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
        # The person's row is the lock, so that two requests at once make one copy.
        locked = Person.objects.select_for_update(of=("self",)).defer("nino").get(pk=person.pk)
        found = to_copy(locked).defer("address").filter(pk=message_id).first()
        if found is None:
            raise MoveRefused("This is no message of theirs to copy")
        if made := copy_of(found):
            return made
        letter = send(
            to=replace(recipient_for(locked), contact_by=Medium.LETTER),
            template=WRITTEN_COPY,
            context={
                "sent_on": timezone.localdate(found.sent_at or found.queued_at),
                "what": found.subject,
                "words": found.body.strip(),
            },
            by=by,
        )
        made = WrittenCopy.objects.create(
            message=letter, of_what=MESSAGE, of_id=found.pk, asked_on=clock.today(), asked_by_name=by.name
        )
        about = {"template": found.template, "asked_through": asked_through}
        record("written_copy_asked", by=by, subject=made, person_id=locked.pk, **about)
    return made
