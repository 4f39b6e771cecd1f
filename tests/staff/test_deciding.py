"""Accepting and refusing a claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import Person
from claims.models import Claim, ClaimState, Decision, ReasonCode
from claims.services import refuse_claim
from demo.stories import LONE_PARENT
from tests.claims.claimants import Claimant, make_claimant
from tests.staff.conftest import Worker, identify, make_worker

Page = Callable[..., str]
ACCEPTED = {"reason": "conditions-met", "note": "Looked at the tenancy"}
REFUSED = {"reason": "over-capital-limit", "note": ""}


@pytest.fixture
def known(sent: Claimant, opened: Worker) -> Claimant:
    """The claimant, once their identity was checked."""
    identify(sent, opened.by)
    return sent


def test_reasons_are_there_from_the_start(db: None) -> None:
    assert ReasonCode.objects.filter(outcome="accept", in_use=True).exists()
    refusals = ReasonCode.objects.filter(outcome="refuse", in_use=True)
    assert {"over-capital-limit", "in-education", "not-in-great-britain"} <= {r.code for r in refusals}
    assert all(reason.explanation and reason.regulation for reason in ReasonCode.objects.all())


def test_accepting_shows_what_will_happen_then_does_it(page_of: Page, opened: Worker, known: Claimant) -> None:
    chosen = opened.browser.post(page_of("decide"), {"outcome": "accept"})
    assert chosen["Location"] == page_of("decide", "accept")
    check = opened.browser.post(page_of("decide", "accept"), ACCEPTED).content.decode()
    for words in ("Check before you accept", "The first assessment period is", "The first pay day is"):
        assert words in check
    known.claim.refresh_from_db()
    assert known.claim.state == ClaimState.SUBMITTED
    done = opened.browser.post(page_of("decide", "accept"), {**ACCEPTED, "confirmed": "yes"}, follow=True)
    assert "The claim is accepted." in done.content.decode()
    known.claim.refresh_from_db()
    assert (known.claim.state, known.claim.entitled_from) == (ClaimState.OPEN, known.claim.claimed_on)
    assert Decision.objects.get().note == "Looked at the tenancy"


def test_it_is_decided_and_pay_recorded_after_confirming(page_of: Page, opened: Worker, accepted: Claimant) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        assert opened.browser.get(page_of("pay")).status_code == 200, "what is recorded can be read"
        sent = {page_of("pay"): {"net_pence": "880"}, page_of("decide", "accept"): ACCEPTED}
        asked = [opened.browser.post(page, typed).content.decode() for page, typed in sent.items()]
        asked += [opened.browser.get(page_of("decide", "accept"), follow=True).content.decode()]
    assert all("Confirm that it is you" in page for page in asked)


def test_deciding_twice_decides_once(page_of: Page, opened: Worker, known: Claimant) -> None:
    for _press in range(2):
        again = opened.browser.post(page_of("decide", "accept"), {**ACCEPTED, "confirmed": "yes"})
    assert again.status_code == 409
    assert "You do not have to do it again" in again.content.decode()
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("page", [("decide",), ("decide", "accept"), ("decide", "refuse")])
def test_claim_that_another_decided_says_so(
    page: tuple[str, ...], page_of: Page, opened: Worker, sent: Claimant
) -> None:
    other = make_worker("decision_maker", name="Tom Whitfield")
    reason = ReasonCode.objects.get(code="in-education")
    refuse_claim(claim=sent.claim, reason=reason, note="", by=other.by)
    shown = opened.browser.get(page_of(*page)).content.decode()
    assert "This claim is decided" in shown
    assert "Tom Whitfield" in shown
    late = opened.browser.post(page_of(*page), {**REFUSED, "outcome": "refuse", "confirmed": "yes"})
    assert late.status_code == 409
    assert Decision.objects.count() == 1


def test_changing_ones_mind_on_the_check_page(page_of: Page, opened: Worker, known: Claimant) -> None:
    back = opened.browser.post(page_of("decide", "accept"), {**ACCEPTED, "change": "yes"}).content.decode()
    assert "Looked at the tenancy" in back
    assert "Check before" not in back
    assert not Decision.objects.exists()


def test_accepting_waits_for_identity(page_of: Page, opened: Worker, sent: Claimant) -> None:
    page = opened.browser.get(page_of("decide", "accept")).content.decode()
    assert "You cannot accept this claim yet" in page
    assert page_of("identity") in page
    opened.browser.post(page_of("decide", "accept"), {**ACCEPTED, "confirmed": "yes"})
    assert not Decision.objects.exists()


def test_accepting_waits_for_a_national_insurance_number(page_of: Page, opened: Worker, known: Claimant) -> None:
    Person.objects.filter(pk=known.person.pk).update(nino=None, nino_digest=None)
    page = opened.browser.post(page_of("decide", "accept"), {**ACCEPTED, "confirmed": "yes"}).content.decode()
    assert f"{known.person.full_name} has not given a National Insurance number" in page
    assert not Decision.objects.exists()


def test_private_tenancy_needs_its_area(adviser: Worker) -> None:
    tenant = make_claimant().answer(LONE_PARENT.but(tenure="private", postcode="CR0 2AB")).send()
    adviser.open(tenant.claim)
    identify(tenant, adviser.by)
    address = f"/staff/claims/{tenant.claim.reference}/decide/accept/"
    wrong = adviser.browser.post(address, {**ACCEPTED, "confirmed": "yes", "brma": "ATLANTIS"}).content.decode()
    assert "Select the Broad Rental Market Area" in wrong
    assert "Select yes if the home is in Greater London" in wrong
    given = {**ACCEPTED, "brma": "OUTER_SOUTH_LONDON", "london": "yes"}
    check = adviser.browser.post(address, given).content.decode()
    assert "Outer South London" in check
    assert adviser.browser.post(address, {**given, "confirmed": "yes"}).status_code == 302
    area = tenant.claim.facts.as_known().get(kind="area")
    assert area.value == {"brma": "OUTER_SOUTH_LONDON", "london": True}


def test_area_is_not_asked_where_nothing_depends_on_it(page_of: Page, opened: Worker, known: Claimant) -> None:
    page = opened.browser.get(page_of("decide", "accept")).content.decode()
    assert "Broad Rental Market Area" not in page
    assert "Greater London" not in page


def test_refusing_tells_the_claimant_why_and_what_to_do(page_of: Page, opened: Worker, sent: Claimant) -> None:
    check = opened.browser.post(page_of("decide", "refuse"), REFUSED).content.decode()
    assert "mandatory reconsideration" in check
    opened.browser.post(page_of("decide", "refuse"), {**REFUSED, "confirmed": "yes"})
    assert Claim.objects.get(pk=sent.claim.pk).state == ClaimState.REFUSED
    home = sent.browser.get("/home/").content.decode()
    assert "more than £16,000" in home
    assert "mandatory reconsideration" in home


def test_reasons_out_of_use_or_for_the_other_outcome_cannot_be_chosen(
    page_of: Page, opened: Worker, known: Claimant
) -> None:
    ReasonCode.objects.filter(code="in-education").update(in_use=False)
    for reason in ("in-education", "conditions-met", "nonsense"):
        page = opened.browser.post(page_of("decide", "refuse"), {"reason": reason, "confirmed": "yes"})
        assert "Select the reason for your decision" in page.content.decode()
    assert not Decision.objects.exists()


def test_a_number_that_the_claimant_did_not_know_is_recorded_and_the_claim_can_be_accepted(adviser: Worker) -> None:
    claimant = make_claimant().answer(LONE_PARENT.but(knows_nino=False)).send()
    identify(claimant, adviser.by)
    adviser.open(claimant.claim)
    at = f"/staff/claims/{claimant.claim.reference}/"
    number = f"{at}people/{claimant.person.pk}/national-insurance/"
    assert number in adviser.browser.get(f"{at}decide/accept/").content.decode()
    wrong = adviser.browser.post(number, {"nino": "nonsense"})
    assert "There is a problem" in wrong.content.decode()
    adviser.browser.post(number, {"nino": "qq 12 34 56 c"})
    claimant.person.refresh_from_db()
    assert claimant.person.nino == "QQ123456C"
    identity = claimant.person.facts.as_known().get(kind="identity")
    assert (identity.value["knows_nino"], identity.secret) == (True, {"nino": "QQ123456C"})
    assert "Accept the claim" in adviser.browser.get(f"{at}decide/accept/").content.decode()
    # It is asked for once; a correction is a change of circumstances.
    assert adviser.browser.get(number).url == at
