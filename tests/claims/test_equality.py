"""The equality questions: asked once, of oneself, after the claim was sent, and answered by nobody in particular."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.actors import actor_for
from accounts.models import User
from audit.models import Event
from claims.equality import begin_equality, forget_unsent_equality, send_equality, skip_equality
from claims.models import Declaration, EqualityQuestions
from claims.records import open_record
from claims.services import NotTheirs
from core import clock
from core.actor import Channel
from equality.models import Answer, Envelope
from journeys.models import PageAnswer, PageVisit
from tests.claims.claimants import Claimant, signed_in
from tests.conftest import sign_in
from tests.structure.test_dump import every_cell

pytestmark = pytest.mark.django_db

ANSWERS: dict[str, dict[str, str]] = {
    "sex-and-gender": {"sex": "female", "gender_same": "yes"},
    "health": {"condition": "yes", "limits": "little"},
    "ethnic-group": {"ethnic_group": "black"},
    "ethnic-background": {"ethnic_background": "black_caribbean"},
    "religion": {"religion": "prefer_not"},
    "sexual-orientation": {"orientation": "bi"},
    "marital-status": {"marital_status": "divorced"},
    "main-language": {"main_language": "english"},
}
OFFER = "equality questions"


@pytest.fixture
def sent(claimant: Claimant) -> Claimant:
    return claimant.answer().send()


def address(claimant: Claimant, *parts: str) -> str:
    return f"/claims/{claimant.claim.reference}/equality/" + "".join(f"{part}/" for part in parts)


def question(claimant: Claimant, page: str) -> str:
    return address(claimant, "about-you", page)


def begin(claimant: Claimant) -> str:
    return claimant.browser.post(address(claimant)).url


def answer(claimant: Claimant, answers: dict[str, dict[str, str]] = ANSWERS) -> str:
    """Answer these pages as they come; where that leads."""
    url = begin(claimant)
    for page, typed in answers.items():
        assert url == question(claimant, page)
        url = claimant.browser.post(url, typed).url
    return claimant.browser.get(url).url if url.endswith("about-you/check/") else url


def shows_offer(claimant: Claimant) -> set[bool]:
    """Whether it is offered on the two pages that offer it."""
    pages = ("/home/", f"/claims/{claimant.claim.reference}/sent/")
    offer = f'href="{address(claimant)}"'
    return {offer in claimant.browser.get(page).content.decode() for page in pages}


def test_it_is_offered_once_the_claim_is_sent_and_said_to_make_no_difference(claimant: Claimant) -> None:
    assert claimant.browser.get(address(claimant)).url == f"/claims/{claimant.claim.reference}/sent/"
    assert begin(claimant) == f"/claims/{claimant.claim.reference}/sent/"
    assert not EqualityQuestions.objects.exists()
    claimant.answer().send()
    assert shows_offer(claimant) == {True}
    page = claimant.browser.get(address(claimant)).content.decode()
    for words in ("You do not have to answer", "Why we ask", "Nobody who works on your claim", "Skip all"):
        assert words in page
    assert not EqualityQuestions.objects.exists(), "looking is not beginning"


def test_answers_leave_without_a_name_and_it_is_offered_no_more(sent: Claimant) -> None:
    check = answer(sent)
    assert check == address(sent, "check")
    page = sent.browser.get(check).content.decode()
    assert "Caribbean" in page
    assert "Yes, a little" in page
    done = sent.browser.post(check, follow=True)
    assert "Thank you for answering" in done.content.decode()
    assert Envelope.objects.get().answers == {name: value for page in ANSWERS.values() for name, value in page.items()}
    asked = EqualityQuestions.objects.get()
    assert not PageAnswer.objects.filter(draft=asked.draft).exists()
    assert shows_offer(sent) == {False}
    for url in (address(sent), check, question(sent, "health")):
        assert sent.browser.get(url, follow=True).redirect_chain[-1][0].endswith("/sent/")
    sent.browser.post(check)
    too_late = sent.browser.post(address(sent, "skip"), follow=True).content.decode()
    assert "You skipped" not in too_late
    assert "You had already finished" in too_late
    assert Envelope.objects.count() == 1


def test_nothing_that_is_kept_of_it_tells_who_or_what(sent: Claimant) -> None:
    answer(sent)
    asked = EqualityQuestions.objects.get()
    shown = {place for place, text in every_cell() if text in ("black_caribbean", "divorced", "bi")}
    assert shown == set(), "while they are answered they are encrypted"
    assert not PageVisit.objects.filter(draft=asked.draft).exists(), "which pages were asked would tell too"
    sent.browser.post(address(sent, "check"))
    event = Event.objects.get(kind="equality_questions_finished")
    assert (event.person_id, event.user_id, event.claim_reference, event.data) == (None, None, "", {})
    assert event.subject_id == ""
    row = "".join(f"{name}={value}" for name, value in vars(Envelope.objects.defer("answers").get()).items())
    for whose in (sent.person.pk, sent.user.pk, sent.claim.pk, sent.member.pk, asked.draft_id, asked.pk):
        assert str(whose) not in row or len(str(whose)) < 5
    assert "black_caribbean" not in str(list(Declaration.objects.values("questions")))


def test_what_is_kept_of_answering_and_of_skipping_is_the_same(sent: Claimant, stranger: Claimant) -> None:
    answer(sent)
    sent.browser.post(address(sent, "check"))
    stranger.answer().send()
    stranger.browser.post(address(stranger, "skip"))
    drafts = [each.draft for each in EqualityQuestions.objects.select_related("draft")]
    assert len(drafts) == 2
    assert {(d.closed_at is None, d.submitted_at, d.answers.count(), d.visits.count()) for d in drafts} == {
        (False, None, 0, 0)
    }
    events = Event.objects.filter(kind__contains="equality").values("kind", "user_name", "person_id", "data")
    assert len(events) == 2
    assert events[0] == events[1]


def test_skipping_on_any_page_deletes_what_was_answered(sent: Claimant) -> None:
    url = answer(sent, dict(list(ANSWERS.items())[:3]))
    page = sent.browser.get(url).content.decode()
    assert f'action="{address(sent, "skip")}"' in page
    assert sent.browser.get(address(sent, "skip")).url == address(sent)
    done = sent.browser.post(address(sent, "skip"), follow=True).content.decode()
    assert "We will not ask again" in done
    assert not PageAnswer.objects.filter(draft=EqualityQuestions.objects.get().draft).exists()
    assert not Envelope.objects.exists()
    assert shows_offer(sent) == {False}


def test_every_question_can_be_answered_with_prefer_not_to_say(sent: Claimant) -> None:
    url = begin(sent)
    pages = []
    while not url.endswith("/check/"):
        pages.append(url)
        html = sent.browser.get(url).content.decode()
        names = [name for name in {n for each in ANSWERS.values() for n in each} if f'name="{name}"' in html]
        assert html.count('value="prefer_not"') == len(names) > 0
        url = sent.browser.post(url, dict.fromkeys(names, "prefer_not")).url
    assert question(sent, "ethnic-background") not in pages
    sent.browser.post(address(sent, "check"))
    assert set(Envelope.objects.get().answers.values()) == {"prefer_not"}


def test_a_page_left_empty_says_how_not_to_answer(sent: Claimant) -> None:
    begin(sent)
    html = sent.browser.post(question(sent, "sex-and-gender"), {}).content.decode()
    assert "or select “Prefer not to say”" in html


def test_without_a_condition_nothing_is_reduced_by_it(sent: Claimant) -> None:
    answer(sent, ANSWERS | {"health": {"condition": "no", "limits": "lot"}})
    sent.browser.post(address(sent, "check"))
    assert "limits" not in Envelope.objects.get().answers


def test_another_ethnic_group_asks_for_the_background_again(sent: Claimant) -> None:
    answer(sent)
    change = question(sent, "ethnic-group") + "?from=check"
    shown = sent.browser.post(change, {"ethnic_group": "asian"}).content.decode()
    assert "Your change removes some answers" in shown
    assert "Caribbean" in shown
    sure = re.findall(r'name="sure" value="(\w+)"', shown)
    again = sent.browser.post(change, {"ethnic_group": "asian", "sure": sure}).url
    assert again == question(sent, "ethnic-background") + "?from=check"
    assert sent.browser.get(address(sent, "check")).url == address(sent), "it cannot be sent yet"
    html = sent.browser.get(again).content.decode()
    assert "Asian or Asian British background" in html
    assert "black_caribbean" not in html
    assert sent.browser.post(again, {"ethnic_background": "asian_indian"}).url == address(sent, "check")
    sent.browser.post(address(sent, "check"))
    assert Envelope.objects.get().answers["ethnic_background"] == "asian_indian"


@pytest.mark.parametrize("background", ["asian_indian", "prefer_not"])
def test_the_same_group_again_keeps_the_background(sent: Claimant, background: str) -> None:
    answer(
        sent,
        ANSWERS | {"ethnic-group": {"ethnic_group": "asian"}, "ethnic-background": {"ethnic_background": background}},
    )
    page = question(sent, "ethnic-group") + "?from=check"
    assert sent.browser.post(page, {"ethnic_group": "asian"}).url == address(sent, "check")
    sent.browser.post(address(sent, "check"))
    assert Envelope.objects.get().answers["ethnic_background"] == background


def test_back_leads_to_the_page_before(sent: Claimant) -> None:
    answer(sent)
    pages = [address(sent), *(question(sent, page) for page in ANSWERS), address(sent, "check")]
    for before, page in pairwise(pages):
        html = sent.browser.get(page).content.decode()
        assert f'<a href="{before}" class="govuk-back-link"' in html, page


@pytest.mark.parametrize("parts", [(), ("skip",), ("check",), ("about-you", "check"), ("about-you", "health")])
def test_nobody_else_comes_near(sent: Claimant, stranger: Claimant, adviser: User, parts: tuple[str, ...]) -> None:
    begin(sent)
    open_record(claim=sent.claim, reason="new_claim", note="", by=actor_for(adviser))
    for browser in (stranger.browser, signed_in(adviser)):
        assert browser.get(address(sent, *parts)).status_code == 404
        assert browser.post(address(sent, *parts)).status_code == 404
    assert Client().get(address(sent, *parts)).url.startswith("/sign-in/")
    assert not EqualityQuestions.objects.get().are_over


def test_staff_are_not_shown_whether_it_was_answered(sent: Claimant, adviser: User) -> None:
    browser = signed_in(adviser)
    open_record(claim=sent.claim, reason="new_claim", note="", by=actor_for(adviser))
    pages = (f"/claims/{sent.claim.reference}/sent/", f"/claims/{sent.claim.reference}/answers/")
    pages = (*pages, f"/staff/claims/{sent.claim.reference}/")
    before = [browser.get(page).content.decode() for page in pages]
    answer(sent)
    sent.browser.post(address(sent, "check"))
    for page, html in zip(pages, before, strict=True):
        assert OFFER not in html
        assert OFFER not in browser.get(page).content.decode()


def test_nobody_answers_for_anybody_else(sent: Claimant, stranger: Claimant, adviser: User) -> None:
    helping = actor_for(adviser).assisting(sent.person.pk, Channel.PHONE)
    for by in (stranger.by, helping):
        for service in (begin_equality, send_equality, skip_equality):
            with pytest.raises(NotTheirs):
                service(person=sent.person, by=by)


def test_what_is_not_sent_is_deleted_after_28_days_and_not_asked_again(sent: Claimant) -> None:
    answer(sent)
    assert forget_unsent_equality() == 0
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert forget_unsent_equality() == 1
        assert forget_unsent_equality() == 0
        assert not PageAnswer.objects.filter(draft=EqualityQuestions.objects.get().draft).exists()
        sign_in(sent.browser, sent.user)
        assert shows_offer(sent) == {False}


def test_somebody_who_does_nothing_is_left_in_peace_after_28_days(sent: Claimant) -> None:
    with time_machine.travel(clock.now() + timedelta(days=29)):
        sign_in(sent.browser, sent.user)
        assert shows_offer(sent) == {False}
    assert not Answer.objects.exists()


def test_whatever_is_typed_is_told_and_never_breaks(sent: Claimant) -> None:
    begin(sent)
    typed: tuple[Any, ...] = ("nothing", "\x00", ["female", ""], "é" * 5000)
    for each in typed:
        response = sent.browser.post(question(sent, "sex-and-gender"), {"sex": each, "gender_same": "yes"})
        assert response.status_code == 200
        assert "There is a problem" in response.content.decode()
    assert sent.browser.get(address(sent, "nothing", "health")).status_code == 404
    assert sent.browser.get(address(sent, "about-you", "nothing")).status_code == 404
    assert sent.browser.get(question(sent, "religion")).url == question(sent, "sex-and-gender")
