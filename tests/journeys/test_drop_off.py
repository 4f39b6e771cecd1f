"""Where people leave a journey: noted page by page, counted without saying who or what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actors import actor_for
from claims.journey import CLAIM
from claims.lapsing import lapse_claims
from claims.records import open_record
from claims.services import withdraw_claim
from core.actor import Actor
from demo.stories import LONE_PARENT
from journeys import visits
from journeys.models import PageAnswer, PageTally, PageVisit
from journeys.selectors import PageCounts, drop_off
from journeys.tasks import forget_old_visits
from journeys.visits import note_visit
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, tzinfo=timezone.get_default_timezone())
BORN = {"date_of_birth-day": "14", "date_of_birth-month": "5", "date_of_birth-year": "1991"}


@pytest.fixture(autouse=True)
def _morning(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = True  # its example National Insurance numbers are accepted
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def claimant(db: None) -> Claimant:
    return make_claimant()


def counts(since: datetime = NOW - timedelta(days=1), until: datetime = NOW + timedelta(days=1)) -> dict[str, Any]:
    return {row.page: row for row in drop_off(CLAIM, since, until)}


def open_page(claimant: Claimant, *parts: str) -> None:
    assert claimant.browser.get(claimant.url(*parts)).status_code == 200


def answer_birth(claimant: Claimant) -> None:
    open_page(claimant, "eligibility", "date-of-birth")
    claimant.browser.post(claimant.url("eligibility", "date-of-birth"), BORN)


def after(days: int) -> Any:
    return time_machine.travel(NOW + timedelta(days=days))


def test_somebody_who_stops_coming_left_at_the_page_they_saw_last(claimant: Claimant) -> None:
    answer_birth(claimant)
    open_page(claimant, "eligibility", "country")
    claimant.browser.post(claimant.url("eligibility", "country"), {})
    claimant.browser.post(claimant.url("eligibility", "country"), {"country": "nonsense"})
    with after(6):
        assert not any(row.left for row in counts().values()), "they may still come back"
    with after(8):
        found = counts()
    birth, country = found["date-of-birth"], found["country"]
    assert (birth.shown, birth.answered, birth.mistaken, birth.left) == (1, 1, 0, 0)
    assert (country.shown, country.answered, country.mistaken, country.left) == (1, 0, 1, 1)
    assert PageVisit.objects.get(page="country").mistakes == 2


def test_somebody_who_came_back_is_where_they_were_asked_last(claimant: Claimant) -> None:
    answer_birth(claimant)
    open_page(claimant, "eligibility", "country")
    with after(8):
        sign_in(claimant.browser, claimant.user)
        claimant.browser.post(claimant.url("eligibility", "country"), {"country": "wales"})
        open_page(claimant, "eligibility", "capital-limit")
        assert not any(row.left for row in counts().values())
    with after(16):
        assert [row.page for row in counts().values() if row.left] == ["capital-limit"]


def test_whoever_is_told_that_they_cannot_claim_did_not_leave(claimant: Claimant) -> None:
    answer_birth(claimant)
    told = claimant.browser.post(claimant.url("eligibility", "country"), {"country": "elsewhere"}, follow=True)
    slug = told.request["PATH_INFO"].rstrip("/").rpartition("/")[2]
    assert not PageVisit.objects.filter(page=slug).exists(), "which exit it was would tell what they answered"
    for days in (8, 30):
        with after(days):
            forget_old_visits()
            found = counts()
        exits = found["eligibility-exit"]
        assert (exits.task, exits.shown, exits.ended, exits.left) == ("eligibility", 1, 1, 0)
        assert not any(row.left for row in found.values())


def test_whoever_sends_their_claim_left_nowhere(claimant: Claimant) -> None:
    answer_birth(claimant)
    claimant.answer()
    open_page(claimant, "check")
    with after(8):
        assert counts()["check"].left == 1, "they answered everything, and did not send it"
    claimant.send()
    with after(8):
        for _tallied in range(2):
            assert (counts()["check"].shown, counts()["check"].answered) == (1, 1)
            assert not any(row.left for row in counts().values())
            forget_old_visits()
            assert not PageVisit.objects.exists()


def test_where_somebody_left_is_known_when_their_answers_are_gone(claimant: Claimant) -> None:
    answer_birth(claimant)
    with after(30):
        lapse_claims(by=Actor.system("Tests"))
        assert not PageAnswer.objects.exists()
        assert not PageVisit.objects.exists(), "nothing tells any more which pages they were asked"
        assert counts()["date-of-birth"].left == 1


def test_what_is_left_of_answers_that_are_gone_leads_to_nobody(claimant: Claimant) -> None:
    answer_birth(claimant)
    other = make_claimant()
    answer_birth(other)
    open_page(other, "eligibility", "country")
    for each in (claimant, other):
        withdraw_claim(claim=each.claim, member=each.member, by=each.by)
    assert not PageVisit.objects.exists()
    names = {field.name for field in PageTally._meta.concrete_fields}
    assert names == {"id", "journey", "begun_on", "page", "shown", "answered", "mistaken", "seen_last"}
    found = counts()
    assert (found["date-of-birth"].shown, found["date-of-birth"].answered, found["date-of-birth"].left) == (2, 2, 1)
    assert (found["country"].shown, found["country"].left) == (1, 1)
    note_visit(draft_id=other.member.draft_id, page="country", by=other.by)
    assert not PageVisit.objects.exists(), "a page that was on its way notes nothing more"


@pytest.mark.parametrize("sent", [True, False])
def test_many_drafts_are_counted_as_each_would_be(sent: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "DRAFTS_AT_ONCE", 2)
    people = [make_claimant() for _ in range(3)]
    for each in people:
        answer_birth(each)
        if sent:
            each.answer().send()
    with after(29):
        before = counts()
        forget_old_visits()
        assert not PageVisit.objects.exists()
        assert counts() == before
        assert before["date-of-birth"].left == (0 if sent else 3)


def test_every_entry_of_a_list_is_the_same_page(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(entries={"children": []}))
    for name in ("Mia", "Noah"):
        first = claimant.browser.post(claimant.url("children", "add")).url
        claimant.browser.get(first)
        claimant.browser.post(first, {"child_given_names": name, "child_family_name": "Hughes"})
    open_page(claimant, "children", "list")
    claimant.browser.post(claimant.url("children", "list"), {})
    found = counts()
    assert (found["child-name"].shown, found["child-name"].answered) == (1, 1)
    assert (found["another-children"].shown, found["another-children"].mistaken) == (1, 1)
    order = list(found)
    assert order.index("child-name") < order.index("another-children") < order.index("check")


def test_an_answered_page_that_is_looked_at_again_is_not_noted(
    claimant: Claimant,
) -> None:
    claimant.answer()
    open_page(claimant, "home", "rent")
    claimant.browser.post(claimant.url("home", "rent"), {"rent": "120", "rent_frequency": "weekly"})
    assert not PageVisit.objects.exists()


def test_only_whoever_fills_it_in_counts(claimant: Claimant) -> None:
    adviser = make_user("adviser")
    open_record(claim=claimant.claim, reason="new_claim", note="", by=actor_for(adviser))
    assert signed_in(adviser).get(claimant.url("eligibility", "date-of-birth")).status_code == 404
    assert not PageVisit.objects.exists()


def test_a_visit_says_nothing_of_the_answer(claimant: Claimant) -> None:
    answer_birth(claimant)
    columns = {field.name for field in PageVisit._meta.concrete_fields}
    assert columns == {
        "id",
        "draft",
        "page",
        "channel",
        "first_shown_at",
        "last_shown_at",
        "first_answered_at",
        "mistakes",
    }
    assert PageVisit.objects.get(page="date-of-birth").channel == "online"


def test_it_counts_those_who_began_in_the_time_asked_for(claimant: Claimant, django_assert_num_queries: Any) -> None:
    answer_birth(claimant)
    with after(1):
        answer_birth(make_claimant())
        answer_birth(make_claimant())
    with django_assert_num_queries(3):
        assert counts()["date-of-birth"].shown == 1
    with django_assert_num_queries(3):
        assert counts(until=NOW + timedelta(days=2))["date-of-birth"].shown == 3


def test_a_page_that_is_no_longer_asked_comes_last(claimant: Claimant) -> None:
    answer_birth(claimant)
    PageVisit.objects.update(page="a-page-of-old")
    assert drop_off(CLAIM, NOW - timedelta(days=1), NOW + timedelta(days=1))[-1] == PageCounts(
        task="", page="a-page-of-old", shown=1, answered=1
    )


def test_the_command_prints_a_row_for_each_page(claimant: Claimant) -> None:
    answer_birth(claimant)
    out = StringIO()
    with after(8):
        call_command("drop_off", "claim", since="2026-11-20", until="2026-11-21", stdout=out)
    rows = {tuple(line.split()) for line in out.getvalue().splitlines()}
    assert ("eligibility", "date-of-birth", "1", "1", "0", "1", "0") in rows
    assert ("all", "pages", "1", "0") in rows
    with pytest.raises(CommandError, match="claim"):
        call_command("drop_off", "no-such-journey", since="2026-11-20")
    with pytest.raises(CommandError, match="2026-12-31"):
        call_command("drop_off", "claim", since="yesterday")


def test_what_was_counted_is_forgotten_after_a_year_and_a_month(claimant: Claimant) -> None:
    answer_birth(claimant)
    with after(399):
        forget_old_visits()
        assert counts()["date-of-birth"].shown == 1
    with after(401):
        forget_old_visits()
        assert not PageTally.objects.exists()
