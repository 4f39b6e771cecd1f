"""The pages about payments: who sees them, and what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit.moves import move
from claims.models import Claim
from core.actor import Actor
from core.ids import new_id
from payments.models import Pay, Payment, Statement
from payments.runs import run_payments
from payments.words import shown
from rules.cases import load_case
from rules.results import award_of
from tests.payments.conftest import ACCOUNT_NUMBER, RUN, browser_of, circumstances, make_claim, user

At = Callable[[str], None]
Report = Callable[..., Pay]
ENDED, PAID = date(2026, 10, 14), date(2026, 10, 20)
CASES = Path(__file__).resolve().parents[1] / "rules" / "data" / "cases.jsonl"


def words(client: Client, name: str, claim: Claim, *args: object, query: str = "") -> str:
    """What a page says, without its markup."""
    response = client.get(reverse(f"payments:{name}", args=[claim.reference, *args]) + query)
    assert response.status_code == 200, response
    page = response.content.decode()
    assert ' style="' not in page
    assert ACCOUNT_NUMBER not in page
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<h1") == 1
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def test_before_the_first_payment_the_dates_and_an_estimate(claim: Claim, priya: User, at: At):
    page = words(browser_of(priya), "history", claim)
    assert "Your first assessment period is from 14 September 2026 to 13 October 2026" in page
    assert "Its pay date 20 October 2026" in page
    assert "Estimate so far £1,583.32" in page
    assert "This is an estimate, not a decision" in page


def test_the_statement_explains_each_amount_in_order(claim: Claim, priya: User, pay: Report, at: At):
    at("2026-10-20")
    pay(900_00, "2026-09-25")
    run_payments(on=PAID, by=RUN)
    page = words(browser_of(priya), "statement", claim, 1)
    in_order = [
        "Statement for 14 September 2026 to 13 October 2026",
        "Amount £1,323.17",
        "Date paid 20 October 2026",
        "£1,323.17 paid on 20 October 2026 into the account ending 2490",
        "Claimants Priya Nair",
        "What you are entitled to",
        "Standard allowance £424.90",
        "Child: Arlo £351.88",
        "Child: Bella £303.94",
        "Housing £520.00",
        "Rent: £120.00 a week: £520.00",
        "Total before anything is taken off £1,600.72",
        "What we take off",
        "Take-home pay £260.15",
        "from Corner Bakery on 25 September 2026: £900.00",
        "Work allowance: pay that does not count: -£427.00",
        "Share of pay we take off: 55% from",
        "Savings £17.40",
        "Total taken off £277.55",
        "Total payment £1,323.17",
        "Paid to Priya Nair",
        "What is not paid, and why",
        "Caring",
        "What changed since the month before",
        "This is the first period",
    ]
    places = [page.find(text) for text in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)


def test_the_second_statement_says_what_changed(claim: Claim, priya: User, pay: Report, at: At):
    at("2026-11-20")
    pay(900_00, "2026-09-25")
    pay(950_00, "2026-10-25")
    run_payments(on=date(2026, 11, 20), by=RUN)
    page = words(browser_of(priya), "statement", claim, 2)
    assert "Your payment is £27.50 less than the month before." in page
    assert "Take-home pay: we took off £287.65. It was £260.15." in page


def test_what_changed_is_as_it_was_when_the_statement_was_made(claim: Claim, priya: User, pay: Report, at: At):
    at("2026-11-14")
    pay(900_00, "2026-09-25")
    pay(950_00, "2026-10-25")
    run_payments(on=date(2026, 11, 14), by=RUN)
    before = words(browser_of(priya), "statement", claim, 2)
    assert "Your payment is £27.50 less than the month before." in before
    at("2026-11-15")
    pay(50_00, "2026-09-28", employer="Mill")
    assert run_payments(on=date(2026, 11, 15), by=RUN).statements == 1
    assert words(browser_of(priya), "statement", claim, 2) == before


def test_a_late_payment_says_the_day_on_which_it_went(claim: Claim, priya: User, at: At):
    at("2026-10-14")
    run_payments(on=ENDED, by=RUN)
    at("2026-10-22")
    run_payments(on=date(2026, 10, 22), by=RUN)
    statement = words(browser_of(priya), "statement", claim, 1)
    assert "Date paid 22 October 2026" in statement
    for page in (statement, words(browser_of(priya), "history", claim)):
        assert "£1,583.32 paid on 22 October 2026 into the account" in page
    assert "We last paid you £1,583.32 on 22 October 2026." in browser_of(priya).get("/home/").content.decode()


def test_too_much_paid_is_said_plainly_and_the_first_version_stays(claim: Claim, priya: User, pay: Report, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    pay(900_00, "2026-09-25")
    run_payments(on=PAID, by=RUN)
    browser = browser_of(priya)
    assert "We paid you £260.15 too much for this period: £1,583.32, and it comes to £1,323.17" in words(
        browser, "statement", claim, 1
    )
    assert "£260.15 too much was paid" in words(browser, "history", claim)
    first = words(browser, "statement", claim, 1, query="?version=1")
    assert "This statement was replaced" in first
    assert "Total payment £1,583.32" in first
    for query in ("?version=3", "?version=0", "?version=x", "?version=²"):
        address = reverse("payments:statement", args=[claim.reference, 1]) + query
        assert browser.get(address).status_code == 404


def test_money_on_hold_says_why(priya: User, adviser: Actor, at: At):
    claim = make_claim(priya, adviser, circumstances(account=False))
    at("2026-10-14")
    run_payments(on=ENDED, by=RUN)
    browser = browser_of(priya)
    assert "£1,583.32 on hold: We have no account to pay into" in words(browser, "history", claim)
    assert "on hold: We have no account to pay into" in words(browser, "statement", claim, 1)


def test_the_next_twelve_pay_dates(claim: Claim, priya: User, at: At):
    page = words(browser_of(priya), "dates", claim)
    assert page.count("20 October 2026") == 1
    assert "18 December 2026" in page  # the 20th is a Sunday
    assert "20 September 2027" in page


@pytest.mark.parametrize(("name", "args"), [("history", []), ("statement", [1]), ("dates", [])])
def test_only_those_on_the_claim_and_staff_who_opened_it_see_it(
    claim: Claim, opened: Claim, priya: User, adviser: Actor, at: At, name: str, args: list[int]
):
    run_payments(on=ENDED, by=RUN)
    address = reverse(f"payments:{name}", args=[claim.reference, *args])
    assert browser_of(priya).get(address).status_code == 200
    assert browser_of(User.objects.get(pk=adviser.user_id)).get(address).status_code == 200
    for somebody in (user("x@example.com", Role.CLAIMANT), user("y@example.com", Role.ADVISER)):
        assert browser_of(somebody).get(address).status_code == 404
    assert browser_of().get(address).status_code == 302
    assert browser_of(priya).post(address).status_code == 405


def test_what_does_not_exist_is_not_found(claim: Claim, priya: User, at: At):
    browser = browser_of(priya)
    assert browser.get(reverse("payments:statement", args=[claim.reference, 1])).status_code == 404
    assert browser.get(reverse("payments:statement", args=[claim.reference, 10**30])).status_code == 404
    assert browser.get(reverse("payments:history", args=[claim.reference]) + "?page=2").status_code == 404


def test_sixty_statements_are_on_five_pages(claim: Claim, priya: User, at: At):
    at("2026-10-20")
    run_payments(on=PAID, by=RUN)
    _add_months(Statement.objects.get(), 59)
    page, last = (words(browser_of(priya), "history", claim, query=query) for query in ("", "?page=5"))
    assert page.count("the account ending 2490 £1,583.32") == 12
    assert "Older" in page
    assert "Older" not in last


def _add_months(first: Statement, count: int) -> None:
    """The same statement and payment again for the periods that follow."""
    rows = [model_to_dict(first, exclude=["claim"]) for _ in range(count)]
    later = [
        Statement(**{**row, "id": new_id(), "claim": first.claim, "number": number})
        for number, row in enumerate(rows, 2)
    ]
    Statement.objects.bulk_create(later)
    for statement in later:
        payment = Payment.objects.create(
            statement=statement, instalment=1, amount_pence=statement.due_pence, made_at=statement.made_at
        )
        fields = {"pay_date": PAID, "account": {}, "account_last_four": "2490"}
        move(payment, "schedule", by=RUN, set_fields=fields)


def test_every_input_and_rate_of_the_rules_has_words():
    for line in CASES.read_text().splitlines():
        if line.strip():
            for each in award_of(load_case(line)).lines:
                shown(each)
