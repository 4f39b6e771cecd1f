"""What a change would remove is shown before it goes, and what is likely a mistake is shown before it is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest

from claims.questions.home import TenureForm
from demo.filling import EntryOf
from demo.stories import LONE_PARENT
from govuk.forms import Doubt
from journeys import saving
from journeys.models import DraftItem, PageAnswer
from tests.claims.claimants import Claimant

pytestmark = pytest.mark.django_db

CHILDCARE = {
    "childcare_child": EntryOf("children", 1),
    "childcare_provider": "Sunny Days",
    "childcare_registration": None,
    "childcare_cost": 10000,
    "childcare_frequency": "monthly",
}
WITH_CHILDCARE = LONE_PARENT.but(entries={"childcare": [CHILDCARE]}, has_childcare=True)


def post(claimant: Claimant, where: str, data: dict[str, Any]) -> tuple[int, str]:
    answer = claimant.browser.post(where, data)
    return answer.status_code, answer.content.decode()


def hidden(html: str) -> dict[str, list[str]]:
    """The hidden inputs of a page, apart from the token against forgery."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def kept(page: str) -> dict[str, Any]:
    return PageAnswer.objects.get(page=page).answer


def test_answers_that_a_change_removes_are_shown_first_and_nothing_is_kept_yet(claimant: Claimant) -> None:
    claimant.answer()
    where = claimant.url("home", "tenure") + "?from=check"
    status, html = post(claimant, where, {"tenure": "family"})
    assert status == 200
    assert "Your change removes some answers" in html
    assert "I live with family or friends and pay no rent" in html
    assert "What is the name of your landlord?" in html
    assert "Aire Homes Housing Association" in html
    assert kept("tenure") == {"tenure": "social"}
    assert PageAnswer.objects.filter(page="rent").exists()
    # Sent again, as the page does, it is kept, they go, and it leads back to where the change was asked for.
    answer = claimant.browser.post(where, hidden(html))
    assert answer["Location"] == claimant.url("check")
    assert kept("tenure") == {"tenure": "family"}
    assert not PageAnswer.objects.filter(page__in=["rent", "landlord", "bedrooms"]).exists()
    assert PageAnswer.objects.filter(page="moved-in").exists()


def test_agreeing_to_one_removal_agrees_to_no_other(claimant: Claimant) -> None:
    claimant.answer()
    where = claimant.url("home", "tenure")
    _status, html = post(claimant, where, {"tenure": "family"})
    sure = hidden(html)["sure"]
    assert post(claimant, where, {"tenure": "own", "sure": sure})[0] == 200
    PageAnswer.objects.filter(page="owes-rent").delete()  # another window changed what there is to remove
    assert post(claimant, where, {"tenure": "family", "sure": sure})[0] == 200
    assert kept("tenure") == {"tenure": "social"}


def test_saying_there_are_none_shows_every_entry_that_goes(claimant: Claimant) -> None:
    claimant.answer(WITH_CHILDCARE)
    where = claimant.url("children", "has-children")
    status, html = post(claimant, where, {"has_children": "no"})
    assert status == 200
    for words in ("Mia Hughes", "Owen Hughes", "Sunny Days"):
        assert words in html
    assert DraftItem.objects.filter(task="children").count() == 2
    claimant.browser.post(where, hidden(html))
    assert not DraftItem.objects.filter(task__in=["children", "childcare"]).exists()
    assert not PageAnswer.objects.filter(page__startswith="child").exists()
    assert not PageAnswer.objects.filter(page="another-children").exists()


def test_removing_an_entry_shows_and_removes_what_is_about_it(claimant: Claimant) -> None:
    claimant.answer(WITH_CHILDCARE)
    mia, owen = DraftItem.objects.filter(task="children")
    where = claimant.url("children", "item", str(owen.pk), "remove")
    html = claimant.browser.get(where).content.decode()
    assert "Are you sure you want to remove Owen Hughes?" in html
    assert "Sunny Days" in html
    assert post(claimant, where, {"remove": "yes"})[0] == 200  # what goes was not shown with this
    assert DraftItem.objects.filter(task="childcare").exists()
    assert claimant.browser.post(where, {"remove": "yes", **hidden(html)}).status_code == 302
    assert list(DraftItem.objects.filter(task__in=["children", "childcare"])) == [mia]
    # Her page, open in another window, leads back to the list.
    gone = claimant.browser.get(claimant.url("children", "item", str(owen.pk), "child-name"))
    assert gone["Location"] == claimant.url("children", "list")


def test_a_list_left_empty_says_how_to_say_that_there_are_none(claimant: Claimant) -> None:
    claimant.answer()
    DraftItem.objects.filter(task="children").delete()
    html = claimant.browser.get(claimant.url("children", "list")).content.decode()
    assert f'href="{claimant.url("children", "has-children")}">Change your answer if there is nothing to add' in html


def test_a_new_question_of_a_list_takes_no_entries(claimant: Claimant) -> None:
    """Rosa now works for herself too: there is more to ask, and her job is still her job."""
    claimant.answer()
    answer = claimant.browser.post(claimant.url("work", "self-employed"), {"self_employed": "yes"})
    assert answer.status_code == 302
    assert DraftItem.objects.filter(task="work").count() == 1
    assert claimant.browser.get(claimant.url("work", "list"))["Location"] == claimant.url("work", "business")


