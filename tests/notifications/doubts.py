"""Messages of which nobody knows whether they went."""

from __future__ import annotations

from accounts.models import Person
from accounts.services import tell
from audit.moves import move
from core import clock
from core.actor import Actor
from notifications.models import Attempt, Message, Outcome


def doubted(person: Person) -> Message:
    """An email to somebody that the carrier may have taken and may not."""
    by = Actor.system("Tests")
    message = tell(person=person, template="statement_ready", by=by)
    assert message is not None
    assert message.medium == "email"
    Attempt.objects.create(message=message, number=1, at=clock.now(), worker="tests", outcome=Outcome.UNKNOWN)
    for event in ("begin", "doubt"):
        move(message, event, by=by)
    return message
