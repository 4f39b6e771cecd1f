"""Staff check who somebody is, by each route; what follows; and first payments that wait for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.identity.services import ask_for_identity_check
from accounts.identity.standing import standing_of
from accounts.models import IdentityCheck, Office
from accounts.roles import Role
from audit.models import Access, Event
from claims.models import ReasonCode
from claims.services import accept_claim
from core import clock
from core.actor import Actor
from demo.stories import LONE_PARENT
from journal.models import Todo
from notifications.models import Message
from payments.models import FirstPaymentRelease, Payment
from payments.runs import run_payments
from tests.claims.claimants import Claimant, make_claimant, signed_in
from tests.proving import LOW, prove
from tests.staff.conftest import Worker, make_worker, staff_page

Page = Callable[..., str]
RUN = Actor.system("Payments run")
TWO = {"documents": ["passport", "payslip"], "face_compared": "yes"}
NO_PHOTO = {"documents": ["birth_certificate", "payslip"], "face_compared": "no"}


@pytest.fixture
def office(db: None) -> Office:
    return Office.objects.create(name="Leeds", address="1 The Headrow", opening_hours="9 to 5", phone="0113 496 0000")


def open_todos(claimant: Claimant) -> list[str]:
    return list(Todo.objects.filter(person=claimant.person, state="open").values_list("kind", flat=True))


def accept(claimant: Claimant, by: Actor) -> None:
    reason = ReasonCode.objects.get(code="conditions-met")
    claimant.claim = accept_claim(claim=claimant.claim, reason=reason, note="", by=by)


def test_two_documents_are_kept_once_and_the_to_do_is_done(page_of: Page, opened: Worker, sent: Claimant) -> None:
    for _press in range(2):
        assert opened.browser.post(page_of("identity", "documents"), TWO)["Location"] == page_of()
    check = IdentityCheck.objects.get()
    assert (check.level, check.route, check.documents) == ("medium", "two_documents", TWO["documents"])
    assert open_todos(sent) == []
    assert Message.objects.filter(template="identity_verified").count() == 1
    assert "We checked who you are" in sent.browser.get("/journal/").content.decode()
    assert "You are here" in sent.browser.get("/account/identity/").content.decode()
    assert "Two documents (Passport, Payslip or P60), Amina Yusuf" in opened.browser.get(page_of()).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"documents": ["passport", "passport"]}, "Select two documents of different kinds"),
        ({"documents": ["utility_bill", "council_tax_bill"]}, "Select two documents of different kinds"),
        ({"documents": []}, "Select the documents that you saw"),
        ({"documents": ["payslip", "bank_card"]}, "None of these documents has a photo"),
        ({"face_compared": ""}, "Select yes if you compared their face with a photo"),
    ],
)
def test_documents_that_prove_nothing_are_not_kept(
    page_of: Page, opened: Worker, given: dict[str, Any], words: str
) -> None:
    assert words in opened.browser.post(page_of("identity", "documents"), TWO | given).content.decode()
    assert not IdentityCheck.objects.exists()


def test_face_to_face_is_at_an_office(page_of: Page, opened: Worker, office: Office) -> None:
    given = {"documents": ["passport"], "face_compared": "yes"}
    page = opened.browser.post(page_of("identity", "face-to-face"), given).content.decode()
    assert "Select the office where you saw them" in page
    assert opened.browser.post(page_of("identity", "face-to-face"), {**given, "office": office.pk}).status_code == 302
    check = IdentityCheck.objects.get()
    assert (check.level, check.office, check.face_compared) == ("medium", office, True)


def test_questions_by_phone_show_what_the_record_knows(page_of: Page, opened: Worker, sent: Claimant) -> None:
    page = opened.browser.get(page_of("identity", "questions")).content.decode()
    for words in ("last 2 digits", "56C", "first line and the postcode"):
        assert words in page
    assert "We have: 11" in page
    assert "55779911" not in page
    answers = {"bank": "yes", "nino": "yes", "address": "yes", "birth": "no"}
    assert opened.browser.post(page_of("identity", "questions"), answers)["Location"] == page_of()
    check = IdentityCheck.objects.get()
    assert (check.level, sum(check.questions.values()), len(check.questions)) == ("low", 3, 4)


def test_questions_are_tried_once_a_day_and_a_try_that_failed_is_told(
    page_of: Page, opened: Worker, sent: Claimant
) -> None:
    wrong = {"bank": "no", "nino": "no", "address": "yes", "birth": "yes"}
    assert opened.browser.post(page_of("identity", "questions"), wrong)["Location"] == page_of("identity")
    assert standing_of(sent.person).level == "none"
    right = dict.fromkeys(wrong, "yes")
    assert (
        "nobody is asked twice in a day"
        in opened.browser.post(page_of("identity", "questions"), right).content.decode()
    )
    assert "we could not be sure who it was" in sent.browser.get("/journal/").content.decode()
    assert "choose another way now" in sent.browser.get("/account/identity/questions/").content.decode()
    with time_machine.travel(clock.now() + timedelta(days=1)):
        opened.open(sent.claim)
        browser = signed_in(opened.user)
        assert browser.post(page_of("identity", "questions"), right).status_code == 302
        assert standing_of(sent.person).level == "low"


def test_too_little_is_known_to_ask_about(adviser: Worker) -> None:
    bare = make_claimant().answer(LONE_PARENT.but(knows_nino=False, has_account="no")).send()
    adviser.open(bare.claim)
    address = staff_page(bare.claim.reference, bare.person.pk, "identity", "questions")
    page = adviser.browser.get(address).content.decode()
    assert "The record knows too little to ask about." in page


def test_a_check_is_taken_back_with_a_reason_and_asked_for_again(page_of: Page, opened: Worker, sent: Claimant) -> None:
    check = prove(sent.person, by=opened.by)
    page = page_of("identity", str(check.pk), "take-back")
    assert page in opened.browser.get(page_of("identity")).content.decode()
    assert "Enter what happened" in opened.browser.post(page, {"reason": "mistake"}).content.decode()
    for _press in range(2):
        given = {"reason": "mistake", "note": "It was the next claimant"}
        assert opened.browser.post(page, given)["Location"] == page_of("identity")
    assert standing_of(sent.person).level == "none"
    assert open_todos(sent) == ["verify_identity"]
    journal = sent.browser.get("/journal/").content.decode()
    assert journal.count("A check of who you are does not count any more.") == 1
    assert "It was the next claimant" not in journal
    shown = opened.browser.get(page_of("identity")).content.decode()
    assert "Does not count: It was recorded by mistake" in shown
    assert page not in shown


def test_nobody_elses_check_is_taken_back_by_this_address(page_of: Page, opened: Worker, sent: Claimant) -> None:
    other = prove(make_claimant().person, by=opened.by)
    response = opened.browser.post(page_of("identity", str(other.pk), "take-back"), {"reason": "mistake", "note": "x"})
    assert response.status_code == 404
    assert standing_of(other.person).level == "medium"


def test_who_asked_waits_until_they_are_checked(adviser: Worker, sent: Claimant, page_of: Page) -> None:
    ask_for_identity_check(person=sent.person, route="two_documents", documents=["passport", "payslip"], by=sent.by)
    page = adviser.browser.get("/staff/identity/").content.decode()
    assert "Two documents" in page
    assert page_of("identity") in page
    assert "what waits (1)" in adviser.browser.get("/staff/").content.decode()
    assert "Passport" not in page, "the record of what they have is not open"
    adviser.open(sent.claim)
    words = "They would like to show two documents: Passport, Payslip or P60."
    for each in ("", "documents"):
        assert words in adviser.browser.get(page_of(*["identity", each] if each else ["identity"])).content.decode()
    prove(sent.person, by=adviser.by)
    assert "Nobody has asked." in adviser.browser.get("/staff/identity/").content.decode()


def test_nobody_finds_themselves_among_what_waits(sent: Claimant) -> None:
    ask_for_identity_check(person=sent.person, route="", by=sent.by)
    sent.user.roles = [Role.CLAIMANT, Role.ADVISER]
    sent.user.save()
    assert sent.claim.reference not in sent.browser.get("/staff/identity/").content.decode()


@pytest.fixture
def held(opened: Worker, sent: Claimant, page_of: Page) -> Payment:
    """A first payment that waits, because the claimant showed no photo."""
    opened.browser.post(page_of("identity", "documents"), NO_PHOTO)
    accept(sent, opened.by)
    assert open_todos(sent) == ["identity_for_payment"]
    done = run_payments(on=clock.today() + timedelta(days=32), by=RUN)
    assert (done.failures, done.held, done.scheduled) == ([], 1, 0)
    payment = Payment.objects.get()
    assert (payment.state, payment.held_for) == ("due", "identity")
    return payment


def test_a_first_payment_waits_and_says_why(held: Payment, sent: Claimant, opened: Worker) -> None:
    for page in ("/home/", f"/claims/{sent.claim.reference}/payments/"):
        words = sent.browser.get(page).content.decode()
        assert "We have to be surer who you are before your first payment" in words
        assert "/account/identity/" in words
    assert sent.claim.reference in opened.browser.get("/staff/identity/").content.decode()
    run_payments(on=clock.today() + timedelta(days=33), by=RUN)
    assert open_todos(sent) == ["identity_for_payment"]
    assert Payment.objects.get().state == "due"


def test_a_first_payment_goes_once_we_are_surer(held: Payment, sent: Claimant, opened: Worker, page_of: Page) -> None:
    assert opened.browser.post(page_of("identity", "documents"), TWO).status_code == 302
    held.refresh_from_db()
    assert (held.state, held.held_for) == ("scheduled", "")
    assert open_todos(sent) == []
    assert "No first payment waits" in opened.browser.get("/staff/identity/").content.decode()


def test_a_first_payment_on_its_way_waits_again_when_the_check_is_taken_back(
    held: Payment, sent: Claimant, opened: Worker, page_of: Page
) -> None:
    opened.browser.post(page_of("identity", "documents"), TWO)
    check = IdentityCheck.objects.get(level="medium")
    given = {"reason": "document", "note": "Reported stolen"}
    opened.browser.post(page_of("identity", str(check.pk), "take-back"), given)
    assert [(each.state, each.held_for) for each in Payment.objects.order_by("made_at")] == [
        ("cancelled", ""),
        ("due", "identity"),
    ]
    assert open_todos(sent) == ["identity_for_payment"]


def test_somebody_else_lets_a_first_payment_go(held: Payment, sent: Claimant, opened: Worker, page_of: Page) -> None:
    given = {"reason": "hardship", "note": "Known to the hostel for years"}
    assert opened.browser.get(page_of("first-payment")).status_code == 404, "an adviser"
    officer = make_worker(Role.PAYMENT_OFFICER, name="Josie Adeyemi").open(sent.claim)
    assert "Enter what you relied on" in officer.browser.post(page_of("first-payment"), {}).content.decode()
    for _press in range(2):
        assert officer.browser.post(page_of("first-payment"), given)["Location"] == page_of()
    release = FirstPaymentRelease.objects.get()
    assert (release.released_by_name, release.note) == ("Josie Adeyemi", given["note"])
    held.refresh_from_db()
    assert held.state == "scheduled"
    assert open_todos(sent) == []
    assert Event.objects.get(kind="first_payment_released").data == {"reason": "hardship"}


def test_a_payment_goes_after_confirming(held: Payment, sent: Claimant, page_of: Page) -> None:
    officer = make_worker(Role.PAYMENT_OFFICER, name="Josie Adeyemi").open(sent.claim)
    read = Access.objects.count()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        asked = officer.browser.post(page_of("first-payment"), {"reason": "hardship", "note": "Known for years"})
    assert "Confirm that it is you" in asked.content.decode()
    assert not FirstPaymentRelease.objects.exists()
    assert Access.objects.count() == read, "nothing was shown"


def test_who_checked_does_not_let_the_payment_go_too(sent: Claimant, page_of: Page) -> None:
    leader = make_worker(Role.TEAM_LEADER, name="Ruth Osei").open(sent.claim)
    prove(sent.person, by=leader.by, evidence=LOW)
    accept(sent, make_worker().by)
    run_payments(on=clock.today() + timedelta(days=32), by=RUN)
    given = {"reason": "cannot", "note": "I met them"}
    assert (
        "Somebody else has to let the payment go"
        in leader.browser.post(page_of("first-payment"), given).content.decode()
    )
    assert Payment.objects.get().state == "due"
    # Nor after somebody else was less sure.
    asked = make_worker().open(sent.claim)
    wrong = {"bank": "no", "nino": "no", "address": "no", "birth": "no"}
    asked.browser.post(page_of("identity", "questions"), wrong)
    assert sent.person.identity_checks.count() == 2
    leader.browser.post(page_of("first-payment"), given)
    assert not FirstPaymentRelease.objects.exists()
