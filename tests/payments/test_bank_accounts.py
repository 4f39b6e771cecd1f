"""An account that staff record is paid into once somebody else has heard its owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from claims.account_checks import AccountCheck
from claims.checking_accounts import agree_to_account, latest_check
from claims.circumstances import CLAIM, Circumstance, record_circumstances
from claims.journey import CLAIM as JOURNEY
from claims.models import Claim, Fact
from claims.submission import BANK_DETAILS, submit_claim
from core import clock
from core.actor import Actor, Channel
from journal.models import Entry
from journeys.services import save_page, start_draft
from notifications.models import Message
from payments.holds import why_not_theirs
from payments.models import Payment
from payments.pay import report_pay
from payments.runs import run_payments
from payments.selectors import account_of
from staff.services import record_account
from tests.claims.claimants import make_claimant
from tests.doing import doing
from tests.payments.conftest import ACCOUNT_NUMBER, RUN, browser_of, circumstances, make_claim
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db
GIVEN = {"sort_code": "200000", "account_number": "55779911", "roll_number": ""}
FORM = {**GIVEN, "channel": "phone", "account_holder": "P Nair"}
HEARD = {**GIVEN, "found": "called", "note": "I called her on 14 October"}
REFUSED = {"found": "not_theirs", "note": "She gave no account"}


@pytest.fixture
def amina(claim: Claim) -> Worker:
    return make_worker(Role.ADVISER, name="Amina Yusuf").open(claim)


@pytest.fixture
def josie(claim: Claim) -> Worker:
    return make_worker(Role.PAYMENT_OFFICER, name="Josie Adeyemi").open(claim)


@pytest.fixture
def given(claim: Claim, amina: Worker) -> AccountCheck:
    """Amina recorded another account than the one ending 2490 that Priya gave with her claim."""
    record_account(
        claim=claim, person=claim.members.get().person, holder="P Nair", channel="phone", by=amina.by, **GIVEN
    )
    return AccountCheck.objects.get()


def page(name: str, claim: Claim) -> str:
    return reverse(f"staff:{name}", args=[claim.reference])


def paid_into(claim: Claim) -> str:
    account = account_of(claim, clock.today())
    return account.last_four if account else ""


def test_it_is_recorded_and_agreed_to_by_somebody_else(
    claim: Claim,
    amina: Worker,
    josie: Worker,
    at: Callable[[str], None],
) -> None:
    amina.browser.post(page("record_account", claim), FORM)
    check = AccountCheck.objects.get()
    assert (check.state, check.channel, check.account_last_four) == ("waiting", "phone", "9911")
    own = amina.browser.get(page("account", claim)).content.decode()
    assert "You recorded this account, so somebody else checks it" in own
    assert amina.browser.get(page("check_account", claim)).status_code == 404
    assert paid_into(claim) == "2490", "payments go on to the account before"
    checking = "Checking the bank account that ends in 9911, before we pay into it"
    owner = claim.members.get().person
    assert checking in doing(owner)
    queue = reverse("staff:accounts_to_check")
    assert claim.reference in josie.browser.get(queue).content.decode()
    assert "Bank accounts to check: 1, of which money waits for 0" in josie.browser.get("/staff/").content.decode()
    wrong = josie.browser.post(page("check_account", claim), {**HEARD, "account_number": "55779912"})
    assert "These are not the details that were recorded" in wrong.content.decode()
    josie.browser.post(page("check_account", claim), HEARD)
    check.refresh_from_db()
    assert (check.state, check.found, check.answered_by_name) == ("agreed", "called", "Josie Adeyemi")
    assert paid_into(claim) == "9911"
    assert checking not in doing(owner)
    assert list(Entry.objects.filter(kind__startswith="account_").values_list("kind", flat=True).order_by("at")) == [
        "account_check_asked",
        "account_agreed",
    ]


def test_a_refusal_is_told_and_the_account_before_stays(
    given: AccountCheck,
    claim: Claim,
    amina: Worker,
    josie: Worker,
) -> None:
    josie.browser.post(page("check_account", claim), REFUSED)
    given.refresh_from_db()
    assert (given.state, given.answer_note, paid_into(claim)) == ("refused", "She gave no account", "2490")
    assert Message.objects.filter(template="account_refused").count() == 1
    words = amina.browser.get(page("account", claim)).content.decode()
    assert "An account that we do not use" in words
    assert "She gave no account" in words


def test_the_account_that_they_gave_themselves_waits_for_nobody(claim: Claim, amina: Worker) -> None:
    form = {**FORM, "sort_code": "089999", "account_number": ACCOUNT_NUMBER}
    words = amina.browser.post(page("record_account", claim), form, follow=True).content.decode()
    assert "They gave it to us themselves before, so nobody has to check it." in words
    assert not AccountCheck.objects.exists()


def test_money_without_another_account_waits_and_says_why(
    priya: User,
    adviser: Actor,
    at: Callable[[str], None],
) -> None:
    claim = make_claim(priya, adviser, circumstances(account=False))
    at("2026-10-14")
    run_payments(on=clock.today(), by=RUN)
    person = claim.members.get().person
    record_account(claim=claim, person=person, holder="P Nair", channel="phone", by=adviser, **GIVEN)
    assert Payment.objects.get().held_for == "checking"
    browser = browser_of(priya)
    for address in ("/home/", f"/claims/{claim.reference}/payments/", f"/claims/{claim.reference}/payments/1/"):
        words = browser.get(address).content.decode()
        assert "We are checking the bank account that was given to us by phone on 14 October 2026." in words, address
        assert "If you need money today, tell us." in words
    josie = make_worker(Role.PAYMENT_OFFICER).open(claim)
    listed = josie.browser.get(reverse("staff:accounts_to_check")).content.decode()
    assert "Today" in listed
    josie.browser.post(page("check_account", claim), HEARD)
    payment = Payment.objects.get()
    assert (payment.state, payment.account_last_four) == ("scheduled", "9911")


def test_neither_the_code_nor_a_statement_lets_one_person_do_it(given: AccountCheck, amina: Worker) -> None:
    officer = make_worker(Role.PAYMENT_OFFICER)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountCheck.objects.filter(pk=given.pk).update(
            state="agreed", found="called", answered_at=clock.now(), answered_by_id=amina.user.pk
        )
    AccountCheck.objects.filter(pk=given.pk).get()
    agree_to_account(check=given, found="called", heard=GIVEN, note="Heard her", by=officer.by)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        AccountCheck.objects.filter(pk=given.pk).update(account_last_four="0000")


def test_who_gives_it_themself_needs_nobody(given: AccountCheck, claim: Claim, priya: User) -> None:
    bank = Circumstance("bank", CLAIM, {"has_account": "yes", "owner": "mine"}, secret={**GIVEN, "holder": "P Nair"})
    again = {"claim": claim, "person": priya.person, "circumstances": [bank], "kinds": ["bank"]}
    record_circumstances(**again, from_day=clock.today(), by=actor_for(priya))
    given.refresh_from_db()
    assert (given.state, given.ended_because, paid_into(claim)) == ("ended", "owner", "9911")


def test_a_second_account_takes_the_place_of_the_first_and_neither_is_paid_into(
    given: AccountCheck,
    claim: Claim,
    amina: Worker,
) -> None:
    other = {**GIVEN, "account_number": "31926819"}
    person = claim.members.get().person
    record_account(claim=claim, person=person, holder="P Nair", channel="post", by=amina.by, **other)
    given.refresh_from_db()
    assert (given.state, given.ended_because) == ("ended", "replaced")
    assert paid_into(claim) == "2490"
    first = Fact.objects.get(claim=claim, kind="bank", superseded_at=None)
    assert latest_check(claim, first.full_value) is not None


def test_who_had_a_hand_in_it_lets_no_payment_go(
    given: AccountCheck, claim: Claim, adviser: Actor, amina: Worker, at: Callable[[str], None]
) -> None:
    officer, other = make_worker(Role.PAYMENT_OFFICER), make_worker(Role.DECISION_MAKER)
    at("2026-09-20")
    report_pay(
        claim=claim, person=claim.members.get().person, employer="Café", paid_on=clock.today(), net_pence=1, by=other.by
    )
    assert "You accepted this claim yourself" in why_not_theirs(claim, adviser)
    assert "You recorded its bank account yourself" in why_not_theirs(claim, amina.by)
    assert "You recorded pay for this claim yourself" in why_not_theirs(claim, other.by)
    assert why_not_theirs(claim, officer.by) == ""


@pytest.mark.parametrize("sender", ["owner", "colleague"])
def test_what_staff_typed_into_the_answers_waits_whoever_sends_it(sender: str, settings) -> None:
    settings.DEMONSTRATION = True  # its National Insurance number was never issued
    typist, colleague, sent = make_worker(Role.ADVISER), make_worker(Role.ADVISER), make_claimant().answer()
    page = next(page for _task, page in JOURNEY.pages() if page.slug == BANK_DETAILS)
    typed = typist.by.assisting(sent.person.pk, Channel.PHONE)
    answer = {"account_holder": "R Hughes", **GIVEN, "account_number": "31926819", "roll_number": None}
    save_page(draft_id=sent.claim.draft_id, page=page, answer=answer, by=typed)
    by = sent.by if sender == "owner" else colleague.by.assisting(sent.person.pk, Channel.PHONE)
    claim = submit_claim(claim=sent.claim, member=sent.member, by=by)
    check = AccountCheck.objects.waiting().get(claim=claim)
    assert (check.asked_by_id, check.channel, check.account_last_four) == (typist.user.pk, "phone", "6819")
    assert paid_into(claim) == ""


def test_the_account_of_who_they_lived_with_is_not_known_as_theirs(claim: Claim, amina: Worker, settings) -> None:
    """They were on one claim, which was paid into Priya's account. Whoever rings now may be Priya."""
    settings.DEMONSTRATION = True
    left = make_claimant().answer().send()
    draft = start_draft(journey=JOURNEY)
    was_there = DateRange(claim.claimed_on, clock.today())
    claim.members.create(person=left.person, draft=draft, applies=was_there, recorded_at=clock.now())
    priyas = {"sort_code": "089999", "account_number": ACCOUNT_NUMBER, "roll_number": ""}
    record_account(claim=left.claim, person=left.person, holder="P Nair", channel="phone", by=amina.by, **priyas)
    assert AccountCheck.objects.waiting().get().claim == left.claim
