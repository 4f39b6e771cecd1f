"""Whatever is sent, staff pages answer: never with a failure of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.claims.claimants import Claimant
from tests.staff.conftest import Worker

Page = Callable[..., str]
HOSTILE = (
    "",
    " ",
    "\x00",
    "'; DROP TABLE claims_claim; --",
    "<script>alert(1)</script>",
    "-1",
    "9" * 5000,
    "٣",
    "🙂",
    "{{ 7 * 7 }}",
    "%(name)s",
    "../../etc/passwd",
    "x" * 200_000,
)
FIELDS = {
    ("open",): ("reason", "note"),
    ("identity", "documents"): ("documents", "face_compared"),
    ("identity", "face-to-face"): ("office", "documents", "face_compared"),
    ("identity", "questions"): ("bank", "nino", "address", "birth"),
    ("decide",): ("outcome",),
    ("decide", "refuse"): ("reason", "note", "confirmed"),
    ("decide", "accept"): ("reason", "note", "brma", "london", "confirmed"),
    ("pay",): ("employer", "other_employer", "paid_on-day", "paid_on-month", "paid_on-year", "net_pence"),
}
GOOD = {
    ("open",): {"reason": "contact", "note": "They phoned"},
    ("identity", "documents"): {"documents": ["passport", "payslip"], "face_compared": "no"},
    ("identity", "face-to-face"): {"office": "1", "documents": ["passport"], "face_compared": "yes"},
    ("identity", "questions"): {"bank": "yes", "nino": "yes", "address": "yes", "birth": "no"},
    ("decide",): {"outcome": "accept"},
    ("decide", "refuse"): {"reason": "in-education", "note": ""},
    ("decide", "accept"): {"reason": "conditions-met", "note": ""},
    ("pay",): {
        "employer": "other",
        "other_employer": "Mill",
        "paid_on-day": "1",
        "paid_on-month": "1",
        "paid_on-year": "2026",
        "net_pence": "1",
    },
}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_in_any_field(text: str, page_of: Page, opened: Worker, accepted: Claimant) -> None:
    for page, names in FIELDS.items():
        for name in names:
            response = opened.browser.post(page_of(*page), {**GOOD[page], name: text})
            assert response.status_code < 500
            assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_before_the_decision(text: str, page_of: Page, opened: Worker, sent: Claimant) -> None:
    for page in (("decide",), ("decide", "refuse"), ("decide", "accept")):
        for name in FIELDS[page]:
            if name != "confirmed":
                response = opened.browser.post(page_of(*page), {**GOOD[page], name: text})
                assert response.status_code < 500
                assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("text", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_any_text_in_the_address(text: str, page_of: Page, opened: Worker, sent: Claimant) -> None:
    for address in ("/staff/", "/staff/find/", page_of(), page_of("pay")):
        response = opened.browser.get(address, {"q": text, "page": text, "events": text})
        assert response.status_code < 500
        assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("reference", ["%00", "UC-0000-0000%00", "..%2f", "%F0%9F%99%82", "x" * 3000])
def test_any_reference(reference: str, opened: Worker) -> None:
    for page in ("", "open/", "pay/"):
        assert opened.browser.get(f"/staff/claims/{reference}/{page}", follow=True).status_code == 404
