"""Who looks after whom: a case manager and a work coach are human beings, each for somebody, from a day on."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Person, User
from audit.services import record
from conversations.models import LookingAfter
from conversations.topics import ONE_PERSON, WithWhom
from core import clock
from core.actor import Actor
from core.permissions import Permission, may


def looked_after_by(person_id: UUID) -> dict[str, LookingAfter]:
    """Who looks after this person now, by what they are to them. One query."""
    now = LookingAfter.objects.filter(person=person_id, until=None).select_related("staff")
    return {each.role: each for each in now}


def look_after(*, person: Person, role: str, staff: User, by: Actor) -> LookingAfter:
    """From now on this member of staff looks after this person; whoever did so before does no more. Those who answer
    messages say it of themselves, team leaders of anybody. Said again, it stays as it is.

    Raises PermissionDenied for anybody else, for oneself, and for who answers no messages; ValueError for a team.
    """
    whom = WithWhom(role)
    if whom not in ONE_PERSON:
        raise ValueError(f"{role} is a team")
    is_own_word = staff.pk == by.user_id and by.may(Permission.ANSWER_MESSAGES)
    if not (is_own_word or by.may(Permission.CHOOSE_WHO_LOOKS_AFTER)) or not may(
        staff.roles, Permission.ANSWER_MESSAGES
    ):
        raise PermissionDenied("This actor chooses nobody here")
    if person.pk == by.person_id or person.user_id == staff.pk:
        raise PermissionDenied("Nobody looks after themself")
    with transaction.atomic():
        # The person's row is the lock, so that two requests at once choose one.
        Person.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=person.pk)
        before = LookingAfter.objects.filter(person=person, role=whom, until=None).first()
        if before and before.staff_id == staff.pk:
            return before
        now = clock.now()
        if before:
            before.until = now
            before.save(update_fields=["until"])
        chosen = LookingAfter.objects.create(person=person, role=whom, staff=staff, since=now)
        record("looking_after_began", by=by, subject=chosen, person_id=person.pk, role=whom, staff=staff.pk)
    return chosen
