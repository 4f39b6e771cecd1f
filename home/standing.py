"""How things stand with somebody on a claim, as their own home says it: for whoever helps them, as far as they may
see, and for staff who opened the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from accounts.models import Help, HelpScope, Person
from claims.access import claim_page
from claims.models import Claim, ClaimState
from claims.records import people_on
from core import clock
from home.glance import ALL, Glance, glance_at
from home.money import Money, money_of

SEEN_WITH = (HelpScope.CLAIM, HelpScope.PAYMENTS, HelpScope.MESSAGES, HelpScope.APPOINTMENTS)


@dataclass(frozen=True, slots=True)
class Theirs:
    """How things stand with one person, and where whoever looks may read their messages and see their appointments."""

    person: Person
    glance: Glance
    messages_url: str = ""
    appointments_url: str = ""


@claim_page(help_with=SEEN_WITH)
@require_safe
def now(request: HttpRequest, claim: Claim) -> HttpResponse:
    """What there is to do, what we do, the next payment and appointment, and what is not read: of whoever asks, of whom
    they help, or, for staff, of everybody on the claim."""
    member, is_helper = request.claim_member, bool(getattr(request, "helping", None))  # type: ignore[attr-defined]
    given = _help_of(request, member.person_id) if is_helper else []
    scopes = {scope for each in given for scope in each.scopes} if is_helper else ALL
    people = [member.person] if member else people_on(claim)
    is_sure = member is None or standing_of(member.person).may(Thing.PAYMENTS)
    context = {
        "claim": claim,
        "own": bool(member) and not is_helper,
        "is_helper": is_helper,
        "theirs": [_theirs(each, scopes, given, is_own=bool(member), is_helper=is_helper) for each in people],
        "sees_payments": HelpScope.PAYMENTS in scopes and is_sure,
        "next_money": _money(claim) if HelpScope.PAYMENTS in scopes and is_sure else None,
    }
    return render(request, "home/now.html", context)


def _help_of(request: HttpRequest, person_id: UUID) -> list[Help]:
    """By which the actor helps this person today."""
    given = Help.objects.by_helper(request.actor, clock.today()).filter(person=person_id)  # type: ignore[attr-defined]
    return list(given.defer("email"))


def _theirs(person: Person, scopes: Collection[str], given: list[Help], *, is_own: bool, is_helper: bool) -> Theirs:
    glance = glance_at(person.pk, clock.today(), scopes, is_helper=is_helper)

    def url(package: str, scope: HelpScope) -> str:
        if is_helper:
            found = [reverse(f"{package}:helped_list", args=[each.pk]) for each in given if scope in each.scopes]
            return next(iter(found), "")
        return reverse(f"{package}:list") if is_own else ""

    return Theirs(person, glance, url("conversations", HelpScope.MESSAGES), url("appointments", HelpScope.APPOINTMENTS))


def _money(claim: Claim) -> Money | None:
    return money_of(claim) if claim.state == ClaimState.OPEN else None
