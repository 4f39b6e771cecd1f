"""Somebody without a photo waits for their first payment, asks to show more, is checked by an adviser, and is paid."""

from __future__ import annotations

from collections.abc import Callable

from tests.system.service import Service
from tests.system.test_one_whole_life import move_clock
from tests.system.visitor import Visitor

WAITS = "We have to be surer who you are before your first payment"


def test_a_first_payment_waits_until_it_is_known_who_is_paid(service: Service, visitor: Callable[..., Visitor]):
    # Given somebody who was accepted by two documents without a photo
    kai = visitor("kai.brennan")
    kai.follow("Show us more of who you are, for your first payment")
    kai.reads("You are here")
    kai.reads("Get your first payment without somebody having to look at it first")
    kai.go("/home/")
    kai.follow("See all your payments")
    reference = kai.path.split("/")[2]

    # When the first assessment period ends, their payment waits and says why
    kai.go("/demonstration/")
    move_clock(kai, reference, "period 1 has ended")
    service.work()
    kai.go(f"/claims/{reference}/payments/")
    kai.reads(WAITS)

    # And they say what they will show, after choosing what is not enough
    kai.follow("Show us more of who you are")
    kai.follow("Show two documents")
    kai.tick("Utility bill", "Council Tax bill")
    kai.press("Save and continue")
    kai.reads("Select one that is not a bill or a tenancy agreement")
    kai.tick("Passport")
    kai.page.get_by_role("checkbox", name="Council Tax bill", exact=True).uncheck()
    kai.press("Save and continue")
    kai.reads("You want to show us: Passport, Utility bill.")
    kai.follow("I cannot do any of this")
    kai.reads("You can still claim and be paid.")
    kai.has_no_complaints()

    # Then an adviser finds it waiting, opens the record and checks the documents
    amina = visitor("amina.yusuf")
    amina.follow("Who people are: what waits")
    amina.reads("First payments that wait (1)")
    amina.follow(reference)
    amina.choose("To deal with a payment")
    amina.fill("What you are going to do", "Check who you are, so that we can pay you.")
    amina.press("Open the record")
    amina.follow("Identity")
    amina.reads("They would like to show two documents: Passport, Utility bill.")
    amina.follow("Ask them questions by phone")
    amina.reads("We have: ")
    amina.follow("Identity")
    amina.follow("You saw two documents")
    amina.tick("Passport", "Utility bill")
    amina.choose("Yes")
    amina.press("Save this check")
    amina.reads("The identity check is saved.")
    amina.reads("Medium")
    amina.go("/staff/identity/")
    amina.reads("No first payment waits for proof of who somebody is.")
    amina.has_no_complaints()

    # And the payment is on its way
    kai.go("/account/identity/")
    kai.reads("We have checked who you are. You do not have to do anything.")
    kai.go(f"/claims/{reference}/payments/")
    kai.reads("to be paid on")
    assert WAITS not in kai.text()
    kai.has_no_complaints()
