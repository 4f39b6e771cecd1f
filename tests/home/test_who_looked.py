"""Who looked at somebody's record."""

from __future__ import annotations

import csv
import html
import io
import uuid
from datetime import timedelta
from typing import Any

import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Access, Event
from audit.services import record, record_access
from claims.journey import CLAIM
from claims.models import Member
from claims.records import as_visitor, open_record, opening_of, record_visit
from core import clock
from core.actor import Actor, Channel
from govuk.formatting import day, time_of_day
from home.words import PAGES
from journeys.services import start_draft
from staff.urls import urlpatterns
from tests.claims.claimants import Claimant, make_user, signed_in
from tests.proving import prove


def look(claimant: Claimant, by: Actor, page: str = "staff:record", note: str = "They phoned") -> None:
    record_access(
        by=by,
        person_id=claimant.person.pk,
        claim_reference=claimant.claim.reference,
        reason="contact",
        note=note,
        page=page,
    )


def test_nobody_has_looked(started: Claimant) -> None:
    assert "Nobody has looked at your record" in started.browser.get("/who-looked/").content.decode()


def test_every_look_is_listed_with_who_when_and_why(started: Claimant, by: Actor) -> None:
    look(started, by)
    look(started, by, page="some:page", note="<script>alert(1)</script>")
    page = started.browser.get("/who-looked/").content.decode()
    words = ("Amina Yusuf (Adviser)", "The claimant contacted us", "They phoned", "A page of your claim", "Your record")
    assert all(each in page for each in words)
    assert "<script>alert(1)" not in page


def shown(claimant: Claimant, query: str = "") -> str:
    return html.unescape(claimant.browser.get(f"/who-looked/{query}").content.decode())


def visit(claimant: Claimant, by: Actor, *pages: str, note: str = "They phoned", reason: str = "contact") -> Actor:
    """Open a record with a reason and look at these pages; who they are while it is open."""
    open_record(claim=claimant.claim, reason=reason, note=note, by=by)
    opening = opening_of(claimant.claim, by)
    assert opening
    for page in pages:
        record_visit(claim=claimant.claim, people=[claimant.person], opening=opening, page=page, by=by)
    return as_visitor(by, opening)


def test_a_visit_is_told_once_with_all_that_was_seen_and_done(started: Claimant, by: Actor) -> None:
    began = clock.now()
    with time_machine.travel(began, tick=False) as time:
        visitor = visit(started, by, "staff:record", "staff:record")
        time.shift(timedelta(minutes=12))
        visitor = visitor.named("Amina Yusuf")
        prove(started.person, by=visitor)
    page = shown(started)
    assert page.count("Amina Yusuf (Adviser)") == 1
    assert page.count("Your record: who you are") == 1
    assert f"{day(began)}: Amina Yusuf (Adviser)" in page
    assert f"Time: {time_of_day(began)} to {time_of_day(began + timedelta(minutes=12))}" in page
    assert "How: On our own computers<" in page
    assert "The claimant contacted us. They phoned" in page
    assert f'<a class="govuk-link" href="{reverse("accounts:identity")}">Checked who you are</a>' in page
    event = Event.objects.get(kind="identity_checked")
    assert (event.reason, event.visit_id) == ("contact", Access.objects.first().visit_id)


def test_two_reasons_are_two_visits(started: Claimant, by: Actor) -> None:
    visit(started, by, "staff:record", note="They phoned")
    visit(started, by, "staff:pay", note="They phoned again")
    page = shown(started)
    assert page.count("Amina Yusuf (Adviser)") == 2
    assert page.index("They phoned again") < page.index("They phoned<")


def test_looks_that_nobody_was_asked_about_are_a_visit_a_day(started: Claimant, by: Actor) -> None:
    now = clock.now()
    for days in (0, 0, 1, 3):
        with time_machine.travel(now + timedelta(days=days)):
            look(started, by)
    assert shown(started).count("Amina Yusuf (Adviser)") == 3


def test_what_happens_by_itself_is_told(started: Claimant) -> None:
    record("claim_reminded", by=Actor.system("Reminders"), claim_reference=started.claim.reference)
    record("signals_deleted", by=Actor.system("Comparing claims"), person_id=started.person.pk)
    page = shown(started)
    assert "Done automatically" in page
    assert "Reminded you to send your claim" in page
    assert "Did something else" not in page


