"""A claimant's record in the hands of staff: opened with a reason, and every look at it recorded."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from accounts.models import Person
from audit.models import Access, AccessReason
from audit.services import record_access, record_access_to_many
from claims.closeness import Kept, check_is_not_kept, kept_from
from claims.models import Claim, Member
from claims.querysets import OPENED, openings_by
from core import clock
from core.actor import Actor
from core.ids import new_id
from core.permissions import Permission


def people_on(claim: Claim) -> list[Person]:
    """Who is on the claim, the first to be recorded first; whoever was last on it when nobody is now."""
    members = claim.members.filter(superseded_at__isnull=True).select_related("person").order_by("recorded_at")
    today = clock.today()
    return [member.person for member in members if today in member.applies] or [m.person for m in members][-1:]


def open_record(*, claim: Claim, reason: AccessReason | str, note: str, by: Actor) -> Actor:
    """A member of staff opens a claimant's record and says why. The claimant can see it. Returns them as they are
    while it is open: what they do is recorded as part of this visit.

    Raises PermissionDenied for anybody else, and for a claim that is kept from them.
    """
    people = people_on(claim)
    if not by.may(Permission.OPEN_CLAIMS):
        raise PermissionDenied("Only staff open a record")
    check_is_not_kept(claim, by)
    visitor = by.visiting(new_id(), AccessReason(reason))
    _record(claim, people, reason, note, OPENED, visitor)
    return visitor


def opening_of(claim: Claim, actor: Actor) -> Access | None:
    """The latest reason this actor gave for opening the record, while it still holds."""
    return openings_by(actor).filter(claim_reference=claim.reference).order_by("-at").first()


def record_visit(*, claim: Claim, people: list[Person], opening: Access, page: str, by: Actor) -> None:
    """Staff looked at a page of a record that they opened: recorded for everybody on the claim."""
    _record(claim, people, opening.reason, opening.note, page, as_visitor(by, opening))


def record_help_visit(*, claim: Claim, person: Person, page: str, by: Actor) -> None:
    """A helper looked at a page of somebody whom they help: recorded for that person, who can see it."""
    record_access(
        by=by, person_id=person.pk, claim_reference=claim.reference, reason=AccessReason.HELP, note="", page=page
    )


def as_visitor(by: Actor, opening: Access) -> Actor:
    """The member of staff with this record open: what they do is recorded as part of the visit, with its reason."""
    return by.visiting(opening.visit_id, opening.reason)


def record_contact(*, person: Person, claim: Claim | None, note: str, page: str, by: Actor) -> None:
    """Staff looked at what we write to this person, and where they are, to get it to them. The claimant can see it.

    The message is the reason, so none was asked for. ``claim`` is theirs, if they have one. Raises PermissionDenied
    for anybody but staff, for oneself, and for a claim that is kept from them.
    """
    if not by.may(Permission.OPEN_CLAIMS) or by.person_id == person.pk:
        raise PermissionDenied("Only staff send somebody's messages, and never their own")
    if claim:
        check_is_not_kept(claim, by)
    record_access(
        by=by,
        person_id=person.pk,
        claim_reference=claim.reference if claim else "",
        reason=AccessReason.CONTACT,
        note=note,
        page=page,
    )


def record_contact_with_many(*, people: Collection[Person], note: str, page: str, by: Actor) -> None:
    """The same for many people at once, in three queries. Raises PermissionDenied, with nothing recorded."""
    keys = {person.pk for person in people}
    if not by.may(Permission.OPEN_CLAIMS) or by.person_id in keys:
        raise PermissionDenied("Only staff send somebody's messages, and never their own")
    members = Member.objects.current(clock.today()).filter(person__in=keys)
    if Claim.objects.filter(kept_from(by), pk__in=members.values("claim")).exists():
        raise Kept("Nobody handles their own claim, or that of somebody they are close to")
    # The last that was sent wins.
    sent = members.order_by(F("claim__submitted_at").asc(nulls_first=True), "-claim__started_at")
    references = dict(sent.values_list("person", "claim__reference"))
    whom = [(key, references.get(key, "")) for key in sorted(keys)]
    record_access_to_many(by=by, whom=whom, reason=AccessReason.CONTACT, note=note, page=page)


def _record(claim: Claim, people: list[Person], reason: AccessReason | str, note: str, page: str, by: Actor) -> None:
    with transaction.atomic():
        for person in people:
            record_access(
                by=by,
                person_id=person.pk,
                claim_reference=claim.reference,
                reason=reason,
                note=note,
                page=page,
            )
