"""Checking who somebody is: where they stand, what they may be asked by phone, whose turn it is, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.identity.evidence import QUESTIONS_ASKED, RIGHT_NEEDED
from accounts.models import (
    DocumentKind,
    IdentityCheck,
    IdentityLevel,
    IdentityRequest,
    IdentityRevocation,
    Person,
    QuestionKind,
)
from claims.models import Claim, ClaimState, Member
from core import clock
from core.actor import Actor
from govuk.fields.base import Words
from govuk.formatting import day, money
from payments.holds import held_for_identity
from payments.models import Payment, PaymentState
from payments.selectors import account_of
from staff.selectors import claims_for_staff, home_of_today


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that somebody is asked by phone, and the answer that the record has."""

    kind: QuestionKind
    answer: str

    @property
    def words(self) -> Words:
        """The question, as it is read out."""
        return self.kind.label


def questions_for(claim: Claim, person: Person) -> list[Asked]:
    """What somebody is asked by phone: the four that fewest others know, of those whose answer the record has.

    Too few to be sure by gives none.
    """
    known = [Asked(kind, answer) for kind, answer in _known(claim, person) if answer][:QUESTIONS_ASKED]
    return known if len(known) >= RIGHT_NEEDED else []


def _known(claim: Claim, person: Person) -> Iterator[tuple[QuestionKind, str]]:
    paid = Payment.objects.filter(statement__claim=claim, state=PaymentState.ISSUED).order_by("-issued_at", "-pk")
    latest = paid.values_list("amount_pence", flat=True).first()
    yield QuestionKind.LAST_PAYMENT, money(latest) if latest else ""
    account = account_of(claim, clock.today())
    yield QuestionKind.BANK, account.account_number[-2:] if account else ""
    yield QuestionKind.NINO, (person.nino or "")[-3:]
    home = home_of_today(claim)
    line, postcode = home.get("address_line_1"), home.get("postcode")
    yield QuestionKind.ADDRESS, f"{line}, {postcode}" if line and postcode else ""
    yield QuestionKind.BIRTH, day(person.date_of_birth) if person.date_of_birth else ""


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A check as staff read it: what was seen or asked, until when it counts, and why it does not where it does not."""

    check: IdentityCheck
    seen: str
    revocation: IdentityRevocation | None
    is_over: bool

    @property
    def may_be_revoked(self) -> bool:
        """It counts, so it can be taken back."""
        return self.revocation is None and not self.is_over and self.check.level != IdentityLevel.NONE


def checks_shown(person: Person) -> list[CheckShown]:
    """Each check of who they are, the latest first."""
    checks = person.identity_checks.select_related("revocation", "office").defer("details", "revocation__note")
    now = clock.now()
    return [CheckShown(each, _seen(each), _revocation_of(each), each.expires_at <= now) for each in checks]


def _revocation_of(check: IdentityCheck) -> IdentityRevocation | None:
    return getattr(check, "revocation", None)


def _seen(check: IdentityCheck) -> str:
    documents = [str(DocumentKind(kind).label) for kind in check.documents]
    right = sum(check.questions.values())
    asked = {"right": right, "asked": len(check.questions)}
    questions = [_("%(right)s of %(asked)s questions right") % asked] if check.questions else []
    return ", ".join([*documents, *questions, *([check.office.name] if check.office else [])] or [check.issuer])


@dataclass(frozen=True, slots=True)
class Waiting:
    """A first payment that waits, of which claim, and who is paid: None where nobody is on the claim any more."""

    claim: Claim
    person: Person | None
    payment: Payment


def first_payments_waiting(actor: Actor) -> list[Waiting]:
    """First payments that wait until it is known better who is paid; never the actor's own. The longest wait first."""
    oldest: dict[Any, Payment] = {}
    for payment in _held(actor):
        oldest.setdefault(payment.statement.claim_id, payment)
    paid = Member.objects.current(clock.today()).filter(claim__in=oldest).select_related("person")
    # As payments.holds.payee_of has it, of all of them at once.
    first = paid.order_by("claim", "recorded_at", "pk").distinct("claim").defer("person__nino")
    people = {member.claim_id: member.person for member in first}
    return [Waiting(payment.statement.claim, people.get(claim), payment) for claim, payment in oldest.items()]


def identities_waiting(actor: Actor) -> int:
    """How many wait: first payments, and people who asked."""
    return _held(actor).values("statement__claim").distinct().count() + checks_asked_for(actor).count()


def _held(actor: Actor) -> QuerySet[Payment]:
    return held_for_identity().filter(statement__claim__in=claims_for_staff(actor))


def checks_asked_for(actor: Actor) -> QuerySet[IdentityRequest]:
    """What people on claims asked for who would like to prove who they are, the longest wait first; never the actor's
    own claim. What was asked for before is left out, and what was checked since."""
    claims = claims_for_staff(actor).filter(state__in=[ClaimState.SUBMITTED, ClaimState.OPEN])
    members = Member.objects.current(clock.today()).filter(claim__in=claims, person=OuterRef("person"))
    own = IdentityRequest.objects.filter(person=OuterRef("person")).order_by("-asked_at", "-pk").values("pk")[:1]
    checked = IdentityCheck.objects.filter(person=OuterRef("person")).order_by("-checked_at").values("checked_at")[:1]
    reference = members.order_by("-recorded_at").values("claim__reference")[:1]
    asked = IdentityRequest.objects.annotate(latest=Subquery(own), checked=Subquery(checked), claim=Subquery(reference))
    waiting = Q(checked=None) | Q(checked__lt=F("asked_at"))
    found = asked.filter(waiting, latest=F("pk"), claim__isnull=False).select_related("person", "office")
    return found.defer("person__nino").order_by("asked_at", "pk")
