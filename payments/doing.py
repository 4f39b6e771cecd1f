"""What people wait for about payments, as their home tells them: what we owe for a period that is over,
and an account being checked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from claims.models import AccountCheck, Claim, ClaimState
from core import clock
from govuk.formatting import day
from journal.doing import Doing, DoingKind, add_doing
from payments.models import Statement
from rules.paydays import DAYS_TO_PAY
from rules.periods import period_containing


def add_own() -> None:
    """Make known that a period is over and we work out what is paid for it, and that an account is checked."""
    add_doing(
        DoingKind(
            "payment",
            _claims,
            _working_out,
            about=("reference", "entitled_from", "assessed_until"),
            scope=HelpScope.PAYMENTS,
        )
    )
    add_doing(DoingKind("account", _checks, _checking, about=("claim__reference", "account_last_four")))


def _claims(person: Any, today: Any) -> QuerySet[Claim]:
    last = Statement.objects.filter(claim=OuterRef("pk")).order_by("-number").values("end")[:1]
    paid = Claim.objects.of_person(person, today).filter(state=ClaimState.OPEN)
    return paid.annotate(assessed_until=Subquery(last))


def _checks(person: Any, today: Any) -> QuerySet[AccountCheck]:
    return AccountCheck.objects.waiting().filter(claim__in=Claim.objects.of_person(person, today))


def _working_out(_by: date | None, reference: str, entitled_from: str, assessed_until: str | None) -> Doing | None:
    first = date.fromisoformat(entitled_from)
    start = date.fromisoformat(assessed_until) + timedelta(days=1) if assessed_until else first
    period = period_containing(first, start)
    if not period.has_ended(clock.today()):
        return None
    between = {"first": day(period.start), "last": day(period.end)}
    words = _("Working out your payment for %(first)s to %(last)s") % between
    return Doing(words, period.end + DAYS_TO_PAY, reverse("payments:history", args=[reference]))


def _checking(by: date | None, reference: str, last_four: str) -> Doing:
    words = _("Checking the bank account that ends in %(digits)s, before we pay into it") % {"digits": last_four}
    return Doing(words, by, reverse("payments:history", args=[reference]))
