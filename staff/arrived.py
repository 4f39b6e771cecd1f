"""Email and texts from nobody we know: which a member of staff may read, and passing one on to whose it is."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Person
from claims.closeness import check_is_not_kept, close_people
from claims.models import Claim, Member
from claims.querysets import ClaimQuerySet
from conversations.inbound.models import Arrived, ArrivedQuerySet
from conversations.inbound.senders import address_of, who_confirmed
from conversations.inbound.services import pass_on
from core.actor import Actor
from core.digests import digests
from core.permissions import Permission
from notifications.models import Medium
from staff.selectors import claims_for_staff, with_people


def strangers_for(actor: Actor) -> ArrivedQuerySet:
    """What arrived and is nobody's, for this member of staff: nothing from an address of theirs, or of anybody close to
    them."""
    if not actor.may(Permission.SORT_MAIL):
        return Arrived.objects.none()
    theirs = Person.objects.filter(pk__in=close_people(actor)).values_list("email", "phone", "user__email")
    keys = {key for email, phone, account in theirs for key in _digests(email, phone, account)}
    return Arrived.objects.filter(person=None).exclude(address_digest__in=keys)


def _digests(email: str, phone: str, account: str | None) -> list[bytes]:
    written = [(Medium.EMAIL, email), (Medium.EMAIL, account or ""), (Medium.TEXT, phone)]
    return [key for medium, each in written if (address := address_of(medium, each)) for key in digests(address)]


def claims_with_its_number(arrived: Arrived, actor: Actor) -> ClaimQuerySet:
    """Claims of people who all confirmed the number, or address, that it came from: it is one of theirs, perhaps."""
    people = who_confirmed(arrived.medium, arrived.address) if arrived.address else []
    places = Member.objects.filter(person__in=people, superseded_at=None)
    return with_people(claims_for_staff(actor).filter(pk__in=places.values("claim"))).order_by("-submitted_at", "pk")


def pass_to(*, arrived: Arrived, claim: Claim, person: Person, why: str, by: Actor) -> Arrived:
    """Pass it on to somebody on a claim. Raises MoveRefused, and Kept where the claim is kept from this actor."""
    with transaction.atomic():
        check_is_not_kept(claim, by)
        return pass_on(arrived=arrived, person=person, why=why, by=by)
