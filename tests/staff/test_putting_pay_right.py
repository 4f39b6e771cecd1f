"""Staff put right what they recorded of somebody's pay, and record the profit of who works for themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from audit.models import Access, Event
from claims.circumstances import PERSON, Circumstance, record_circumstances
from core import clock
from payments.models import Pay
from payments.pay import report_pay, withdraw_pay
from rules.periods import assessment_period
from tests.claims.claimants import Claimant
from tests.conftest import sign_in
from tests.staff.conftest import Worker

Page = Callable[..., str]


@pytest.fixture
def recorded(accepted: Claimant, opened: Worker) -> Pay:
    """Pay with a mistyped amount."""
    return report_pay(
        claim=accepted.claim,
        person=accepted.person,
        employer="Calder Bakery",
        paid_on=clock.today(),
        net_pence=8800_00,
        by=opened.by,
    )


def typed(**changes: str) -> dict[str, str]:
    day = clock.today()
    date = {"paid_on-day": str(day.day), "paid_on-month": str(day.month), "paid_on-year": str(day.year)}
    return {"employer": "Calder Bakery", "net_pence": "880", **date, **changes}


def test_the_list_leads_to_what_can_be_put_right(page_of: Page, opened: Worker, recorded: Pay) -> None:
    page = opened.browser.get(page_of("pay")).content.decode()
    for action in ("change", "remove"):
        assert f'href="{page_of("pay", str(recorded.pk), action)}"' in page


def test_a_mistyped_amount_is_changed(page_of: Page, opened: Worker, recorded: Pay) -> None:
    address = page_of("pay", str(recorded.pk), "change")
    asked = opened.browser.get(address).content.decode()
    assert re.search(r'value="8,?800(\.00)?"', asked)
    assert 'value="Calder Bakery"' in asked
    response = opened.browser.post(address, typed(), follow=True)
    assert "The change is saved." in response.content.decode()
    assert "£880.00" in response.content.decode()
    now = Pay.objects.as_known().get()
    assert (now.net_pence, now.employer, now.reported_by_name) == (880_00, "Calder Bakery", "Amina Yusuf")
    assert Pay.objects.get(superseded_at__isnull=False) == recorded
    assert Event.objects.get(kind="pay_corrected").data["replaces"] == str(recorded.pk)
    again = opened.browser.post(address, typed(net_pence="1"), follow=True).content.decode()
    assert "That was changed or removed already." in again
    assert Pay.objects.as_known().get() == now


@pytest.mark.parametrize(
    ("days", "changes", "words"),
    [
        (0, {"net_pence": "lots"}, "What they took home"),
        (0, {"employer": " "}, "Enter the name of the employer"),
        (-1, {}, "the first assessment period begins then"),
        (1, {}, "in the past"),
    ],
)
def test_what_cannot_be_is_not_saved(
    days: int, changes: dict[str, str], words: str, page_of: Page, opened: Worker, recorded: Pay
) -> None:
    with time_machine.travel(clock.now() + timedelta(days=days)):
        sent = typed(**changes)
    page = opened.browser.post(page_of("pay", str(recorded.pk), "change"), sent).content.decode()
    assert words in page
    assert Pay.objects.get() == recorded


def test_removing_asks_first(page_of: Page, opened: Worker, recorded: Pay) -> None:
    address = page_of("pay", str(recorded.pk), "remove")
    asked = opened.browser.get(address).content.decode()
    assert "Do you want to remove this pay?" in asked
    assert "£8,800.00" in asked
    assert Pay.objects.as_known().exists()
    assert "The pay is removed." in opened.browser.post(address, follow=True).content.decode()
    assert not Pay.objects.as_known().exists()
    assert Event.objects.filter(kind="pay_withdrawn").count() == 1
    assert "changed or removed already" in opened.browser.post(address, follow=True).content.decode()


def test_both_visits_are_told_to_the_claimant(page_of: Page, opened: Worker, recorded: Pay, accepted: Claimant) -> None:
    for action in ("change", "remove"):
        opened.browser.get(page_of("pay", str(recorded.pk), action))
    assert {"staff:correct_pay", "staff:withdraw_pay"} <= set(Access.objects.values_list("page", flat=True))
    page = accepted.browser.get("/who-looked/").content.decode()
    assert "Your pay, to change what is recorded" in page
    assert "Your pay, to remove what is recorded" in page


@pytest.mark.parametrize("action", ["change", "remove"])
def test_there_is_no_page_for_other_pay(action: str, page_of: Page, opened: Worker, recorded: Pay) -> None:
    assert opened.browser.get(page_of("pay", str(UUID(int=0)), action)).status_code == 404
    withdraw_pay(pay=recorded, by=opened.by)
    response = opened.browser.get(page_of("pay", str(recorded.pk), action))
    assert (response.status_code, response["Location"]) == (302, page_of("pay"))


@pytest.fixture
def trader(accepted: Claimant) -> Claimant:
    """The claimant, who also works for themselves."""
    record_circumstances(
        claim=accepted.claim,
        person=accepted.person,
        circumstances=[Circumstance("work", PERSON, {"has_job": True, "self_employed": True})],
        kinds={"work"},
        from_day=accepted.claim.entitled_from,
        by=accepted.by,
    )
    return accepted


def test_profit_is_asked_of_those_who_work_for_themselves(page_of: Page, opened: Worker, accepted: Claimant) -> None:
    assert "Self-employed profit" not in opened.browser.get(page_of("pay")).content.decode()
    refused = opened.browser.post(page_of("pay"), typed(employer="profit", net_pence="0")).content.decode()
    assert "Select who paid them" in refused


def test_profit_is_recorded_when_the_period_is_over_and_put_right(
    page_of: Page, opened: Worker, trader: Claimant
) -> None:
    early = opened.browser.post(page_of("pay"), typed(employer="profit", net_pence="0")).content.decode()
    assert "The assessment period is not over" in early
    sent = typed(employer="profit", net_pence="0")
    period = assessment_period(trader.claim.entitled_from, 1)
    with time_machine.travel(clock.now() + (period.end - clock.today())):
        adviser = opened.open(trader.claim)
        sign_in(adviser.browser, adviser.user)
        page = adviser.browser.post(page_of("pay"), sent, follow=True).content.decode()
        assert "The pay is recorded." in page
        assert "Self-employed profit" in page
        profit = Pay.objects.get()
        assert (profit.kind, profit.paid_on, profit.net_pence) == ("self_employment", period.end, 0)
        change = page_of("pay", str(profit.pk), "change")
        asked = adviser.browser.get(change).content.decode()
        assert "How much profit did they make?" in asked
        assert "When were they paid?" not in asked
        adviser.browser.post(change, {"net_pence": "125.50"})
    now = Pay.objects.as_known().get()
    assert (now.kind, now.paid_on, now.net_pence) == ("self_employment", period.end, 125_50)
