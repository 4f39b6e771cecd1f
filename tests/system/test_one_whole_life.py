"""A lone parent claims with the keyboard alone, is accepted, and reads a statement that is right to the penny."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from claims.journey import CLAIM
from demo.stories import LONE_PARENT
from tests.system import claiming
from tests.system.keyboard import KeyboardVisitor
from tests.system.service import Service
from tests.system.visitor import Visitor

# What the law comes to for an assessment period that begins on 7 September 2026 (rates of 2026-27), by hand.
STANDARD_ALLOWANCE = Decimal("424.90")  # single, 25 or over (UC Regs reg 36)
FIRST_CHILD = Decimal("351.88")  # the eldest was born before 6 April 2017 (SI 2014/1230 reg 43)
SECOND_CHILD = Decimal("303.94")  # each other child
RENT = Decimal("487.50")  # 112.50 a week x 52 / 12 (Sch 4 para 7)
SERVICE_CHARGES = Decimal("26.87")  # 6.20 a week x 52 / 12 = 26.8667; no bedroom is spare
EARNINGS_TAKEN_OFF = Decimal("260.15")  # 55% of 900.00 less the work allowance of 427.00, the one with housing
TARIFF_INCOME = Decimal("17.40")  # 4.35 for each of the four 250s between 6,000 and 7,000 (reg 72)
# No benefit cap: 900.00 is over the 881.00 that sixteen hours at the National Living Wage come to (reg 82).
MAXIMUM = STANDARD_ALLOWANCE + FIRST_CHILD + SECOND_CHILD + RENT + SERVICE_CHARGES
AWARD = MAXIMUM - EARNINGS_TAKEN_OFF - TARIFF_INCOME
assert f"{AWARD}" == "1317.54"

MARI = LONE_PARENT.but(
    given_names="Elin",
    family_name="Rowlands",
    account_holder="E Rowlands",
    entries={"children": [{**child, "child_family_name": "Rowlands"} for child in LONE_PARENT.entries["children"]]},
)
EMPLOYER = "Calder Bakery"


def pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}"


def test_a_lone_parent_claims_with_the_keyboard_and_is_paid(service: Service, visitor: Callable[..., Visitor]):
    # Given somebody who has just heard of the service, and whose hand cannot hold a mouse
    mari = visitor(kind=KeyboardVisitor)
    claiming.create_account(mari)

    # When she claims, and wherever she is sees where she is
    mari.press("Start a claim")
    claiming.answer_claim(mari, CLAIM.tasks, MARI)
    reference = claiming.send(mari)
    mari.go("/home/")
    mari.reads(reference)
    headings = [each.strip() for each in mari.page.locator("main h2").all_inner_texts()]
    in_order = ["What you need to do", "What we are doing", "We have your claim", "Your next appointment", "Messages"]
    assert headings[: len(in_order)] == in_order
    mari.reads("Deciding your claim")
    mari.has_no_complaints()

    # And an adviser checks who she is, accepts the claim and records her pay
    adviser = visitor("amina.yusuf")
    open_record(adviser, reference)
    verify_identity(adviser)
    accept(adviser)
    record_pay(adviser, "900.00", date(2026, 9, 7))
    adviser.has_no_complaints()

    # And the first assessment period ends
    adviser.go("/demonstration/")
    move_clock(adviser, reference, "period 1 has ended")
    service.work()

    # Then she reads a statement that explains the right amount
    mari.go("/home/")
    mari.follow("See all your payments")
    mari.reads(f"{pounds(AWARD)} to be paid on 13 October 2026 into the account ending 9911")
    mari.follow("7 September 2026 to 6 October 2026")
    for amount in (STANDARD_ALLOWANCE, FIRST_CHILD, SECOND_CHILD, MAXIMUM, EARNINGS_TAKEN_OFF, TARIFF_INCOME):
        mari.reads(pounds(amount))
    mari.reads(pounds(RENT + SERVICE_CHARGES))
    assert total_payment(mari) == pounds(AWARD)

    # And on the pay day it is paid
    mari.go("/demonstration/")
    move_clock(mari, reference, "the next pay day")
    service.work()
    mari.go(f"/claims/{reference}/payments/")
    mari.reads(f"{pounds(AWARD)} paid on 13 October 2026")

    # And she sees who looked at her record, and why
    mari.go("/who-looked/")
    mari.reads("Amina Yusuf")
    mari.reads("To handle a new claim")
    mari.has_no_complaints()
    adviser.has_no_complaints()


def open_record(adviser: Visitor, reference: str) -> None:
    """Open a claim from the list of work, saying why."""
    adviser.follow(reference)
    adviser.choose("To handle a new claim")
    adviser.fill("What you are going to do", "Check who you are and decide your claim.")
    adviser.press("Open the record")
    assert adviser.heading == "Record of Elin Rowlands"


def verify_identity(adviser: Visitor) -> None:
    adviser.follow("Check identity")
    adviser.follow("You saw two documents")
    adviser.tick("Passport", "Council Tax bill")
    adviser.choose("Yes")
    adviser.press("Save this check")


def accept(adviser: Visitor) -> None:
    adviser.follow("Decision")
    adviser.choose("Accept the claim")
    adviser.press("Continue")
    adviser.choose("The conditions of entitlement are met")
    adviser.press("Continue")
    adviser.press("Accept the claim")
    assert adviser.heading == "Record of Elin Rowlands"


def record_pay(adviser: Visitor, amount: str, paid_on: date) -> None:
    adviser.follow("Pay received")
    adviser.choose(EMPLOYER)
    adviser.enter_date(paid_on)
    adviser.fill("How much did they take home?", amount)
    adviser.press("Record this pay")
    adviser.reads(f"£{amount}")


def move_clock(somebody: Visitor, reference: str, to: str) -> None:
    """Move the clock to one of the days that the claim waits for."""
    rows = somebody.page.locator(".govuk-summary-list__row")
    happens = somebody.page.get_by_role("listitem").filter(has_text=reference).filter(has_text=to)
    with somebody.page.expect_navigation():
        rows.filter(has=happens).get_by_role("button").click()
    somebody.reads("It is now")


def total_payment(mari: Visitor) -> str:
    """The last row of the statement's last table."""
    table = mari.page.get_by_role("table", name="Total payment")
    return table.get_by_role("row", name="Total payment").get_by_role("cell").inner_text()
