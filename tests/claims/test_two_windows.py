"""One claim in two windows, and buttons pressed twice: nothing is lost, made twice or kept where it does not belong."""

from __future__ import annotations

import pytest

from claims.journey import CLAIM
from claims.models import ClaimState, Declaration
from claims.selectors import sitting_for
from demo.stories import LONE_PARENT
from journeys.models import DraftItem, PageAnswer
from journeys.walked import TaskStatus
from tests.claims.claimants import Claimant, signed_in
from tests.claims.walking import Window, finish

pytestmark = pytest.mark.django_db

Windows = tuple[Window, Window]


@pytest.fixture
def windows(claimant: Claimant) -> Windows:
    """The same person on a phone and on a computer."""
    return Window(claimant.browser), Window(signed_in(claimant.user))


def entries(task: str) -> list[DraftItem]:
    return list(DraftItem.objects.filter(task=task))


def status(claimant: Claimant, task: str) -> TaskStatus:
    return sitting_for(claimant.claim, claimant.member).status(CLAIM.task(task))


def kept(page: str) -> object:
    return PageAnswer.objects.get(page=page).answer


def test_the_same_page_saved_in_both_keeps_what_was_saved_last(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    left, right = (window.go(claimant.url("home", "bedrooms")) for window in windows)
    left.press({"bedrooms": "3"})
    right.press({"bedrooms": "4"})
    assert kept("bedrooms") == {"bedrooms": 4}
    assert left.path == right.path == claimant.url("home", "check")


def test_a_page_that_the_other_window_made_unreachable_is_not_kept(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    left, right = windows
    left.go(claimant.url("home", "rent"))
    right.go(claimant.url("home", "tenure")).answer({"tenure": "family"})
    left.press({"rent": "99"})
    assert left.path == claimant.url("home", "check")
    assert "There is a problem" not in left.html
    assert not PageAnswer.objects.filter(page="rent").exists()


def test_an_entry_removed_in_one_is_not_brought_back_by_the_other(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    item = str(entries("work")[0].pk)
    left, right = windows
    left.go(claimant.url("work", "item", item, "job-hours"))
    right.go(claimant.url("work", "item", item, "remove")).press({"remove": "yes"})
    left.press({"job_hours": "20"})
    assert left.path == claimant.url("work", "list")
    assert entries("work") == []
    assert not PageAnswer.objects.filter(item=item).exists()
    assert status(claimant, "work") is TaskStatus.IN_PROGRESS


def test_an_entry_removed_in_both_goes_once(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    first, second = entries("children")
    left, right = (window.go(claimant.url("children", "item", str(first.pk), "remove")) for window in windows)
    for window in (left, right):
        window.press({"remove": "yes"})
    assert right.path == claimant.url("children", "list")
    assert entries("children") == [second]


def test_adding_twice_adds_one_that_is_empty(claimant: Claimant, windows: Windows) -> None:
    claimant.answer(LONE_PARENT.but(entries={"work": []}))
    left, right = (window.go(claimant.url("work", "list")) for window in windows)
    first = left.press().path
    assert right.press().path == first
    assert len(entries("work")) == 1
    # Each goes on with the same one; the other window's first page is there when they come to it.
    left.answer({"employer": "Calder Bakery"})
    right.go(right.path)
    assert "Calder Bakery" in right.html


def test_a_list_closed_in_one_while_the_other_adds_to_it_is_not_finished(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    left, right = (window.go(claimant.url("children", "list")) for window in windows)
    left.press({"another": "yes"})
    right.press({"another": "no"})
    # The window that closes it is led to the one that the other began.
    assert right.path == left.path
    assert status(claimant, "children") is TaskStatus.IN_PROGRESS
    assert not sitting_for(claimant.claim, claimant.member).is_complete


def test_what_one_window_leaves_open_the_other_cannot_send(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    left, right = windows
    left.go(claimant.url("declaration"))
    right.go(claimant.url("home", "tenure")).answer({"tenure": "private"})
    right.go(claimant.url("home", "joint-tenancy")).answer({"joint_tenancy": "yes"})
    left.press()
    assert left.path == claimant.url()
    assert not Declaration.objects.exists()
    finish(claimant)
    assert Declaration.objects.count() == 1


def test_a_claim_sent_in_one_is_sent_in_the_other(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    left, right = (window.go(claimant.url("declaration")) for window in windows)
    left.press()
    right.press()
    assert left.path == right.path == f"/claims/{claimant.claim.reference}/sent/"
    assert Declaration.objects.count() == 1
    claimant.claim.refresh_from_db()
    assert claimant.claim.state == ClaimState.SUBMITTED


@pytest.mark.parametrize("parts", [("home", "bedrooms"), ("children", "list"), ("work", "add")])
def test_what_is_sent_late_changes_nothing(claimant: Claimant, windows: Windows, parts: tuple[str, ...]) -> None:
    claimant.answer()
    before = PageAnswer.objects.count(), DraftItem.objects.count()
    claimant.send()
    late = windows[0].browser.post(claimant.url(*parts), {"bedrooms": "9", "another": "yes"})
    assert late["Location"] == f"/claims/{claimant.claim.reference}/sent/"
    assert (PageAnswer.objects.count(), DraftItem.objects.count()) == before


def test_answers_agreed_to_go_in_one_are_not_asked_about_in_the_other(claimant: Claimant, windows: Windows) -> None:
    claimant.answer()
    left, right = (window.go(claimant.url("home", "tenure")).press({"tenure": "family"}) for window in windows)
    assert left.asks_whether_sure
    assert right.asks_whether_sure
    left.press()
    right.press()
    assert right.path == claimant.url("home", "check")
    assert kept("tenure") == {"tenure": "family"}
    assert not PageAnswer.objects.filter(page="rent").exists()
