"""Sets of pay reports, statements and payments."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum

from rules.periods import Period

if TYPE_CHECKING:
    from claims.models import Claim
    from payments.models import Pay, Payment, Statement  # noqa: F401 - named by what holds them


class PayQuerySet(models.QuerySet["Pay"]):
    """Pay reports."""

    def as_known(self, at: datetime | None = None) -> PayQuerySet:
        """As believed at a moment (None: now)."""
        if at is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at), reported_at__lte=at)

    def received_in(self, period: Period) -> PayQuerySet:
        """Received in an assessment period, whenever it was earned (UC Regs reg 54)."""
        return self.filter(paid_on__range=(period.start, period.end))


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements."""

    def current(self) -> StatementQuerySet:
        """Only the latest version of each period: the one that holds."""
        later = self.model.objects.filter(
            claim=OuterRef("claim"), number=OuterRef("number"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def of_period(self, claim: Claim, number: int) -> StatementQuerySet:
        """Every version for one period, the latest first."""
        return self.filter(claim=claim, number=number).order_by("-version")

    def overpaid(self) -> StatementQuerySet:
        """Periods for which more was paid than is now found due, for staff to look at."""
        return self.current().filter(overpaid_pence__gt=0)


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments."""

    def for_period(self, claim: Claim, number: int) -> PaymentQuerySet:
        """Under whatever version of the statement."""
        return self.filter(statement__claim=claim, statement__number=number)

    def waiting(self) -> PaymentQuerySet:
        """Not issued yet, and still meant to be."""
        return self.filter(state__in=("due", "scheduled"))

    def to_issue(self, on: date) -> PaymentQuerySet:
        """Whose pay date has come."""
        return self.filter(state="scheduled", pay_date__lte=on)

    def held(self) -> PaymentQuerySet:
        """Due, and nowhere to send it."""
        return self.filter(state="due")

    def issued_pence(self) -> int:
        """What went out and did not come back."""
        return self.filter(state="issued").aggregate(total=Sum("amount_pence"))["total"] or 0

    def under(self, statements: list[Statement]) -> PaymentQuerySet:
        """Of these periods, under any version, to show."""
        wanted = Q(pk__in=[])
        if statements:
            wanted = Q(statement__claim=statements[0].claim_id, statement__number__in=[s.number for s in statements])
        return self.filter(wanted).to_show()

    def to_show(self) -> PaymentQuerySet:
        """Without what was replaced before it was paid, nor what a page never shows: the whole account, the award."""
        shown = self.exclude(state="cancelled").select_related("statement")
        return shown.defer("statement__document", "account")
