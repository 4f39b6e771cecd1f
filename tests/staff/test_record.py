"""Finding a claim, its record, and recorded pay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from claims.models import ReasonCode
from claims.services import accept_claim
from core import clock
from demo.stories import LONE_PARENT
from payments.models import Pay
from tests.claims.claimants import Claimant, make_claimant
from tests.staff.conftest import Worker, identify

Page = Callable[..., str]


def test_new_claims_wait_the_oldest_first(adviser: Worker, db: None) -> None:
    with time_machine.travel(clock.now() - timedelta(days=3)):
        older = make_claimant().answer(LONE_PARENT.but(family_name="Older")).send()
    newer = make_claimant().answer(LONE_PARENT.but(family_name="Newer")).send()
    page = adviser.browser.get("/staff/").content.decode()
    assert page.index(older.claim.reference) < page.index(newer.claim.reference)
    assert "3 days" in page
    assert "Since today" in page


@pytest.mark.parametrize("typed", ["{ref}", " {ref} ", "{bare}", "{lower}", "hugh", "HUGHES"])
def test_claims_are_found_by_reference_or_name(typed: str, adviser: Worker, sent: Claimant) -> None:
    reference = sent.claim.reference
    words = typed.format(ref=reference, bare=reference.replace("-", " "), lower=reference.lower())
    assert reference in adviser.browser.get("/staff/find/", {"q": words}).content.decode()


@pytest.mark.parametrize("typed", ["h", "ughes", "%", "Hughes%", "_____", "UC-", "Rosa"])
def test_claims_are_not_found_by_less(typed: str, adviser: Worker, sent: Claimant) -> None:
    page = adviser.browser.get("/staff/find/", {"q": typed}).content.decode()
    assert sent.claim.reference not in page
    assert "No claims found" in page


def test_record_shows_what_was_declared_with_bank_details_hidden(page_of: Page, opened: Worker) -> None:
    page = opened.browser.get(page_of()).content.decode()
    for words in ("Rosa Hughes", "QQ123456C", "Aire Homes Housing Association", "Calder Bakery", "£112.50", "Mia"):
        assert words in page.replace("QQ 12 34 56 C", "QQ123456C")
    assert "•••• 9911" in page
    assert "{" not in page.split("<main")[1].split("</main>")[0]
    assert "R Hughes" not in page
    assert "55779911" not in page
    assert "200000" not in page


def test_pay_waits_for_the_claim_to_be_accepted(page_of: Page, opened: Worker) -> None:
    assert "Pay cannot be recorded yet" in opened.browser.get(page_of("pay")).content.decode()


def pay_on(days: timedelta, **changes: str) -> dict[str, str]:
    day = clock.today() + days
    given = {"paid_on-day": str(day.day), "paid_on-month": str(day.month), "paid_on-year": str(day.year)}
    return {"employer": "1", "net_pence": "£880.00", **given, **changes}


def test_pay_is_recorded_once(page_of: Page, opened: Worker, accepted: Claimant) -> None:
    for _press in range(2):
        response = opened.browser.post(page_of("pay"), pay_on(timedelta()), follow=True)
        assert "The pay is recorded." in response.content.decode()
    pay = Pay.objects.get()
    assert (pay.employer, pay.net_pence, pay.reported_by_name) == ("Calder Bakery", 88000, "Amina Yusuf")
    assert "£880.00" in response.content.decode()


def test_pay_from_another_employer_names_it(page_of: Page, opened: Worker, accepted: Claimant) -> None:
    wrong = opened.browser.post(page_of("pay"), pay_on(timedelta(), employer="other")).content.decode()
    assert "Enter the name of the other employer" in wrong
    opened.browser.post(page_of("pay"), pay_on(timedelta(), employer="other", other_employer="Mill & Co"))
    assert Pay.objects.get().employer == "Mill & Co"


def test_who_named_no_job_is_asked_for_the_employer(adviser: Worker) -> None:
    jobless = make_claimant().answer(LONE_PARENT.but(has_job=False)).send()
    adviser.open(jobless.claim)
    identify(jobless, adviser.by)
    reason = ReasonCode.objects.get(code="conditions-met")
    accept_claim(claim=jobless.claim, reason=reason, note="", by=adviser.by)
    address = f"/staff/claims/{jobless.claim.reference}/pay/"
    wrong = adviser.browser.post(address, pay_on(timedelta())).content.decode()
    assert "Enter the name of the employer" in wrong
    assert "Another employer" not in wrong
    adviser.browser.post(address, pay_on(timedelta(), other_employer="Mill & Co"))
    assert Pay.objects.get().employer == "Mill & Co"


@pytest.mark.parametrize(("days", "words"), [(-1, "the first assessment period begins then"), (1, "in the past")])
def test_pay_is_received_in_a_period(days: int, words: str, page_of: Page, opened: Worker, accepted: Claimant) -> None:
    page = opened.browser.post(page_of("pay"), pay_on(timedelta(days=days))).content.decode()
    assert words in page
    assert not Pay.objects.exists()


def test_different_pay_for_the_same_day_is_not_taken_for_new(page_of: Page, opened: Worker, accepted: Claimant) -> None:
    opened.browser.post(page_of("pay"), pay_on(timedelta()))
    page = opened.browser.post(page_of("pay"), pay_on(timedelta(), net_pence="900")).content.decode()
    assert "recorded already" in page
    assert Pay.objects.count() == 1
