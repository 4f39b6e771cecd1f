"""Who reaches a claimant's record, and that each visit is recorded and can be seen by the claimant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.roles import Role
from audit.models import Access
from claims.querysets import OPENED
from core import clock
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.staff.conftest import Worker, make_worker, staff_page

IDENTITY = ("identity", "identity/documents", "identity/face-to-face", "identity/questions")
PAGES = ("", *IDENTITY, "helpers", "decide", "decide/accept", "decide/refuse", "pay")
Page = Callable[..., str]


def parts(page: str) -> list[str]:
    return page.split("/") if page else []


@pytest.mark.parametrize("page", [*PAGES, "open"])
def test_visitors_are_asked_to_sign_in(page: str, page_of: Page) -> None:
    response = Client().get(page_of(*parts(page)))
    assert response.status_code == 302
    assert response["Location"].startswith("/staff/sign-in/?next=")


@pytest.mark.parametrize("page", [*PAGES, "open"])
def test_claimants_find_no_such_page(page: str, page_of: Page, sent: Claimant) -> None:
    assert sent.browser.get(page_of(*parts(page))).status_code == 404
    assert make_claimant().browser.get(page_of(*parts(page))).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_say_why_first(page: str, method: str, page_of: Page, adviser: Worker) -> None:
    response = getattr(adviser.browser, method)(page_of(*parts(page)))
    assert (response.status_code, response["Location"]) == (302, page_of("open"))
    assert not Access.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_opening_for_one_adviser_opens_for_no_other(page: str, page_of: Page, opened: Worker) -> None:
    other = make_worker(name="Another adviser")
    assert other.browser.get(page_of(*parts(page)))["Location"] == page_of("open")
    assert opened.browser.get(page_of(*parts(page))).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_each_visit_is_recorded(page: str, page_of: Page, opened: Worker, sent: Claimant) -> None:
    opened.browser.get(page_of(*parts(page)))
    read = Access.objects.exclude(page=OPENED).get()
    assert (read.user_name, read.person_id, read.note) == ("Amina Yusuf", sent.person.pk, "To decide the new claim")
    assert read.page.startswith("staff:")


def test_claimant_sees_who_looked_and_why(page_of: Page, opened: Worker, sent: Claimant) -> None:
    opened.browser.get(page_of())
    page = sent.browser.get("/who-looked/").content.decode()
    for words in ("Opened your record", "Your record: who you are", "Amina Yusuf", "Adviser", "To handle a new claim"):
        assert words in page
    assert "To decide the new claim" in page
    assert "Amina Yusuf" not in make_claimant().browser.get("/who-looked/").content.decode()


@pytest.mark.parametrize("page", [*PAGES, "open"])
def test_nobody_handles_their_own_claim(page: str, db: None) -> None:
    both = make_claimant()
    both.user.roles = [Role.CLAIMANT, Role.ADVISER, Role.PAYMENT_OFFICER]
    both.user.save()
    both.answer().send()
    browser = signed_in(both.user)
    address = staff_page(both.claim.reference, both.person.pk, *parts(page))
    assert browser.get(address).status_code == 404
    for found in ("/staff/", f"/staff/find/?q={both.person.family_name}", "/staff/find/?q=Hughes"):
        assert both.claim.reference not in browser.get(found).content.decode()


@pytest.mark.parametrize("page", [*PAGES, "open"])
def test_claims_not_sent_and_unknown_ones_are_no_pages(page: str, adviser: Worker) -> None:
    for reference in (make_claimant().claim.reference, "UC-0000-0000", "nothing"):
        address = staff_page(reference, UUID(int=1), *parts(page))
        assert adviser.browser.get(address, follow=True).status_code == 404


def test_record_closes_after_a_working_day(page_of: Page, opened: Worker) -> None:
    assert opened.browser.get(page_of()).status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=8, minutes=1)):
        # The session has ended by then too.
        browser = signed_in(opened.user)
        assert browser.get(page_of())["Location"] == page_of("open")


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ADVISER, {"", *IDENTITY, "helpers", "decide", "decide/accept", "decide/refuse", "pay"}),
        (Role.DECISION_MAKER, {"", *IDENTITY, "helpers", "decide", "decide/accept", "decide/refuse", "pay"}),
        (Role.PAYMENT_OFFICER, {"", "pay"}),
        (Role.TEAM_LEADER, {"", *IDENTITY, "helpers"}),
    ],
)
def test_each_role_has_its_pages(role: str, may: set[str], page_of: Page, sent: Claimant) -> None:
    worker = make_worker(role).open(sent.claim)
    reached = {page for page in PAGES if worker.browser.get(page_of(*parts(page))).status_code == 200}
    assert reached == may


def test_an_admin_opens_no_record(page_of: Page, sent: Claimant) -> None:
    worker = make_worker(Role.ADMIN)
    with pytest.raises(PermissionDenied):
        worker.open(sent.claim)
    assert {worker.browser.get(page_of(*parts(page))).status_code for page in (*PAGES, "open")} == {404}


def test_opening_asks_why_and_records_it(page_of: Page, adviser: Worker, sent: Claimant) -> None:
    wrong = adviser.browser.post(page_of("open"), {"reason": "curiosity", "note": " "}).content.decode()
    assert "Select why you are opening this record" in wrong
    assert "Enter what you are going to do" in wrong
    right = adviser.browser.post(page_of("open"), {"reason": "contact", "note": "They phoned about their rent"})
    assert right["Location"] == page_of()
    opening = Access.objects.get(page=OPENED)
    assert (opening.reason, opening.note) == ("contact", "They phoned about their rent")


def test_staff_reading_the_claimants_own_pages_needs_an_opening(adviser: Worker, sent: Claimant) -> None:
    address = f"/claims/{sent.claim.reference}/answers/"
    assert adviser.browser.get(address).status_code == 404
    adviser.open(sent.claim)
    assert adviser.browser.get(address).status_code == 200


def test_work_is_for_staff(db: None) -> None:
    for address in ("/staff/", "/staff/find/", "/staff/identity/"):
        assert Client().get(address).status_code == 302
        assert signed_in(make_user()).get(address).status_code == 404