def test_what_people_do_is_told_even_without_words_for_it(started: Claimant, by: Actor) -> None:
    record("person_moved", by=by, person_id=started.person.pk)
    assert "Did something else on your record" in shown(started)


def test_who_does_something_for_somebody_is_told(started: Claimant) -> None:
    person = started.person.pk
    helper = Actor(99, "Grace Mensah", frozenset({"helper"}), None, Channel.ONLINE, on_behalf_of_id=person)
    record("answers_changed", by=helper, person_id=person)
    page = shown(started)
    for words in ("Grace Mensah", "They did this for you.", "How: Online.", "Answered questions for you"):
        assert words in page


def test_ones_own_doings_are_no_visits(started: Claimant) -> None:
    record("answers_changed", by=started.by, person_id=started.person.pk)
    assert "Nobody has looked" in shown(started)


def test_of_a_claim_that_one_left_only_the_days_on_it_are_told(started: Claimant, by: Actor) -> None:
    """What is done to a claim after somebody left it is nobody's business but those who are on it."""
    now = clock.now()
    left = timezone.localdate(now) + timedelta(days=10)
    Member.objects.filter(claim=started.claim).update(superseded_at=now)
    days = DateRange(timezone.localdate(now), left)
    Member.objects.create(
        claim=started.claim, person=started.person, draft=start_draft(journey=CLAIM), applies=days, recorded_at=now
    )
    for later, kind in ((9, "claim_accepted"), (11, "claim_closed")):
        with time_machine.travel(now + timedelta(days=later)):
            record(kind, by=by, claim_reference=started.claim.reference, person_id=uuid.uuid4())
    with time_machine.travel(now + timedelta(days=12)):
        page = html.unescape(signed_in(started.user).get("/who-looked/").content.decode())
    assert "Accepted your claim" in page
    assert "Closed your claim" not in page
    assert reverse("claims:sent", args=[started.claim.reference]) not in page


def test_what_concerns_one_of_two_on_a_claim_is_not_told_to_the_other(started: Claimant, by: Actor) -> None:
    record("pay_reported", by=by, claim_reference=started.claim.reference, person_id=uuid.uuid4())
    assert "Recorded your pay" not in shown(started)


def test_names_may_be_kept_back(started: Claimant, by: Actor, settings: Any) -> None:
    settings.STAFF_NAMES_SHOWN = False
    look(started, by)
    page = shown(started)
    assert "A member of our staff (Adviser)" in page
    assert "Amina" not in page


def test_long_list_has_pages(started: Claimant, by: Actor) -> None:
    for number in range(51):
        look(started, by, note=f"Visit {number}")
    first, third = shown(started), shown(started, "?page=3")
    assert first.count("Amina Yusuf (Adviser)") == 25
    assert "?page=3" in shown(started, "?page=2")
    assert third.count("Amina Yusuf (Adviser)") == 1
    assert "?page=4" not in third
    for wrong in ("?page=0", "?page=x", "?page=²", "?page=" + "9" * 5000):
        assert shown(started, wrong).count("Amina Yusuf (Adviser)") == 25
    assert started.browser.get("/who-looked/?page=4").url == "/who-looked/"


def test_all_of_it_is_a_file(started: Claimant, by: Actor) -> None:
    for number in range(30):
        look(started, by, note=f"=Visit {number}")
    response = started.browser.get("/who-looked/file/")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    head, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[2:] == ["Who", "As", "How", "Why", "Note", "What"]
    assert len(lines) == 30
    assert lines[0][2:7] == [
        "Amina Yusuf",
        "Adviser",
        "On our own computers",
        "The claimant contacted us",
        "'=Visit 29",
    ]


def test_only_ones_own(started: Claimant, by: Actor, adviser: User) -> None:
    look(started, by)
    assert "Amina Yusuf" not in signed_in(make_user()).get("/who-looked/").content.decode()
    assert signed_in(adviser).get("/who-looked/").status_code == 404
    assert Client().get("/who-looked/").status_code == 302


def test_every_page_that_staff_read_has_words() -> None:
    """A page added to the record is named to the claimant too."""
    about_claims = {f"staff:{each.name}" for each in urlpatterns if "reference" in str(each.pattern)}
    assert "staff:record" in about_claims
    # Who is asked for a reason, and who only chooses a colleague, has read nothing of it.
    assert about_claims - {"staff:open", "staff:hand_over", "staff:let_back", "staff:pass_on"} <= set(PAGES)
