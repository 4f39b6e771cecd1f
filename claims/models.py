"""A claim, who is on it, what was declared, what is believed about it, and what was decided."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from claims.account_checks import AccountCheck as AccountCheck
from claims.evidence import Proof as Proof
from claims.kept import Closeness as Closeness
from claims.kept import HandOver as HandOver
from claims.kept import KeptAttempt as KeptAttempt
from claims.kept import LetBack as LetBack
from claims.querysets import ClaimQuerySet, FactQuerySet, MemberQuerySet
from claims.same_home import home_key
from core import clock
from core.append_only import append_only_triggers, supersede_only_triggers
from core.fields import SecretJSONField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow
from journeys.models import Draft

CLAIMANTS = {"claimant", *roles_with(Permission.ACT_FOR_CLAIMANTS)}
DECIDERS = roles_with(Permission.DECIDE_CLAIMS)


class ClaimState(models.TextChoices):
    """How far a claim has come."""

    STARTED = "started", _("Not sent yet")
    SUBMITTED = "submitted", _("Waiting for a decision")
    OPEN = "open", _("Open")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Not sent in time")
    CLOSED = "closed", _("Closed")


CLAIM_STATES = StateTable(
    "state",
    "started",
    [
        allow("submit", "started", "submitted", who=CLAIMANTS, past="submitted"),
        allow("lapse", "started", "lapsed", who={"system"}, past="lapsed"),
        allow("withdraw", ["started", "submitted"], "withdrawn", who=CLAIMANTS, past="withdrawn"),
        allow("accept", "submitted", "open", who=DECIDERS, past="accepted"),
        allow("refuse", "submitted", "refused", who=DECIDERS, past="refused"),
        allow("close", "open", "closed", who=DECIDERS | {"claimant"}, past="closed"),
    ],
)


class Claim(models.Model):
    """A claim to a benefit, from its first answer to its closing."""

    STATES: ClassVar[StateTable] = CLAIM_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    benefit = models.SlugField(default="universal-credit")
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.STARTED)
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    claimed_on = models.DateField(null=True, help_text="Date of claim: the day it was made (CPR reg 10)")
    decided_at = models.DateTimeField(null=True)
    entitled_from = models.DateField(
        null=True, help_text="First date of entitlement: every assessment period is counted from it (UCR 21)"
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        triggers = CLAIM_STATES.triggers()
        indexes = (
            models.Index(fields=["state", "submitted_at"], name="claims_by_state"),
            models.Index(fields=["entitled_from"], name="open_claims", condition=Q(state="open")),
        )
        constraints = (
            models.CheckConstraint(
                name="submitted_claims_have_a_date",
                condition=Q(state__in=["started", "lapsed", "withdrawn"]) | Q(claimed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="open_claims_have_a_first_day",
                condition=~Q(state__in=["open", "closed"]) | Q(entitled_from__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.reference


class Member(models.Model):
    """A person on a claim over some days: a dated fact, like every other circumstance."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+")
    applies = DateRangeField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        triggers = supersede_only_triggers()
        constraints = (
            ExclusionConstraint(
                name="on_a_claim_once_a_day",
                expressions=[
                    ("claim", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("applies", RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} on {self.claim}"


class EqualityQuestions(models.Model):
    """That somebody was asked the equality questions, so that nobody is asked twice.

    Until they send or skip them, what they answered so far is in the draft, encrypted; then it is deleted from there
    and the draft closed. Whether they answered, and what, cannot be found from here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Equality questions for {self.person_id}"

    @property
    def are_over(self) -> bool:
        """They are not asked any more: sent, skipped, or left for too long."""
        return self.draft.closed_at is not None or self.draft.expires_at <= clock.now()


class Declaration(models.Model):
    """What somebody declared: every question as worded to them beside their answer. Evidence; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    wording = models.TextField(help_text="The words that were agreed to")
    language = models.CharField(max_length=2)
    questions = models.JSONField(help_text="Groups of question and answer; a secret answer is left out here")
    secret_answers = SecretJSONField(null=True, help_text="Page and field -> answer in words")
    declared_at = models.DateTimeField()
    declared_by_id = models.BigIntegerField()
    declared_by_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=10)

    class Meta:
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"Declaration for {self.claim}"

    @staticmethod
    def secret_key(item: Any, page: str, field: str) -> str:
        """What a secret answer is kept under: "page.field", and the entry of a list before it, where it is of one."""
        return f"{item}/{page}.{field}" if item else f"{page}.{field}"

    def secret_answer(self, group: dict[str, Any], row: dict[str, Any]) -> Any:
        """The secret answer to a question of ``questions``, or None. The first declarations did not name the entry."""
        kept = self.secret_answers or {}
        without_entry = self.secret_key("", row["page"], row["field"])
        return kept.get(self.secret_key(group["item"], row["page"], row["field"]), kept.get(without_entry))


class Fact(models.Model):
    """A circumstance of a person, or of a claim as a whole: what held on which days (``applies``, half open),
    and when we believed it (from ``recorded_at`` until ``superseded_at``)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="facts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="facts")
    kind = models.CharField(max_length=30)
    item = models.CharField(max_length=40, blank=True, help_text="Which child, which job; empty for only ones")
    applies = DateRangeField()
    value = models.JSONField()
    secret = SecretJSONField(null=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=200)
    channel = models.CharField(max_length=10)

    objects = FactQuerySet.as_manager()

    class Meta:
        indexes = (
            GistIndex(fields=["claim", "applies"], name="facts_of_claim"),
            GistIndex(fields=["person", "applies"], name="facts_of_person"),
            models.Index(fields=["kind", "recorded_at"], name="facts_by_kind"),
            models.Index(
                home_key(), name="facts_by_home", condition=Q(kind="home", superseded_at=None, claim__isnull=False)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="a_fact_has_one_subject",
                condition=Q(claim__isnull=True, person__isnull=False) | Q(claim__isnull=False, person__isnull=True),
            ),
            ExclusionConstraint(
                name="one_fact_a_day",
                expressions=[
                    (Coalesce("person", "claim"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (F("item"), RangeOperators.EQUAL),
                    (F("applies"), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
            ),
        )
        triggers = supersede_only_triggers()

    def __str__(self) -> str:
        return f"{self.kind} {self.item}".strip()

    @property
    def full_value(self) -> dict[str, Any]:
        """The value with its secret part opened."""
        return {**self.value, **(self.secret or {})}


@pghistory.track()
class ReasonCode(models.Model):
    """Why a claim was accepted or refused: the list that admins keep."""

    class Outcome(models.TextChoices):
        """What a reason is a reason for."""

        ACCEPT = "accept", _("Accept")
        REFUSE = "refuse", _("Refuse")

    code = models.SlugField(primary_key=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    title = models.CharField(max_length=200, help_text="For the decision maker")
    explanation = models.TextField(help_text="For the claimant: why, in plain words")
    regulation = models.CharField(max_length=100, blank=True)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ("outcome", "title")

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """A decision on a claim, with its reason as it then stood. A later decision never changes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=ReasonCode.Outcome)
    reason = models.ForeignKey(ReasonCode, models.PROTECT)
    explanation = models.TextField()
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField()
    decided_by_name = models.CharField(max_length=200)

    class Meta:
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.claim}"
