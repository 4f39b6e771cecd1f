"""Staff look an employer up, note where, and decide; those who act for it are told and read why."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from audit.models import Event
from core import clock
from core.states import MoveRefused
from employers.deciding import NotChecked, add_check, decide, unchecked
from employers.models import CheckKind, Employer, EmployerDecision, RegisterCheck
from notifications.models import Message
from tests.accounts.conftest import make_user
from tests.conftest import sign_in
from tests.employers.organisations import Acting, approve, check, colleague, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser() -> User:
    return make_user("amina@example.com", "Amina Yusuf", (Role.ADVISER,))


@pytest.fixture
def sent() -> Acting:
    return somebody().answer().send()


def address(name: str, sent: Acting, *more: str) -> str:
    assert sent.employer
    return reverse(f"staff:{name}", args=[sent.employer.reference, *more])


def test_from_the_queue_to_a_decision(adviser: User, sent: Acting) -> None:
    browser = sign_in(Client(), adviser)
    assert b"Employers to check (1)" in browser.get(reverse("staff:home")).content
    queue = browser.get(reverse("staff:employers")).content.decode()
    assert address("employer", sent) in queue
    page = browser.get(address("employer", sent)).content.decode()
    assert "Harbour Bakery Ltd" in page
    assert "123/AB456" in page
    assert "Still to be checked" in page
    assert Event.objects.filter(kind="employer_seen", user_id=adviser.pk).count() == 1
    approving = address("employer_decision", sent, "approve")
    assert "Note first what you checked" in browser.post(approving, {"note": ""}).content.decode()
    for kind in CheckKind:
        typed = {"kind": kind, "looked_at": "companies_house", "result": "matches", "note": "As they say"}
        assert browser.post(address("employer_check", sent), typed).url == address("employer", sent)
    assert browser.post(approving, {"note": "All of it fits"}).url == address("employer", sent)
    employer = Employer.objects.get()
    assert employer.state == "approved"
    assert Message.objects.latest("queued_at").template == "employer_approved"
    page = browser.get(address("employer", sent)).content.decode()
    for said in ("As they say", "All of it fits", "Amina Yusuf", "Suspend"):
        assert said in page
    assert "Refuse" not in page
    home = sent.browser().get(reverse("employers:home")).content.decode()
    assert "Approved" in home
    assert "All of it fits" not in home, "a note is for staff"
    kinds = list(Event.objects.filter(subject_id=str(employer.pk)).values_list("kind", flat=True))
    assert kinds.count("employer_checked") == len(CheckKind)
    assert "employer_approved" in kinds


def test_what_is_not_so_approves_nobody(adviser: User, sent: Acting) -> None:
    by, employer = actor_for(adviser), sent.employer
    assert employer
    check(employer, by)
    assert unchecked(employer) == []
    looked = {"looked_at": "call", "note": None, "by": by}
    add_check(employer=employer, kind=CheckKind.REACHED, result="differs", **looked)
    assert unchecked(employer) == [CheckKind.REACHED]
    with pytest.raises(NotChecked):
        decide(employer=employer, event="approve", why="", note="", by=by)
    # What was found out before it was sent anew says nothing of what it says now.
    refused = decide(employer=employer, event="refuse", why="not_reached", note="Nobody answered", by=by)
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        Acting(sent.user, refused).send()
        assert set(unchecked(Employer.objects.get())) == set(CheckKind)


def test_who_was_refused_reads_why_and_sends_it_again(adviser: User, sent: Acting) -> None:
    by, browser = actor_for(adviser), sent.browser()
    decide(employer=sent.employer, event="refuse", why="different", note="Another address", by=by)
    home = browser.get(reverse("employers:home")).content.decode()
    assert "differs from what the public register says" in home
    assert "Another address" not in home
    page = reverse("employers:question", args=["address"])
    assert browser.post(page, {"address_line_1": "5 Quay Street", "town": "Hull", "postcode": "HU1 1AA"}).url
    assert browser.post(reverse("employers:check")).url == reverse("employers:sent")
    assert Employer.objects.get().state == "applied"


def test_suspended_and_opened_again(adviser: User, sent: Acting) -> None:
    by = actor_for(adviser)
    employer = approve(sent.employer, by)
    other = colleague(employer, sent.by)
    decide(employer=employer, event="suspend", why="reported", note="A call", by=by)
    told = {message.address for message in Message.objects.filter(template="employer_suspended")}
    assert told == {sent.user.email, other.user.email}
    assert "look into" in sent.browser().get(reverse("employers:home")).content.decode()
    assert sent.browser().get(reverse("employers:invite")).status_code == 404
    assert decide(employer=employer, event="restore", why="", note="", by=by).state == "approved"


def test_only_what_the_table_allows(adviser: User, sent: Acting) -> None:
    by, employer = actor_for(adviser), sent.employer
    assert employer
    with pytest.raises(MoveRefused):
        decide(employer=employer, event="suspend", why="reported", note="", by=by)
    with pytest.raises(ValueError, match="no reason to refuse"):
        decide(employer=employer, event="refuse", why="", note="", by=by)
    with pytest.raises(ValueError, match="no reason to refuse"):
        decide(employer=employer, event="refuse", why="reported", note="", by=by)
    for role in (Role.DECISION_MAKER, Role.PAYMENT_OFFICER, Role.ADMIN, Role.CLAIMANT, Role.EMPLOYER):
        someone = actor_for(make_user(f"{role}@example.com", roles=(role,)))
        with pytest.raises(PermissionDenied):
            decide(employer=employer, event="refuse", why="not_found", note="", by=someone)
        assert not Employer.objects.for_actor(someone).exists()
    with pytest.raises(PermissionDenied):
        check(employer, sent.by)
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Employer.objects.update(state="suspended")
    assert sign_in(Client(), adviser).get(address("employer_decision", sent, "suspend")).status_code == 302
    assert sign_in(Client(), adviser).get(address("employer_decision", sent, "delete")).status_code == 404


def test_checks_and_decisions_are_only_added(adviser: User, sent: Acting) -> None:
    approve(sent.employer, actor_for(adviser))
    for model in (RegisterCheck, EmployerDecision):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(note=None)


def test_what_was_not_sent_is_nobody_elses_and_is_found_once_it_is(adviser: User) -> None:
    acting = somebody().answer()
    browser = sign_in(Client(), adviser)
    assert browser.get(address("employer", acting)).status_code == 404
    acting.send()
    assert acting.employer
    second = somebody().answer().send()
    for words in (acting.employer.reference.lower(), "1234567", "harbour"):
        found = browser.get(reverse("staff:employers"), {"q": words}).content.decode()
        assert address("employer", acting) in found, words
    assert Event.objects.filter(kind="employers_searched").count() == 3
    assert address("employer", acting) in browser.get(address("employer", second)).content.decode(), "the same number"
    assert "No employer was found" in browser.get(reverse("staff:employers"), {"q": "zz"}).content.decode()
    assert "There is a problem" in browser.get(reverse("staff:employers"), {"q": ""}).content.decode()


def test_one_that_waits_too_long_is_late(adviser: User, sent: Acting) -> None:
    assert ", late" not in sign_in(Client(), adviser).get(reverse("staff:employers")).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=8)):
        browser = sign_in(Client(), adviser)
        assert ", late" in browser.get(reverse("staff:employers")).content.decode()
