"""A claim's payments: the history, each statement, and the next pay dates. Read-only for everybody."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from accounts.models import HelpScope
from claims.access import claim_page
from claims.household import CircumstancesMissing
from claims.models import AccountCheck, Claim, ClaimState
from core import clock
from core.holidays import HolidaysUnknown
from payments.assessment import Assessment, assess, country_of
from payments.models import HeldFor, Payment, PaymentState, Statement
from payments.selectors import account_checked, current_period, latest_statement, pay_dates, payments_of
from payments.words import changes, say, shown
from rules.housing import MissingFact
from rules.lines import DEDUCTION, ENTITLEMENT, NOT_PAID
from rules.periods import Period
from rules.rates import MissingRate

A_PAGE = 12
DATES = 12


def _payments_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page about what is paid for a claim: to somebody on it once we are sure enough of who they are."""

    @claim_page(help_with=(HelpScope.PAYMENTS,))
    @require_safe
    @functools.wraps(view)
    def page(request: HttpRequest, claim: Claim, **kwargs: Any) -> HttpResponse:
        member = request.claim_member  # type: ignore[attr-defined]
        is_paid = claim.state in (ClaimState.OPEN, ClaimState.CLOSED)
        if member and is_paid and not standing_of(member.person).may(Thing.PAYMENTS):
            return render(request, "payments/not_sure.html", {"claim": claim})
        return view(request, claim, **kwargs)

    return page


@dataclass(frozen=True, slots=True)
class Month:
    """A statement of the list, its payments, and its share of the largest amount on the page."""

    statement: Statement
    payments: list[Payment]
    percent: int


@_payments_page
def history(request: HttpRequest, claim: Claim) -> HttpResponse:
    """What was paid, the newest first, and what comes next."""
    number = _whole_number(request.GET.get("page", "1"))
    current = Statement.objects.filter(claim=claim).current().defer("document").order_by("-number")
    found = list(current[(number - 1) * A_PAGE : number * A_PAGE + 1])
    if not found and number > 1:
        raise Http404
    months = _months(found[:A_PAGE])
    is_open = claim.state == ClaimState.OPEN
    period, pay_date = _coming(claim) if is_open else (None, None)
    waiting = [
        payment
        for month in months
        for payment in month.payments
        if payment.state in (PaymentState.DUE, PaymentState.SCHEDULED)
    ]
    return render(
        request,
        "payments/history.html",
        {
            "claim": claim,
            "is_open": is_open,
            "months": months,
            "page": number,
            "has_older": len(found) > A_PAGE,
            "waiting": waiting,
            "checking": _account_checked(claim, waiting),
            "period": period,
            "pay_date": pay_date,
            "estimate": _estimate(claim, period) if period and number == 1 else None,
            "shown": shown,
            "say": say,
            "states": PaymentState,
            "holds": HeldFor,
        },
    )


@_payments_page
def statement(request: HttpRequest, claim: Claim, number: int) -> HttpResponse:
    """One period's statement: what is paid and why, in the order in which it is worked out."""
    latest = latest_statement(claim, number)
    if latest is None:
        raise Http404
    wanted = _whole_number(request.GET["version"]) if "version" in request.GET else latest.version
    this = (
        latest
        if wanted == latest.version
        else get_object_or_404(Statement.objects.of_period(claim, number), version=wanted)
    )
    # As it was for whoever read this when it was made: a later version changes nothing here.
    before = latest_statement(claim, number - 1, known_at=this.known_at) if number > 1 else None
    award = this.award
    payments = payments_of(claim, number)
    paid = [each for each in payments if each.statement.version <= this.version]
    return render(
        request,
        "payments/statement.html",
        {
            "claim": claim,
            "statement": this,
            "award": award,
            "header": this.header,
            "pay_date": date.fromisoformat(this.header["pay_date"]),
            "payments": paid,
            "checking": _account_checked(claim, paid),
            "paid_on": [each.issued_on for each in paid if each.state == PaymentState.ISSUED],
            "is_latest": this is latest,
            # Each is one more than the one before (payments.services), and none is ever deleted.
            "other_versions": [version for version in range(latest.version, 0, -1) if version != wanted],
            "entitled": [shown(line) for line in award.section(ENTITLEMENT)],
            "taken": [shown(line) for line in (*award.section(DEDUCTION), *award.deductions)],
            "not_paid": [shown(line) for line in award.section(NOT_PAID)],
            "taken_pence": sum(line.amount_pence for line in (*award.section(DEDUCTION), *award.deductions)),
            "notes": [say(note) for note in award.notes],
            "changes": changes(before.award, award) if before else [],
            "states": PaymentState,
            "is_own": request.actor.claimant_id is not None,  # type: ignore[attr-defined]
        },
    )


@_payments_page
def dates(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The next twelve pay dates, moved where they would fall on a weekend or a bank holiday."""
    if claim.state != ClaimState.OPEN:
        raise Http404
    known: list[tuple[Period, date]] = []
    complete = True
    try:
        for pair in pay_dates(claim, clock.today(), _country(claim), DATES):
            known.append(pair)
    except HolidaysUnknown:
        complete = False
    return render(request, "payments/dates.html", {"claim": claim, "dates": known, "complete": complete})


def _account_checked(claim: Claim, payments: list[Payment]) -> AccountCheck | None:
    """The account that is being checked, where one of these payments waits for that."""
    waits = any(each.state == PaymentState.DUE and each.held_for == HeldFor.CHECKING for each in payments)
    return account_checked(claim) if waits else None


def _months(statements: list[Statement]) -> list[Month]:
    payments: dict[int, list[Payment]] = {}
    for payment in Payment.objects.under(statements).order_by("made_at", "pk") if statements else ():
        payments.setdefault(payment.statement.number, []).append(payment)
    most = max((statement.payable_pence for statement in statements), default=0) or 1
    return [Month(each, payments.get(each.number, []), each.payable_pence * 100 // most) for each in statements]


def _coming(claim: Claim) -> tuple[Period, date | None]:
    """The period we are in and when it is paid; None where that year's bank holidays are not known."""
    assert claim.entitled_from is not None
    period = current_period(claim, clock.today())
    try:
        days = pay_dates(claim, clock.today(), _country(claim), DATES)
        return period, next(day for each, day in days if each.number == period.number)
    except HolidaysUnknown:
        return period, None


def _country(claim: Claim) -> str:
    assert claim.entitled_from is not None
    return country_of(claim, max(clock.today(), claim.entitled_from))


def _estimate(claim: Claim, period: Period) -> Assessment | None:
    """What the period comes to so far; None while something it needs is not known."""
    try:
        return assess(claim, period, estimate=True)
    except (CircumstancesMissing, MissingFact, MissingRate):
        return None


def _whole_number(text: str) -> int:
    """A page or version from the address. Anything but a whole number from 1 is no such page."""
    if not text.isascii() or not text.isdecimal() or len(text) > 5 or int(text) < 1:
        raise Http404(_("There is no such page"))
    return int(text)
