"""People with claims, made through the services, and pages for each of them to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.crypto import get_random_string

from accounts.actors import actor_for
from accounts.identity.services import record_identity_check
from accounts.models import User
from accounts.roles import Role
from accounts.services import create_account
from benchmarks.plain import ADDRESS, plain_session
from claims.models import Claim, ReasonCode
from claims.services import accept_claim, start_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor
from demo.filling import answer_claim
from demo.stories import LONE_PARENT
from payments.runs import run_payments

RUN = Actor.system("Benchmarks")
ADVISER = "adviser@example.com"
SINCE_CLAIM = timedelta(days=45)


@dataclass(frozen=True)
class Reader:
    """Somebody signed in, and their claim's reference."""

    cookie: str
    reference: str
    token: str
    """What a form of theirs must carry."""
    plain_cookie: str = ""
    """The same person in a session of Django's own."""


@dataclass(frozen=True)
class Page:
    """A page to measure: what it is, whether it is read while applying or once paid, and its address."""

    name: str
    applying: bool
    address: Callable[[str], str]

    def as_asked_by(self, reader: Reader) -> tuple[str, str]:
        """The address and the cookie."""
        return self.address(reader.reference), reader.plain_cookie if self is PLAIN else reader.cookie


PLAIN = Page("A bare view in Django by itself", False, lambda _: ADDRESS)
BARE = Page("A bare view in this service", False, lambda _: "/bare/")
PAGES = (
    Page("Home", False, lambda _: reverse("home:home")),
    Page("A question", True, lambda claim: reverse("claims:question", args=[claim, "home", "tenure"])),
    Page("The task list", True, lambda claim: reverse("claims:tasks", args=[claim])),
    Page("Check your answers", True, lambda claim: reverse("claims:check", args=[claim])),
    Page("A statement", False, lambda claim: reverse("payments:statement", args=[claim, 1])),
)


@override_settings(CLOCK_CAN_MOVE=True)
def make_readers(applying: int, paid: int) -> tuple[list[Reader], list[Reader]]:
    """People who have answered everything and not sent it, and people who have been paid once; all signed in."""
    adviser = actor_for(_account(ADVISER.partition("@")[0], Role.ADVISER))
    applicants = [_applicant(f"applying{number}") for number in range(applying)]
    with clock.as_if(clock.now() - SINCE_CLAIM):
        reason = ReasonCode.objects.filter(outcome="accept", in_use=True).first()
        assert reason
        claimants = []
        for number in range(paid):
            user, claim = _applicant(f"paid{number}")
            member = claim.members.select_related("person").get()
            submit_claim(claim=claim, member=member, by=actor_for(user))
            record_identity_check(
                person=member.person,
                route="two_documents",
                documents=["passport", "payslip"],
                face_compared=True,
                by=adviser,
            )
            accept_claim(claim=claim, reason=reason, note="", by=adviser)
            claimants.append((user, claim))
    summary = run_payments(on=clock.today(), by=RUN)
    assert summary.statements >= paid, summary
    return [_reader(*made) for made in applicants], [_reader(*made) for made in claimants]


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
    token = get_random_string(CSRF_SECRET_LENGTH, CSRF_ALLOWED_CHARS)
    cookies = {settings.SESSION_COOKIE_NAME: browser.session.session_key, settings.CSRF_COOKIE_NAME: token}
    plain = f"{settings.SESSION_COOKIE_NAME}={plain_session(user)}"
    return Reader("; ".join(f"{name}={value}" for name, value in cookies.items()), claim.reference, token, plain)
