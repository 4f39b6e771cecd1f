"""What people were paid by employers, the statement of each assessment period, and what we pay."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from claims.models import Claim
from core.append_only import append_only_triggers, supersede_only_triggers
from core.fields import SecretJSONField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow
from payments.querysets import PaymentQuerySet, PayQuerySet, StatementQuerySet
from payments.releases import FirstPaymentRelease as FirstPaymentRelease
from payments.releases import PaymentAgreement as PaymentAgreement
from rules.award import Award
from rules.periods import Period

ASSESSORS = {"system", *roles_with(Permission.MAKE_PAYMENTS)}


class PaySource(models.TextChoices):
    """Who told us of somebody's pay."""

    STAFF = "staff", _("Recorded by staff")
    EMPLOYER = "employer", _("Reported by the employer")


class PayKind(models.TextChoices):
    """What somebody earns by."""

    EMPLOYMENT = "employment", _("Pay from an employer")
    SELF_EMPLOYMENT = "self_employment", _("Self-employed profit")


class Pay(models.Model):
    """One payday: what a person took home from an employer on a day, after tax, National Insurance and pension
    (UC Regs reg 55), and when we believed it (from ``reported_at`` until ``superseded_at``).

    Or, by its ``kind``, what they made in self-employment in the whole assessment period that ends on that day,
    which may be nothing (reg 57); then there is no employer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="pay")
    person = models.ForeignKey(Person, models.PROTECT, related_name="pay")
    kind = models.CharField(max_length=20, choices=PayKind, default=PayKind.EMPLOYMENT, db_default=PayKind.EMPLOYMENT)
    employer = models.CharField(max_length=200, blank=True)
    paid_on = models.DateField()
    net_pence = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=PaySource)
    reference = models.CharField(max_length=300, help_text="The source's own key: the same report twice is one report")
    reported_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    reported_by_id = models.BigIntegerField(null=True)
    reported_by_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=10)

    objects = PayQuerySet.as_manager()

    class Meta:
        triggers = supersede_only_triggers()
        indexes = (models.Index(fields=["claim", "paid_on"], name="pay_of_claim"),)
        constraints = (
            models.UniqueConstraint(
                fields=["claim", "source", "reference"],
                condition=Q(superseded_at__isnull=True),
                name="one_pay_report",
            ),
            models.CheckConstraint(
                name="pay_from_an_employer_or_profit",
                condition=(Q(kind=PayKind.EMPLOYMENT) & ~Q(employer="")) | Q(kind=PayKind.SELF_EMPLOYMENT, employer=""),
            ),
        )

    def __str__(self) -> str:
        return f"Pay on {self.paid_on}"

    @property
    def from_whom(self) -> str:
        """The employer, or that it is profit, in words."""
        return self.employer or str(PayKind(self.kind).label)


class Statement(models.Model):
    """What a claim is entitled to for one assessment period, why, and what follows for payment. Never changed:
    an assessment that comes to something else makes the next version, and the latest is the one that holds.

    ``document`` holds the award with every line, the household it was worked out from (in the case format, as
    text so that its decimals stay exact), and the header. ``settled_pence`` is what had been issued for the
    period before this version.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField(help_text="The assessment period, from 1")
    start = models.DateField()
    end = models.DateField()
    version = models.PositiveSmallIntegerField()
    document = models.JSONField()
    rate_version = models.CharField(max_length=40)
    known_at = models.DateTimeField(help_text="What was recorded by then was taken into account")
    award_pence = models.PositiveIntegerField()
    payable_pence = models.PositiveIntegerField()
    settled_pence = models.PositiveIntegerField()
    due_pence = models.PositiveIntegerField(help_text="Payable less settled: what this version pays")
    overpaid_pence = models.PositiveIntegerField(help_text="Settled less payable: for somebody to look at")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)

    objects = StatementQuerySet.as_manager()

    class Meta:
        triggers = append_only_triggers()
        constraints = (
            models.UniqueConstraint(fields=["claim", "number", "version"], name="one_statement_version"),
            models.CheckConstraint(
                name="statement_adds_up",
                condition=Q(
                    due_pence=models.F("payable_pence") - models.F("settled_pence") + models.F("overpaid_pence")
                )
                & (Q(due_pence=0) | Q(overpaid_pence=0)),
            ),
        )
        indexes = (models.Index(fields=["claim", "known_at"], name="overpaid", condition=Q(overpaid_pence__gt=0)),)

    def __str__(self) -> str:
        return f"Statement {self.number}, version {self.version}"

    @property
    def period(self) -> Period:
        """The assessment period it is about."""
        return Period(self.number, self.start, self.end)

    @property
    def award(self) -> Award:
        """The award with its lines, as worked out then."""
        return Award.from_data(self.document["award"])

    @property
    def header(self) -> dict[str, Any]:
        """Who, when paid and into which account, as known then."""
        header: dict[str, Any] = self.document["header"]
        return header


