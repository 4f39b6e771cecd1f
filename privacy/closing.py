"""Whether an account can be closed, and closing it: nothing may be open with whoever has it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.closing import close_account
from accounts.models import Person, User
from accounts.recovery import open_recovery
from claims.models import Claim
from claims.services import LIVE
from core.actor import Actor
from core.holds import held_people
from govuk.fields.base import Words
from payments.models import Payment, PaymentState, Statement

ON_ITS_WAY = (PaymentState.DUE, PaymentState.SCHEDULED, PaymentState.RETURNED)


class StillOpen(Exception):
    """Something is open with this person."""


def what_is_open(person: Person) -> Iterator[Words]:
    """Why this person's account cannot be closed now, in words; nothing when it can. Five queries."""
    claims = Claim.objects.of_person(person.pk)
    if claims.filter(state__in=LIVE).exists():
        yield _("You have a claim. Take it back, or wait until it has ended.")
    if Payment.objects.filter(statement__claim__members__person=person, state__in=ON_ITS_WAY).exists():
        yield _("A payment to you has not arrived yet. Wait until it has.")
    if Statement.objects.filter(claim__members__person=person).overpaid().exists():
        yield _("You were paid too much, and that is not settled yet. Contact us.")
    if person.pk in held_people():
        yield _("For now we must keep everything that we have about you, your account too. Contact us.")
    if person.user_id and open_recovery(person.user_id):
        yield _("We are helping you back into your account. Wait until that is over.")


def close_own_account(*, user: User, by: Actor) -> User:
    """Close an account with which nothing is open. Raises StillOpen, and what close_account does."""
    with transaction.atomic():
        # The person's row is the lock, as for starting a claim.
        person = Person.objects.select_for_update(of=("self",)).defer("nino").get(user=user)
        if list(what_is_open(person)):
            raise StillOpen
        return close_account(user=user, by=by)
