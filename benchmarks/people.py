"""People with claims, made through the services, and pages for each of them to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from accounts.services import create_account, record_identity_check
from claims.models import Claim, ReasonCode
from claims.services import accept_claim, start_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor
from demo.filling import answer_claim
from demo.stories import LONE_PARENT
from payments.runs import run_payments

RUN = Actor.system("Benchmarks")
SINCE_CLAIM = timedelta(days=45)


@dataclass(frozen=True)
class Reader:
    """Somebody signed in, and their claim's reference."""

    cookie: str
    reference: str


@dataclass(frozen=True)
class Page:
    """A page to measure: what it is, whether it is read while applying or once paid, and its address."""

    name: str
    applying: bool
    address: Callable[[str], str]


BARE = Page("A bare Django view", False, lambda _: "/bare/")
PAGES = (
    Page("Home", False, lambda _: reverse("home:home")),
    Page("A question", True, lambda claim: reverse("claims:question", args=[claim, "home", "tenure"])),
    Page("The task list", True, lambda claim: reverse("claims:tasks", args=[claim])),
    Page("Check your answers", True, lambda claim: reverse("claims:check", args=[claim])),
    Page("A statement", False, lambda claim: reverse("payments:statement", args=[claim, 1])),
)


@override_settings(CLOCK_CAN_MOVE=True)
def make_readers(people: int, browsers: int) -> tuple[list[Reader], list[Reader]]:
    """People who have answered everything and not sent it, and as many who have been paid once; each signed in with
    several browsers."""
    adviser = actor_for(_account("adviser", Role.ADVISER))
    applying = [_applicant(f"applying{number}") for number in range(people)]
    with clock.as_if(clock.now() - SINCE_CLAIM):
        reason = ReasonCode.objects.filter(outcome="accept", in_use=True).first()
        assert reason
        paid = []
        for number in range(people):
            user, claim = _applicant(f"paid{number}")
            member = claim.members.select_related("person").get()
            submit_claim(claim=claim, member=member, by=actor_for(user))
            record_identity_check(
                person=member.person,
                level="medium",
                route="two_documents",
                documents=["passport", "payslip"],
                by=adviser,
            )
            accept_claim(claim=claim, reason=reason, note="", by=adviser)
            paid.append((user, claim))
    summary = run_payments(on=clock.today(), by=RUN)
    assert summary.statements >= people, summary
    return (
        [_reader(*made) for made in applying for _ in range(browsers)],
        [_reader(*made) for made in paid for _ in range(browsers)],
    )


def _account(name: str, role: str) -> User:
    return create_account(email=f"{name}@example.com", password=None, name=name, roles=[role], by=RUN)


def _applicant(name: str) -> tuple[User, Claim]:
    user = _account(name, Role.CLAIMANT)
    by = actor_for(user)
    claim = start_claim(person=user.person, by=by)
    # One National Insurance number is one person.
    story = LONE_PARENT.but(nino=f"QQ{user.pk:06}C")
    answer_claim(claim=claim, member=claim.members.get(), story=story, by=by)
    return user, claim


def _reader(user: User, claim: Claim) -> Reader:
    browser = Client()
    browser.force_login(user, backend="accounts.backends.EmailBackend")
    return Reader(f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}", claim.reference)
