"""Sending a claim: what is kept, what is recorded, and that it happens once."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from accounts.models import Person
from audit.models import Event
from claims.facts import circumstances_of
from claims.models import Claim, Declaration, Fact
from claims.selectors import sitting_for
from claims.services import start_claim
from claims.submission import AnswerNoLongerFits, NotFinished, submit_claim
from demo.stories import LONE_PARENT
from journal.models import Todo
from journeys.models import Draft, PageAnswer
from notifications.models import Message
from tests.claims.claimants import Claimant, make_claimant, signed_in

pytestmark = pytest.mark.django_db


def test_a_claim_is_sent_by_agreeing_to_the_declaration(claimant: Claimant) -> None:
    claimant.answer()
    page = claimant.browser.get(claimant.url("declaration")).content.decode()
    assert "Agree and send claim" in page
    sent = claimant.browser.post(claimant.url("declaration"), follow=True)
    assert "Claim sent" in sent.content.decode()
    assert claimant.claim.reference in sent.content.decode()
    # Going back and sending again sends nothing.
    claimant.browser.post(claimant.url("declaration"))
    assert Declaration.objects.count() == 1
    assert list(Event.objects.filter(kind="claim_submitted").values_list("claim_reference", flat=True)) == [
        claimant.claim.reference
    ]


def test_sending_tells_the_claimant_and_asks_for_proof_of_identity(claimant: Claimant) -> None:
    claimant.answer().send()
    assert Message.objects.filter(template="claim_received").count() == 1
    todo = Todo.objects.get()
    assert (todo.kind, todo.subject) == ("verify_identity", claimant.claim.reference)
    assert claimant.claim.claimed_on is not None
    assert claimant.claim.entitled_from is None


def test_the_declaration_keeps_questions_as_worded_and_hides_what_is_secret(claimant: Claimant) -> None:
    claimant.answer().send()
    declaration = Declaration.objects.get()
    rows = [row for group in declaration.questions for row in group["rows"]]
    asked = {row["field"]: row for row in rows}
    assert asked["tenure"]["question"] == "Which of these describes where you live?"
    assert asked["tenure"]["answer"] == "I rent from a council or housing association"
    assert asked["child_date_of_birth"]["question"] == "When was Owen born?"
    assert asked["nino"]["answer"] is None
    assert declaration.secret_answers["nino.nino"] == "QQ 12 34 56 C"
    copy = claimant.browser.get(f"/claims/{claimant.claim.reference}/answers/").content.decode()
    assert "QQ 12 34 56 C" in copy
    assert "I will tell you when my circumstances change" in copy


def test_the_person_is_found_by_what_they_declared(claimant: Claimant) -> None:
    claimant.answer().send()
    person = Person.objects.get(pk=claimant.person.pk)
    assert (person.full_name, person.date_of_birth, person.nino) == ("Rosa Hughes", date(1991, 5, 14), "QQ123456C")


def test_answers_off_the_path_are_never_submitted(claimant: Claimant) -> None:
    claimant.answer()
    PageAnswer.objects.filter(page="tenure").update(data={"tenure": "family"})
    claimant.send()
    assert not Fact.objects.filter(kind="tenancy").exists()
    asked = [row["page"] for group in Declaration.objects.get().questions for row in group["rows"]]
    assert "rent" not in asked


def test_an_answer_that_would_not_be_taken_today_stops_the_claim_and_nothing_is_written(claimant: Claimant) -> None:
    claimant.answer()
    PageAnswer.objects.filter(page="moved-in").update(data={"moved_in": "2999-01-01"})
    with pytest.raises(AnswerNoLongerFits):
        claimant.send()
    assert not Declaration.objects.exists()
    assert not Draft.objects.filter(closed_at__isnull=False).exists()
    page = claimant.browser.post(claimant.url("declaration"))
    assert page.url.startswith(claimant.url("home", "moved-in") + "?from=check")
    shown = claimant.browser.get(page.url).content.decode()
    assert "<title>Error: " in shown
    assert 'value="2999"' in shown


def test_a_job_offer_whose_day_has_passed_says_what_to_do_about_it(claimant: Claimant) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    claimant.answer(LONE_PARENT.but(job_offer=True, job_offer_starts=tomorrow))
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        browser = signed_in(claimant.user)
        again = browser.post(claimant.url("declaration"))
        page = browser.get(again.url).content.decode()
        assert "If you have started this job, go back and say that you have a job" in page


def test_an_unfinished_claim_is_not_sent(claimant: Claimant) -> None:
    claimant.answer()
    PageAnswer.objects.filter(page="bank-details").delete()
    with pytest.raises(NotFinished):
        submit_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
    claimant.claim.refresh_from_db()
    assert claimant.claim.state == "started"


def test_nobody_has_two_claims(claimant: Claimant) -> None:
    assert start_claim(person=claimant.person, by=claimant.by) == claimant.claim
    claimant.answer().send()
    assert start_claim(person=claimant.person, by=claimant.by) == claimant.claim


def test_no_secret_can_be_read_in_the_tables(claimant: Claimant) -> None:
    claimant.answer().send()
    with connection.cursor() as cursor:
        for model in (PageAnswer, Fact, Declaration, Person, Event):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {model._meta.db_table} t")
            dump = cursor.fetchone()[0] or ""
            for secret in ("QQ123456C", "55779911", "200000", "R Hughes"):
                assert secret not in dump, (model, secret)
                assert secret.encode().hex() not in dump, (model, secret)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_send_one_claim() -> None:
    claimant = make_claimant().answer()
    start, problems = Barrier(2), []

    def press() -> None:
        try:
            start.wait()
            submit_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert Claim.objects.get().state == "submitted"
    assert Declaration.objects.count() == 1
    assert Fact.objects.filter(kind="bank").count() == 1


def facts(**about: Any) -> set[tuple[str, str]]:
    return set(Fact.objects.filter(**about).values_list("kind", "item"))


def test_circumstances_are_recorded_from_the_day_of_the_claim(claimant: Claimant) -> None:
    claimant.answer().send()
    kept = facts(claim=claimant.claim) | facts(person=claimant.person)
    told = circumstances_of(sitting_for(claimant.claim, claimant.member))
    assert kept == {(each.kind, each.item) for each in told}
    assert {"tenancy", "job"} < {kind for kind, _item in kept}
    assert len([1 for kind, _item in facts(claim=claimant.claim) if kind == "child"]) == 2
    assert {fact.applies.lower for fact in Fact.objects.all()} == {claimant.claim.claimed_on}


def test_they_are_told_in_the_way_they_asked_for(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT.but(contact_by="letter", format="large-print")).send()
    letter = Message.objects.get(template="claim_received")
    assert (letter.medium, letter.letter_format) == ("letter", "large-print")
