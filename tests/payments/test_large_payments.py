"""A large payment that is no usual month's goes when two payment officers have agreed to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from audit.models import Event
from claims.models import Claim
from core import clock
from core.actor import Actor
from payments.large import CannotAgree, agree_to_payment, as_seen_by
from payments.models import Payment, PaymentAgreement
from payments.pay import withdraw_pay
from payments.runs import run_payments
from tests.payments.conftest import RUN, browser_of, states
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db
PAGE = reverse("staff:payments_to_agree")


@pytest.fixture
def held(claim: Claim, at: Callable[[str], None], settings) -> Claim:
    """A first payment above what policy lets go by itself."""
    settings.TWO_OFFICERS_ABOVE_PENCE = 1_000_00
    at("2026-10-14")
    run_payments(on=clock.today(), by=RUN)
    assert Payment.objects.get().held_for == "officers"
    return claim


def officer(claim: Claim, name: str) -> Worker:
    return make_worker(Role.PAYMENT_OFFICER, name=name).open(claim)


def shown() -> dict[str, list[str]]:
    """What the page sends along: the payments that it had."""
    return {"payment": [str(payment.pk) for payment in Payment.objects.all()]}


def test_two_officers_agree_and_it_goes(held: Claim, priya: User) -> None:
    words = browser_of(priya).get(f"/claims/{held.reference}/payments/").content.decode()
    assert "It is a large payment, so two of our staff look at it first" in words
    josie, noor = officer(held, "Josie Adeyemi"), officer(held, "Noor Khan")
    assert "Agree to the 1 that you can" in josie.browser.get(PAGE).content.decode()
    first = josie.browser.post(PAGE, shown()).content.decode()
    assert "1 payment waits for a second." in first
    assert "You agreed first. A second payment officer has to agree too" in first
    assert "1 payment was left." in josie.browser.post(PAGE, shown()).content.decode()
    assert [state for state, _pence in states(held)] == ["due"]
    assert "Josie Adeyemi" in noor.browser.get(PAGE).content.decode()
    assert "1 payment goes." in noor.browser.post(PAGE, shown()).content.decode()
    assert [state for state, _pence in states(held)] == ["scheduled"]
    assert Event.objects.get(kind="paymentagreement_agreed").user_name == "Noor Khan"


def test_the_second_refuses_and_the_first_reads_why(held: Claim) -> None:
    page = reverse("staff:large_payment", args=[held.reference])
    josie, noor, mo = (officer(held, name) for name in ("Josie Adeyemi", "Noor Khan", "Mo Khan"))
    tom = make_worker(Role.DECISION_MAKER).open(held)
    assert page in josie.browser.get(PAGE).content.decode()
    josie.browser.post(page)
    assert "Enter what is not right" in noor.browser.post(page, {"answer": "refuse"}).content.decode()
    noor.browser.post(page, {"answer": "refuse", "note": "The rent is for two months"})
    (refused,) = PaymentAgreement.objects.all()
    assert (refused.state, refused.answered_by_name) == ("refused", "Noor Khan")
    assert [state for state, _pence in states(held)] == ["due"]
    for reader in (josie, tom):
        words = reader.browser.get(page).content.decode()
        assert "The rent is for two months" in words
        assert "Agree, as the first of two" not in words
    assert "Refused by Noor Khan" in josie.browser.get(PAGE).content.decode()
    # Who agreed before does not look for another second: two others agree.
    josie.browser.post(page)
    assert not PaymentAgreement.objects.filter(state="waiting").exists()
    mo.browser.post(page)
    noor.browser.post(page, {"answer": "agree"})
    assert [state for state, _pence in states(held)] == ["scheduled"]


def test_nobody_goes_on_looking_at_a_payment_that_is_replaced(held: Claim, pay: Callable[..., object]) -> None:
    first = agree_to_payment(payment=Payment.objects.get(), by=officer(held, "Josie Adeyemi").by)
    pay(900_00, "2026-09-30")
    run_payments(on=clock.today(), by=RUN)
    first.refresh_from_db()
    assert (first.payment.state, first.state) == ("cancelled", "ended")


def test_who_may_not_is_told_why_and_leaves_it_as_it_was(held: Claim, adviser: Actor) -> None:
    payment = Payment.objects.get()
    closed = make_worker(Role.PAYMENT_OFFICER, name="Has not looked")
    page = closed.browser.post(PAGE, shown()).content.decode()
    assert "Open its record and look at the payment first" in page
    assert "1 payment was left." in page
    assert closed.browser.post(PAGE, {"payment": "no key"}).status_code == 404
    with pytest.raises(PermissionDenied):
        agree_to_payment(payment=payment, by=adviser)
    both = make_worker(Role.PAYMENT_OFFICER)
    held.decisions.model.objects.create(
        claim=held,
        outcome="accept",
        reason=held.decisions.get().reason,
        decided_at=clock.now(),
        decided_by_id=both.user.pk,
        decided_by_name="Both",
    )
    with pytest.raises(CannotAgree, match="You accepted this claim yourself"):
        agree_to_payment(payment=payment, by=both.by)
    assert not PaymentAgreement.objects.exists()


def test_many_ask_the_database_no_more_often_than_one(held: Claim, django_assert_num_queries: Any) -> None:
    josie, payment = officer(held, "Josie Adeyemi"), Payment.objects.select_related("statement__claim").get()
    for payments in ([payment], [payment] * 3):
        with django_assert_num_queries(6):
            as_seen_by(payments, josie.by)


def test_no_statement_lets_one_officer_do_it(held: Claim) -> None:
    josie = officer(held, "Josie Adeyemi")
    made = agree_to_payment(payment=Payment.objects.get(), by=josie.by)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentAgreement.objects.filter(pk=made.pk).update(
            state="agreed", answered_at=clock.now(), answered_by_id=josie.user.pk
        )


def test_a_usual_month_never_waits_and_arrears_do(
    claim: Claim, at: Callable[[str], None], pay: Callable[..., object], settings
) -> None:
    at("2026-10-14")
    pay(900_00, "2026-09-30")
    run_payments(on=clock.today(), by=RUN)
    at("2026-10-20")
    run_payments(on=clock.today(), by=RUN)
    settings.TWO_OFFICERS_ABOVE_PENCE = 100_00
    at("2026-11-14")
    run_payments(on=clock.today(), by=RUN)
    assert [state for state, _pence in states(claim)] == ["issued", "scheduled"]
    at("2026-11-22")
    run_payments(on=clock.today(), by=RUN)
    withdraw_pay(pay=claim.pay.get(), by=make_worker(Role.ADVISER).by)
    run_payments(on=clock.today(), by=RUN)
    assert [state for state, _pence in states(claim)] == ["issued", "issued", "due"]
    assert Payment.objects.get(state="due").held_for == "officers"
