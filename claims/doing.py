"""What people wait for about a claim, as their home tells them: a decision, and what they sent being
looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from claims.evidence import EvidenceState, Proof
from claims.models import Claim, ClaimState, Decision
from journal.doing import Doing, DoingKind, add_doing
from rules.paydays import DAYS_TO_PAY
from rules.periods import assessment_period


def add_own() -> None:
    """Make known what a claim's people wait for."""
    add_doing(
        DoingKind(
            "decision",
            lambda person, today: Claim.objects.of_person(person, today).filter(state=ClaimState.SUBMITTED),
            _deciding,
            about=("reference", "claimed_on"),
            scope=HelpScope.CLAIM,
        )
    )
    add_doing(DoingKind("evidence", _sent, _looking_at, about=("claim__reference",), scope=HelpScope.CLAIM))


def _sent(person: Any, _today: Any) -> QuerySet[Proof]:
    """What they sent and nobody has looked at: whoever decides the claim has."""
    decided = Decision.objects.filter(claim=OuterRef("claim"), decided_at__gte=OuterRef("sent_at"))
    of_them = Proof.objects.filter(person=person, state=EvidenceState.SENT)
    going = of_them.filter(claim__state__in=(ClaimState.SUBMITTED, ClaimState.OPEN))
    return going.filter(~Exists(decided))


def _deciding(_by: date | None, reference: str, claimed_on: str) -> Doing:
    """By the day that its sender was told they have their first payment."""
    by = assessment_period(date.fromisoformat(claimed_on), 1).end + DAYS_TO_PAY
    return Doing(_("Deciding your claim"), by, reverse("claims:sent", args=[reference]))


def _looking_at(by: date | None, reference: str) -> Doing:
    return Doing(_("Looking at what you sent us"), by, reverse("claims:evidence", args=[reference]))