def test_a_dead_end_elsewhere_does_not_hide_what_goes(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(nationality="other", immigration="asylum"))
    status, html = post(claimant, claimant.url("home", "tenure"), {"tenure": "family"})
    assert status == 200
    assert "Aire Homes Housing Association" in html


def test_what_a_dead_end_hid_is_shown_when_another_way_is_taken(claimant: Claimant) -> None:
    here = LONE_PARENT.but(nationality="other", immigration="refugee", arrived="2020-01-01")
    claimant.answer(here)
    assert (
        claimant.browser.post(claimant.url("nationality", "immigration"), {"immigration": "asylum"}).status_code == 302
    )
    status, html = post(claimant, claimant.url("nationality", "which-nationality"), {"nationality": "british"})
    assert status == 200
    assert "1 January 2020" in html
    assert html.count(">Tell us about your nationality</h2>") == 1  # what was asked and what the dead end hid, together


def test_answers_changed_in_another_window_as_they_go_are_not_removed_unseen(
    claimant: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimant.answer()
    where = claimant.url("home", "tenure")
    _status, html = post(claimant, where, {"tenure": "family"})
    PageAnswer.objects.filter(page="landlord").update(data={"landlord": "Other Homes"})
    status, again = post(claimant, where, hidden(html))
    assert status == 200
    assert "Other Homes" in again
    # The same in the moment between reading and locking.
    read = saving.removal

    def removal(*args: Any) -> Any:
        PageAnswer.objects.filter(page="landlord").update(data={"landlord": "Third Homes"})
        return read(*args)

    monkeypatch.setattr(saving, "removal", removal)
    assert claimant.browser.post(where, hidden(again))["Location"] == where
    assert kept("landlord") == {"landlord": "Third Homes"}
    assert kept("tenure") == {"tenure": "social"}


def test_turning_into_a_dead_end_and_back_takes_nothing(claimant: Claimant) -> None:
    claimant.answer()
    before = PageAnswer.objects.count()
    where = claimant.url("eligibility", "country")
    assert claimant.browser.post(where, {"country": "northern-ireland"}).status_code == 302
    assert claimant.browser.post(where, {"country": "england"}).status_code == 302
    assert PageAnswer.objects.count() == before
    assert claimant.browser.get(claimant.url("check")).status_code == 200


def test_the_same_answer_again_removes_nothing_and_is_not_questioned(claimant: Claimant) -> None:
    claimant.answer()
    assert claimant.browser.post(claimant.url("home", "tenure"), {"tenure": "social"}).status_code == 302


@pytest.fixture
def doubting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that doubts one answer."""

    def doubts(self: TenureForm) -> list[Doubt]:
        return [Doubt("tenure", "Is it really yours?")] if self.cleaned_data["tenure"] == "mortgage" else []

    monkeypatch.setattr(TenureForm, "doubts", doubts)


@pytest.mark.usefixtures("doubting")
def test_a_doubt_is_said_once_with_what_was_typed_and_never_insisted_on(claimant: Claimant) -> None:
    where = claimant.answer(LONE_PARENT.but(tenure="temporary")).url("home", "tenure")
    assert claimant.browser.post(where, {"tenure": "family"}).status_code == 302
    status, html = post(claimant, where, {"tenure": "mortgage"})
    assert status == 200
    assert "<title>Check this: " in html
    assert "Is it really yours?" in html
    assert 'value="mortgage" checked' in html
    assert kept("tenure") == {"tenure": "family"}
    assert claimant.browser.post(where, {"tenure": "mortgage", **hidden(html)}).status_code == 302
    assert kept("tenure") == {"tenure": "mortgage"}
    assert claimant.browser.post(where, {"tenure": "mortgage"}).status_code == 302


def test_a_doubt_comes_again_only_when_what_it_is_about_changes(claimant: Claimant) -> None:
    where = claimant.answer().url("bank", "bank-details")
    doubtful = {"account_holder": "R Hughes", "sort_code": "08-99-99", "account_number": "66374985"}
    _status, html = post(claimant, where, doubtful)
    assert claimant.browser.post(where, doubtful | hidden(html)).status_code == 302
    assert claimant.browser.post(where, doubtful | {"roll_number": "A 12"}).status_code == 302
    status, html = post(claimant, where, doubtful | {"account_number": "66374986"})
    assert status == 200
    assert "do not match" in html
    assert claimant.browser.post(where, doubtful | {"account_number": "66374958"}).status_code == 302


def test_a_doubt_about_a_home_does_not_come_again_with_another_line_of_its_address(claimant: Claimant) -> None:
    where = claimant.answer().url("home", "address")
    doubtful = {"address_line_1": "1 Bank Street", "town": "Leeds", "postcode": "LS66 2AB"}
    _status, html = post(claimant, where, doubtful)
    assert claimant.browser.post(where, doubtful | hidden(html)).status_code == 302
    assert claimant.browser.post(where, doubtful | {"town": "Bradford"}).status_code == 302
    assert post(claimant, where, doubtful | {"postcode": "LS67 2AB"})[0] == 200
