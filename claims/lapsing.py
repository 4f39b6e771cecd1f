"""Claims that are not sent: people are reminded, then the claim ends and its answers are deleted, as was promised."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from accounts.selectors import recipient_for
from audit.moves import move
from audit.services import record
from claims.journey import CLAIM
from claims.models import Claim, ClaimState, Member
from claims.postal import claim_of, postal_address
from claims.querysets import MemberQuerySet
from claims.reaching import reach_as_answered
from claims.selectors import sitting_for
from claims.services import forget_unsent_answers
from core import clock
from core.actor import Actor
from core.holds import held_people
from journal.services import add_entry
from journeys.services import note_reminder
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send

logger = logging.getLogger(__name__)

REMINDERS = {2: "claim_unsent_last", 7: "claim_unsent"}
"""So many days before a claim lapses -> the message. The nearest first: whoever gets it no longer needs the other."""


class NotAllDone(Exception):
    """Something went wrong with some claims, which the log names; the others were seen to."""


def remind_unsent(*, by: Actor) -> int:
    """Remind everybody whose claim was not sent that it soon lapses: seven days before, and two. Returns how many.

    Each is reminded once of each, whoever runs this and how often. A reminder that was missed is sent late, until
    the next one is due; whoever joined the claim since it was due is not sent it. Raises NotAllDone.
    """
    reminded = 0
    for days in REMINDERS:
        due = _to_remind(days).values_list("pk", flat=True)
        reminded += _each(list(due), partial(_remind, days=days, by=by))
    return reminded


def _to_remind(days: int) -> MemberQuerySet:
    """Who is to be reminded now that so many days are left, or fewer, though not yet as few as for the next one."""
    today = clock.today()
    fewer = max((each for each in REMINDERS if each < days), default=None)
    lapses = F("claim__draft__expires_at")
    due = Member.objects.current(today).filter(
        Q(draft__reminded_days_before=None) | Q(draft__reminded_days_before__gt=days),
        claim__state=ClaimState.STARTED,
        claim__draft__expires_at__gte=_start_of(today + timedelta(days=fewer + 1)) if fewer else clock.now(),
        claim__draft__expires_at__lt=_start_of(today + timedelta(days=days + 1)),
        # They were on the claim before the day came on which this reminder is due.
        recorded_at__lt=lapses - timedelta(days=days + 1),
    )
    return due.order_by("claim__draft__expires_at", "pk")


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def _remind(key: UUID, *, days: int, by: Actor) -> bool:
    with transaction.atomic():
        # The claim's lock, as for sending it: whoever had it before may have sent the claim, or the reminder.
        claim = Claim.objects.select_for_update(of=("self",)).select_related("draft").get(members=key)
        member = _to_remind(days).filter(pk=key).select_related("person").first()
        if member is None:
            return False
        found = _reached(claim, member)
        if found is None:
            return False
        to = _by_post_if_it_finds_them(found, member.person)
        note_reminder(draft_id=member.draft_id, days_before=days)
        last_day = timezone.localdate(claim.draft.expires_at, timezone.get_default_timezone())
        send(to=to, template=REMINDERS[days], context={"last_day": last_day}, by=by)
        record(
            "claim_reminded",
            by=by,
            subject=claim,
            claim_reference=claim.reference,
            person_id=member.person_id,
            days_before=days,
        )
    return True


def lapse_claims(*, by: Actor) -> int:
    """End every claim whose answers were not sent in time, delete the answers, as was promised, and tell people.

    Nothing of people whose data must not be deleted.

    Each in a transaction of its own, so that it can be stopped and run again. Returns how many ended. Raises
    NotAllDone.
    """
    overdue = Claim.objects.filter(state=ClaimState.STARTED, draft__expires_at__lte=clock.now())
    overdue = overdue.exclude(members__person__in=held_people())
    return _each(list(overdue.values_list("pk", flat=True)), partial(_lapse, by=by))


def _lapse(key: UUID, *, by: Actor) -> bool:
    with transaction.atomic():
        claim = Claim.objects.select_for_update(skip_locked=True).filter(pk=key, state=ClaimState.STARTED).first()
        if claim is None:
            return False
        members = list(claim.members.current(clock.today()).select_related("person").order_by("recorded_at"))
        told = [(member.person, _reached(claim, member)) for member in members]
        move(claim, "lapse", by=by, claim_reference=claim.reference, person_id=members[0].person_id)
        forget_unsent_answers(claim)
        for person, to in told:
            _tell_lapsed(claim, person, to, by)
    return True


def _tell_lapsed(claim: Claim, person: Person, to: Recipient | None, by: Actor) -> None:
    add_entry(person=person, kind="claim_lapsed", data={"claim": claim.reference}, by=by)
    if to is not None:
        send(to=_by_post_if_it_finds_them(to, person), template="claim_lapsed", context={}, by=by)


def _reached(claim: Claim, member: Member) -> Recipient | None:
    """How to reach somebody who has not sent their claim: as they answered in it so far, else as they signed up.

    None when nothing reaches them, or when they are to be left alone: an answer means that they cannot claim, or that
    claiming could harm them, and we told them so. Should they change it, they hear from us again.
    """
    sitting = sitting_for(claim, member)
    if sitting.dead_end():
        return None
    about = sitting.relevant(CLAIM.task("about-you"))
    reach_as_answered(member.person, about)
    to = recipient_for(member.person)
    return to if to.can_be_reached else None


def _by_post_if_it_finds_them(to: Recipient, person: Person) -> Recipient:
    """The same, but by email for somebody who asked for letters of whom no claim says where they live: not yet, or not
    any more, as the answers of a claim that has ended are deleted. Else they would hear nothing."""
    if to.contact_by != Medium.LETTER or not to.email or postal_address(person, claim_of(person)):
        return to
    return replace(to, contact_by=Medium.EMAIL)


def _each(keys: Sequence[UUID], see_to: Callable[[UUID], bool]) -> int:
    """See to each by itself: one that fails stops no other. Returns for how many there was something to do."""
    done, failed = 0, 0
    for key in keys:
        try:
            done += see_to(key)
        except Exception:
            logger.exception("A claim that was not sent could not be seen to: %s", key)
            failed += 1
    if failed:
        raise NotAllDone(f"{failed} of {len(keys)} could not be seen to")
    return done
