"""Bank details that are not those we had: whoever they are of is asked whether it was them, and for some days after an
adviser helped somebody back into their account there are no others."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Person
from accounts.recovery import bank_details_stay_since
from accounts.was_this_you import BANK_CHANGED, ask_whether_it_was_them
from claims.models import Claim, Fact, Member
from core import clock
from core.actor import Actor

BANK = "bank"
WHERE_TO = ("sort_code", "account_number", "roll_number")


class BankDetailsStay(Exception):
    """Somebody on the claim got back into their account with help: for some days its bank details stay as they are."""


def see_to_other_account(*, claim: Claim, new: Iterable[Fact], by: Actor) -> None:
    """If these new rows name another account than the one last known, of this claim or of an earlier one of the people
    on it, send each of them a message. Leaving an account out is no other account. Raises BankDetailsStay."""
    named = next((fact for fact in new if fact.kind == BANK and _account(fact)), None)
    if named is None:
        return
    people = list(Member.objects.filter(claim=claim).current(clock.today()).values_list("person", flat=True))
    theirs = Member.objects.filter(person__in=people).values("claim")
    before = Fact.objects.filter(kind=BANK, claim__in=theirs, recorded_at__lt=named.recorded_at)
    last = before.order_by("-recorded_at", "-pk").first()
    if last is None or _account(last) in ((), _account(named)):
        return
    if bank_details_stay_since(people, clock.today()):
        raise BankDetailsStay
    for person in Person.objects.filter(pk__in=people, user__isnull=False).select_related("user").defer("nino"):
        ask_whether_it_was_them(user=person.user, template=BANK_CHANGED, by=by)


def _account(fact: Fact) -> tuple[str, ...]:
    """Where it says to pay; empty when it names no account."""
    said = fact.full_value
    return tuple(said.get(name) or "" for name in WHERE_TO) if said.get("account_number") else ()
