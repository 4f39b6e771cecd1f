"""The front door: where a claim stands and what to do next."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Factor, FactorKind, User
from accounts.roles import Role
from claims.journey import CLAIM
from claims.models import Claim
from claims.services import withdraw_claim
from core import clock
from core.actor import Actor
from govuk.formatting import day
from payments.services import assess_period
from rules.periods import assessment_period, last_day_of_month_from
from tests.claims.claimants import Claimant, make_user, signed_in
from tests.doing import doing


def home_of(claimant: Claimant) -> str:
    response = signed_in(claimant.user).get("/home/")
    assert response.status_code == 200
    return response.content.decode()


def test_start_page_says_what_the_service_is(db: None) -> None:
    page = Client().get("/").content.decode()
    for words in ("Start now", "/create-account/", "/sign-in/", "Who cannot claim", "Other ways to claim", "28 days"):
        assert words in page


def test_signed_in_people_go_where_their_work_or_claim_is(db: None, adviser: User) -> None:
    assert signed_in(make_user()).get("/")["Location"] == "/home/"
    assert signed_in(adviser).get("/")["Location"] == "/staff/"
    assert signed_in(adviser).get("/home/")["Location"] == "/staff/"
    assert signed_in(make_user(Role.ADMIN)).get("/home/")["Location"] == "/admin/"
    assert signed_in(make_user(Role.EMPLOYER)).get("/home/")["Location"] == "/employers/home/"
    assert Client().get("/home/")["Location"].startswith("/sign-in/")


def test_without_a_claim_one_is_started_once(db: None) -> None:
    browser = signed_in(make_user())
    assert "You have not made a claim" in browser.get("/home/").content.decode()
    first, second = browser.post("/start-claim/"), browser.post("/start-claim/")
    assert first["Location"] == second["Location"] == f"/claims/{Claim.objects.get().reference}/apply/"
    assert browser.get("/start-claim/").status_code == 405


def test_who_has_a_password_only_is_reminded_until_they_have_a_second_step(db: None) -> None:
    user, reminder = make_user(), "Keep your account safe"
    browser = signed_in(user)
    assert reminder in browser.get("/home/").content.decode()
    now = clock.now()
    step = Factor.objects.create(user=user, kind=FactorKind.TEXT, secret="07700900000", created_at=now)
    assert reminder in browser.get("/home/").content.decode(), "begun is not done"
    step.confirmed_at = now
    step.save()
    assert reminder not in browser.get("/home/").content.decode()


def test_staff_and_visitors_start_no_claim(adviser: User) -> None:
    assert signed_in(adviser).post("/start-claim/").status_code == 404
    assert Client().post("/start-claim/").status_code == 302
    assert not Claim.objects.exists()


def test_started_claim_shows_progress_and_days_left(started: Claimant) -> None:
    page = home_of(started)
    assert f"0 of {len(CLAIM.tasks)} tasks" in page
    assert "28 days left" in page
    assert f"/claims/{started.claim.reference}/apply/" in page
    assert "Check and send your claim" in home_of(started.answer())


@pytest.mark.parametrize(
    ("days_left", "words"), [(7, "You have 7 days left."), (1, "Send your claim by tomorrow,"), (0, "today.")]
)
def test_in_the_last_week_it_warns_that_answers_are_deleted(started: Claimant, days_left: int, words: str) -> None:
    with time_machine.travel(clock.now() + timedelta(days=20)):
        assert "After that we delete your answers" not in home_of(started)
    with time_machine.travel(clock.now() + timedelta(days=28 - days_left)):
        page = home_of(started)
    warning = page.partition("govuk-warning-text__text")[2].partition("</strong>")[0]
    assert words in warning
    assert "After that we delete your answers" in warning


def test_answers_not_sent_in_time(started: Claimant) -> None:
    with time_machine.travel(clock.now() + timedelta(days=29)):
        page = home_of(started)
        assert "Your claim was not sent in time" in page


def test_sent_claim_shows_what_happens_next_and_when(sent: Claimant) -> None:
    page = home_of(sent)
    assert "We have your claim" in page
    assert sent.claim.reference in page
    assert "your first payment will be for" in page
    assert "Prove who you are" in page
    paid_by = last_day_of_month_from(sent.claim.claimed_on) + timedelta(days=7)
    assert doing(sent.person) == ["Deciding your claim"]
    assert day(paid_by) in page.partition('id="doing"')[2].partition("</section>")[0]


def test_open_claim_shows_the_next_pay_day_then_the_payment(accepted: Claimant) -> None:
    assert "Your next pay day is" in home_of(accepted)
    period = assessment_period(accepted.claim.entitled_from, 1)
    with time_machine.travel(clock.now() + (period.end - clock.today()) + timedelta(days=1)):
        waiting = f"Working out your payment for {day(period.start)} to {day(period.end)}"
        assert doing(accepted.person) == [waiting]
        made = assess_period(claim=accepted.claim, period=period, by=Actor.system("Payments run"))
        page = home_of(accepted)
        assert doing(accepted.person) == []
    assert made.payment is not None
    assert "Your next payment is" in page
    assert f"/claims/{accepted.claim.reference}/payments/" in page


def test_refused_claim_says_why_and_what_to_do(refused: Claimant) -> None:
    page = home_of(refused)
    assert "We refused your claim" in page
    assert "full-time education" in page
    assert "mandatory reconsideration" in page
    assert "Private note" not in page
    assert signed_in(refused.user).post("/start-claim/").status_code == 302


def test_withdrawn_claim(sent: Claimant) -> None:
    withdraw_claim(claim=sent.claim, member=sent.member, by=sent.by)
    assert "You took back your claim" in home_of(sent)


def test_nobody_sees_anothers_claim(sent: Claimant) -> None:
    assert sent.claim.reference not in signed_in(make_user()).get("/home/").content.decode()


def test_the_menu_leads_to_payments_once_there_is_something_to_pay(accepted: Claimant) -> None:
    assert accepted.browser.get("/payments/").url == f"/claims/{accepted.claim.reference}/payments/"


def test_before_that_it_says_when_payments_will_be_there(started: Claimant) -> None:
    page = started.browser.get("/payments/", follow=True).content.decode()
    assert "You have no payments yet" in page
