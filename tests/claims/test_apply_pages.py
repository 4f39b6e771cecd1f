"""Making a claim, page by page, as a browser does."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from claims.questions.children import TASK, ChildDateOfBirthForm
from demo.stories import LONE_PARENT
from journeys.models import DraftItem, PageAnswer
from journeys.services import save_page
from tests.claims.claimants import Claimant
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

DATE = {"date_of_birth-day": "14", "date_of_birth-month": "5", "date_of_birth-year": "1991"}


def test_an_answer_is_kept_and_leads_to_the_next_page(claimant: Claimant) -> None:
    answered = claimant.browser.post(claimant.url("eligibility", "date-of-birth"), DATE)
    assert answered.url == claimant.url("eligibility", "country")
    again = claimant.browser.get(claimant.url("eligibility", "date-of-birth"))
    assert 'value="1991"' in again.content.decode()
    kept = PageAnswer.objects.get()
    assert (kept.data, kept.saved_by_id) == ({"date_of_birth": "1991-05-14"}, claimant.user.pk)


def test_an_answer_that_cannot_be_is_shown_again_with_what_to_do(claimant: Claimant) -> None:
    page = claimant.browser.post(
        claimant.url("eligibility", "date-of-birth"), {**DATE, "date_of_birth-month": "", "date_of_birth-day": "31"}
    ).content.decode()
    assert "<title>Error: " in page
    assert 'href="#date_of_birth-month"' in page
    assert 'value="31"' in page
    assert not PageAnswer.objects.exists()


def test_a_page_ahead_leads_back_to_the_one_that_needs_an_answer(claimant: Claimant) -> None:
    ahead = claimant.browser.get(claimant.url("eligibility", "partner"))
    assert ahead.url == claimant.url("eligibility", "date-of-birth")


def test_a_task_that_cannot_start_yet_leads_to_the_task_list(claimant: Claimant) -> None:
    assert claimant.browser.get(claimant.url("about-you", "name")).url == claimant.url()
    page = claimant.browser.get(claimant.url()).content.decode()
    assert page.count("Cannot start yet") == 14


@pytest.mark.parametrize("parts", [("nonsense", "name"), ("about-you", "nonsense"), ("home", "list"), ("home", "add")])
def test_an_address_that_is_not_a_page_is_not_found(claimant: Claimant, parts: tuple[str, ...]) -> None:
    assert claimant.answer().browser.get(claimant.url(*parts)).status_code == 404


def test_a_changed_answer_asks_what_it_opens_and_then_returns_to_the_check_page(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(bedrooms=1))
    same = claimant.browser.post(claimant.url("home", "tenure") + "?from=check", {"tenure": "social"})
    assert same.url == claimant.url("check")
    PageAnswer.objects.filter(page="rent").delete()
    opened = claimant.browser.post(claimant.url("home", "tenure") + "?from=check", {"tenure": "private"})
    assert opened.url == claimant.url("home", "rent") + "?from=check"
    closed = claimant.browser.post(opened.url, {"rent": "£112.50", "rent_frequency": "weekly"})
    assert closed.url == claimant.url("check")


def test_an_address_to_return_to_is_never_taken_from_the_query(claimant: Claimant) -> None:
    claimant.answer()
    saved = claimant.browser.post(claimant.url("home", "tenure") + "?from=//evil.example", {"tenure": "social"})
    assert saved.url == claimant.url("home", "check")


def test_children_are_added_changed_and_removed(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(entries={"children": []}))
    browser, at = claimant.browser, claimant.url
    assert browser.get(at("children", "check")).url == at("children", "list")
    first = browser.post(at("children", "add")).url
    assert browser.post(at("children", "add")).url == first, "an entry begun and left is used again"
    browser.post(first, {"child_given_names": "Mia", "child_family_name": "Hughes"})
    page = browser.get(at("children", "list")).content.decode()
    assert "Not finished" in page
    item = DraftItem.objects.get(task="children").pk
    unfinished = browser.post(at("children", "list"), {"another": "no"})
    assert unfinished.url == at("children", "item", str(item), "child-date-of-birth")
    born = {"day": "2", "month": "9", "year": "2015"}
    browser.post(unfinished.url, {f"child_date_of_birth-{part}": value for part, value in born.items()})
    for page_slug, answer in (
        ("child-sex", {"child_sex": "female"}),
        ("child-relationship", {"child_relationship": "own"}),
        ("child-lives-with", {"child_lives_with": "me"}),
        ("child-benefit", {"child_benefit": "me"}),
        ("child-benefit-number", {"child_benefit_number": ""}),
        ("child-disability", {"child_disability": "none"}),
    ):
        question = browser.get(at("children", "item", str(item), page_slug)).content.decode()
        assert "Mia" in question, "questions about a child say her name"
        done = browser.post(at("children", "item", str(item), page_slug), answer)
    assert done.url == at("children", "list")
    assert browser.post(at("children", "list"), {"another": "no"}).url == at("children", "check")
    kept = browser.post(at("children", "item", str(item), "remove"), {"remove": "no"})
    assert DraftItem.objects.filter(pk=item).exists()
    browser.post(at("children", "item", str(item), "remove"), {"remove": "yes"})
    assert browser.post(at("children", "item", str(item), "remove"), {"remove": "yes"}).url == kept.url
    assert not DraftItem.objects.filter(task="children").exists()
    assert "You have not added a child yet" in browser.get(at("children", "list")).content.decode()


def test_a_childs_name_is_shown_as_it_was_typed_and_never_as_markup(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(entries={"children": []}))
    first = claimant.browser.post(claimant.url("children", "add")).url
    draft, child = claimant.claim.draft_id, DraftItem.objects.get(task="children").pk
    name = {"child_given_names": "<b>{name}</b> %s", "child_family_name": "O'Neil"}
    save_page(draft_id=draft, page=TASK.item_pages[0], answer=name, by=claimant.by, item=child)
    page = claimant.browser.get(first.replace("child-name", "child-date-of-birth")).content.decode()
    assert "&lt;b&gt;{name}&lt;/b&gt; %s" in page
    assert "<b>{name}" not in page


def test_two_windows_do_not_overwrite_each_others_pages(claimant: Claimant) -> None:
    claimant.answer()
    other = Client()
    sign_in(other, claimant.user)
    claimant.browser.post(claimant.url("home", "rent"), {"rent": "120", "rent_frequency": "weekly"})
    other.post(claimant.url("home", "bedrooms"), {"bedrooms": "3"})
    answers = {a.page: a.data for a in PageAnswer.objects.filter(draft=claimant.claim.draft_id, item=None)}
    assert answers["rent"]["rent"] == 12000
    assert answers["bedrooms"]["bedrooms"] == 3


def test_a_sent_claim_asks_nothing_more(claimant: Claimant) -> None:
    claimant.answer().send()
    late = claimant.browser.post(claimant.url("home", "rent"), {"rent": "1", "rent_frequency": "weekly"})
    assert late.url == f"/claims/{claimant.claim.reference}/sent/"
    assert PageAnswer.objects.get(page="rent").data["rent"] == 11250


def test_answers_are_kept_28_days_and_no_longer(claimant: Claimant) -> None:
    claimant.answer()
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        sign_in(claimant.browser, claimant.user)
        late = claimant.browser.post(claimant.url("home", "rent"), {"rent": "1", "rent_frequency": "weekly"})
        assert late.url == f"/claims/{claimant.claim.reference}/sent/"
        page = claimant.browser.get(late.url).content.decode()
    assert "Your answers were not sent in time" in page


def test_the_check_page_shows_each_answer_with_a_link_that_returns_to_it(claimant: Claimant) -> None:
    page = claimant.answer().browser.get(claimant.url("check")).content.decode()
    assert "QQ 12 34 56 C" in page
    assert "14 Mill Lane" in page
    links = set(re.findall(r'href="(/claims/[^"]+\?from=check)"', page))
    assert claimant.url("home", "rent") + "?from=check" in links
    for link in links:
        assert claimant.browser.get(link).status_code == 200, link


def test_an_unfinished_claim_cannot_be_checked_or_sent(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(lives_with_partner=True))
    for page in ("check", "declaration"):
        assert claimant.browser.get(claimant.url(page)).url == claimant.url()
    claimant.browser.post(claimant.url("declaration"))
    claimant.claim.refresh_from_db()
    assert claimant.claim.state == "started"


def test_saving_a_page_asks_the_database_a_fixed_number_of_times(
    claimant: Claimant, django_assert_max_num_queries: Any
) -> None:
    claimant.answer()
    rent = {"rent": "120", "rent_frequency": "weekly"}
    with django_assert_max_num_queries(16):
        claimant.browser.post(claimant.url("home", "rent"), rent)
    PageAnswer.objects.filter(page="rent").delete()
    with django_assert_max_num_queries(10):
        claimant.browser.get(claimant.url("home", "rent"))
    with django_assert_max_num_queries(17):
        claimant.browser.post(claimant.url("home", "rent"), rent)


def test_the_task_list_says_what_to_have_ready_and_how_long_it_takes_until_it_is_done(claimant: Claimant) -> None:
    before = claimant.browser.get(claimant.url()).content.decode()
    assert "Have ready: your last payslip" in before
    assert re.search(r"about \d+ more minutes", before)
    claimant.answer()
    after = claimant.browser.get(claimant.url()).content.decode()
    assert "Have ready" not in after
    assert "more minutes" not in after


@pytest.mark.parametrize(
    ("today", "oldest"), [("2026-08-31", "2006-09-01"), ("2026-09-01", "2007-09-01"), ("2027-01-15", "2007-09-01")]
)
def test_a_child_counts_until_the_31_august_after_they_turn_19(today: str, oldest: str) -> None:
    with time_machine.travel(datetime.fromisoformat(f"{today}T12:00:00+00:00")):
        born = date.fromisoformat(oldest)
        assert ChildDateOfBirthForm.answered_with({"child_date_of_birth": born.isoformat()}).is_valid()
        before = (born - timedelta(days=1)).isoformat()
        [error] = ChildDateOfBirthForm.answered_with({"child_date_of_birth": before}).errors.values()
        assert f"must be 1 September {born.year} or later" in str(error)
        assert "until the 31 August after they turn 19" in str(error)


def test_a_reference_in_small_letters_leads_to_the_same_page(claimant: Claimant, stranger: Claimant) -> None:
    address = f"/claims/{claimant.claim.reference.lower()}/apply/eligibility/date-of-birth/?from=check"
    to = claimant.browser.get(address)
    assert to.url == claimant.url("eligibility", "date-of-birth") + "?from=check"
    assert stranger.browser.get(address, follow=True).status_code == 404
