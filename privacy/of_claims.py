"""What of claims and payments is in a copy of somebody's data."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from accounts.models import Help, Person
from claims.models import Member
from core import clock
from privacy.section import Section, read


def _claims_of(person: Person) -> Any:
    return Member.objects.filter(person=person, superseded_at=None).values("claim")


def _claims_told(person: Person) -> Q:
    """Their claims, but for one that they left and somebody else is on: where that stands now is the other's."""
    now = Member.objects.current(clock.today())
    is_theirs = Q(pk__in=now.filter(person=person).values("claim"))
    is_anothers = Q(pk__in=now.exclude(person=person).values("claim"))
    return Q(pk__in=_claims_of(person)) & (is_theirs | ~is_anothers)


def _drafts_of(person: Person) -> Q:
    """The drafts of their own answers; and the answers of the shared ones that they gave themself, or whoever helped
    them gave in their place."""
    own = Member.objects.filter(person=person).values("draft")
    shared = Member.objects.filter(person=person).values("claim__draft")
    equality = apps.get_model("claims.EqualityQuestions").objects.filter(person=person).values("draft")
    helpers = Help.objects.filter(person=person, helper__isnull=False).values("helper")
    by_them = Q(draft__in=shared) & (Q(saved_by_id=person.user_id) | Q(saved_by_id__in=helpers))
    return Q(draft__in=own) | Q(draft__in=equality) | by_them


def _facts_of(person: Person) -> Q:
    """Theirs, and those of the whole claim while they were on it: what is secret of these, such as an account, only
    where nobody else was ever on the claim, because it may be that other person's."""
    others = Member.objects.filter(claim=OuterRef("claim")).exclude(person=person)
    return Q(person=person) | _while_on("applies__overlap", OuterRef("applies"), person) & (
        Q(secret=None) | ~Q(Exists(others))
    )


def _account_checks_of(person: Person) -> Q:
    """Of claims on which nobody else ever was: it may be that other person's account."""
    others = Member.objects.filter(claim=OuterRef("claim")).exclude(person=person)
    return Q(claim__in=_claims_of(person)) & ~Q(Exists(others))


def _while_on(lookup: str, of_row: Any, person: Person, claim: str = "claim") -> Q:
    """Rows of a claim that are about days when this person was on it: a former partner's later ones are not theirs."""
    places = Member.objects.filter(claim=OuterRef(claim), person=person, superseded_at=None, **{lookup: of_row})
    return Q(Exists(places))


def _award(row: Any) -> Any:
    """The lines of an award, without whose pay or savings each was worked out from: that may be a partner's."""
    lines = row.document.get("award", {}).get("lines", [])
    return [{key: line[key] for key in ("code", "amount_pence", "pence") if key in line} for line in lines]


CLAIMS: tuple[Section, ...] = (
    Section(
        "claims",
        _("Your claims"),
        "claims.Claim",
        _claims_told,
        {
            "reference": _("Reference"),
            "state": _("Where it stands"),
            "started_at": _("When you started it"),
            "submitted_at": _("When you sent it"),
            "claimed_on": _("Date of claim"),
            "decided_at": _("When we decided it"),
            "entitled_from": _("First day you are paid for"),
        },
    ),
    Section(
        "on_claims",
        _("When you were on a claim"),
        "claims.Member",
        lambda person: Q(person=person),
        {"claim": _("Claim"), "applies": _("From, and until the day before"), "recorded_at": _("When we noted it")},
    ),
    Section(
        "answers",
        _("Answers you saved and have not sent, or sent lately"),
        "journeys.PageAnswer",
        _drafts_of,
        {"page": _("Page"), "answer": _("Answer"), "saved_at": _("When it was saved")},
        {"answer": read("answer")},
    ),
    Section(
        "declarations",
        _("What you declared"),
        "claims.Declaration",
        lambda person: Q(person=person),
        {
            "questions": _("Questions and answers"),
            "secret_answers": _("Answers that we keep encrypted"),
            "wording": _("What you agreed to"),
            "declared_at": _("When"),
            "language": _("Language"),
        },
    ),
    Section(
        "circumstances",
        _("What we believe about your situation"),
        "claims.Fact",
        _facts_of,
        {
            "kind": _("What it is about"),
            "applies": _("From, and until the day before"),
            "value": _("What we noted"),
            "recorded_at": _("When we noted it"),
            "superseded_at": _("When we stopped believing it"),
        },
        {"value": read("full_value")},
    ),
    Section(
        "evidence",
        _("What we asked you to show us"),
        "claims.Proof",
        lambda person: Q(person=person),
        {
            "kinds": _("What"),
            "details": _("What exactly"),
            "due": _("By when"),
            "state": _("Where it stands"),
            "asked_at": _("When we asked"),
            "asked_by_name": _("Who asked"),
            "sent_at": _("When you sent it"),
        },
        {"kinds": read("kind_words")},
    ),
    Section(
        "decisions",
        _("What we decided"),
        "claims.Decision",
        lambda person: _while_on("applies__contains", Cast(OuterRef("decided_at"), models.DateField()), person),
        {"outcome": _("Decision"), "explanation": _("Why"), "decided_at": _("When")},
    ),
    Section(
        "pay",
        _("Your pay"),
        "payments.Pay",
        lambda person: Q(person=person),
        {
            "employer": _("Employer"),
            "paid_on": _("Payday"),
            "net_pence": _("What you took home, in pence"),
            "source": _("Who told us"),
            "reported_at": _("When we were told"),
            "superseded_at": _("When we stopped believing it"),
        },
    ),
    Section(
        "statements",
        _("Your statements"),
        "payments.Statement",
        lambda person: _while_on("applies__contains", OuterRef("start"), person),
        {
            "number": _("Assessment period"),
            "start": _("First day"),
            "end": _("Last day"),
            "award_pence": _("Award, in pence"),
            "due_pence": _("To be paid, in pence"),
            "overpaid_pence": _("Paid too much, in pence"),
            "lines": _("Lines"),
            "made_at": _("When we made it"),
        },
        {"lines": _award},
    ),
    Section(
        "payments",
        _("Your payments"),
        "payments.Payment",
        lambda person: _while_on("applies__contains", OuterRef("statement__start"), person, claim="statement__claim"),
        {
            "amount_pence": _("Amount, in pence"),
            "pay_date": _("Pay date"),
            "state": _("Where it stands"),
            "issued_at": _("When it went out"),
        },
    ),
    Section(
        "account_checks",
        _("Bank accounts that we checked because our staff wrote them down for you"),
        "claims.AccountCheck",
        _account_checks_of,
        {
            "account_last_four": _("Last 4 digits"),
            "channel": _("How it was given"),
            "asked_at": _("When"),
            "state": _("Where it stands"),
            "answered_at": _("When it was checked"),
        },
    ),
    Section(
        "large_payments",
        _("Large payments that two of our staff looked at"),
        "payments.PaymentAgreement",
        lambda person: _while_on(
            "applies__contains", OuterRef("payment__statement__start"), person, claim="payment__statement__claim"
        ),
        {
            "asked_at": _("When the first looked"),
            "answered_at": _("When the second did"),
            "state": _("Where it stands"),
        },
    ),
    Section(
        "first_payments",
        _("First payments that we let go before you had proved who you are"),
        "payments.FirstPaymentRelease",
        lambda person: Q(person=person),
        {"reason": _("Why"), "released_at": _("When")},
    ),
)