class PeriodCheck(models.Model):
    """Up to when what we know of a claim was taken into account for a period, also where nothing came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="period_checks")
    number = models.PositiveSmallIntegerField()
    known_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["claim", "number"], name="one_check_a_period"),)

    def __str__(self) -> str:
        return f"Period {self.number} checked {self.known_at:%Y-%m-%d %H:%M}"


class Payee(models.TextChoices):
    """Whom a payment goes to."""

    CLAIMANT = "claimant", _("You")


class HeldFor(models.TextChoices):
    """Why money that is due has not been scheduled."""

    NO_ACCOUNT = "no_account", _("We have no account to pay into")
    RETURNED = "returned", _("The bank sent the payment back, so we need other account details")
    IDENTITY = "identity", _("We have to be surer who you are before your first payment")
    CHECKING = "checking", _("We are checking the bank account that was given to us for you")
    OFFICERS = "officers", _("It is a large payment, so two of our staff look at it first")
    RECOVERED = "recovered", _("We helped you back into your account, and keep new bank details for 3 working days")


class PaymentState(models.TextChoices):
    """Where a payment is on its way."""

    DUE = "due", _("On hold")
    SCHEDULED = "scheduled", _("To be paid")
    ISSUED = "issued", _("Paid")
    RETURNED = "returned", _("Sent back by the bank")
    CANCELLED = "cancelled", _("Replaced before it was paid")


PAYMENT_STATES = StateTable(
    "state",
    PaymentState.DUE,
    (
        allow("schedule", PaymentState.DUE, PaymentState.SCHEDULED, who=ASSESSORS, past="scheduled"),
        allow("issue", PaymentState.SCHEDULED, PaymentState.ISSUED, who={"system"}, past="issued"),
        allow(
            "return",
            PaymentState.ISSUED,
            PaymentState.RETURNED,
            who=roles_with(Permission.NOTE_RETURNED_PAYMENTS),
            past="returned",
        ),
        allow(
            "cancel",
            (PaymentState.DUE, PaymentState.SCHEDULED),
            PaymentState.CANCELLED,
            who=ASSESSORS,
            past="cancelled",
        ),
    ),
)


class Payment(models.Model):
    """Money that a statement pays to somebody. Held as due while there is no account; only what was issued, and
    did not come back, counts as settled."""

    STATES: ClassVar[StateTable] = PAYMENT_STATES
    # All that the application's role may ever change: never the sum, nor whose it is.
    CHANGEABLE = ("state", "held_for", "pay_date", "account", "account_last_four", "issued_at", "bank_reference")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="payments")
    payee = models.CharField(max_length=20, choices=Payee, default=Payee.CLAIMANT)
    instalment = models.PositiveSmallIntegerField()
    amount_pence = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.DUE)
    held_for = models.CharField(max_length=10, choices=HeldFor, blank=True)
    pay_date = models.DateField(null=True)
    account = SecretJSONField(null=True)
    account_last_four = models.CharField(max_length=4, blank=True)
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    bank_reference = models.CharField(max_length=100, blank=True, default="", db_default="")

    objects = PaymentQuerySet.as_manager()

    class Meta:
        triggers = (
            *PAYMENT_STATES.triggers(),
            pgtrigger.Protect(name="no_deleting", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="same_money",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("statement", "payee", "instalment", "amount_pence"),
            ),
            pgtrigger.Protect(
                name="same_account",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__account__isnull=False)
                & (
                    pgtrigger.Q(old__account__df=pgtrigger.F("new__account"))
                    | pgtrigger.Q(old__pay_date__df=pgtrigger.F("new__pay_date"))
                ),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["statement", "payee", "instalment"], name="paid_once"),
            models.UniqueConstraint(
                fields=["statement", "payee"],
                condition=Q(state__in=[PaymentState.DUE, PaymentState.SCHEDULED]),
                name="one_payment_waiting",
            ),
            models.CheckConstraint(name="pays_something", condition=Q(amount_pence__gt=0)),
            models.CheckConstraint(
                name="scheduled_to_an_account",
                condition=Q(state__in=[PaymentState.DUE, PaymentState.CANCELLED])
                | Q(account__isnull=False, pay_date__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["pay_date"], name="payments_to_issue", condition=Q(state=PaymentState.SCHEDULED)),
        )

    def __str__(self) -> str:
        return f"Payment {self.instalment} ({self.state})"

    @property
    def issued_on(self) -> date | None:
        """The day it really went out, which is after ``pay_date`` when a run was late; None before that."""
        return timezone.localdate(self.issued_at, timezone.get_default_timezone()) if self.issued_at else None
