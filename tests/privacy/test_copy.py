"""Somebody asks for a copy of what we hold about them. Nobody else's data is in it, and nobody else can have it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from accounts.roles import Role
from audit.models import Event
from claims.models import Member
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from journeys.models import Draft
from notifications.models import Message
from privacy.models import DataCopy
from privacy.services import ask_for_copy, make_copy
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")
FILES = ("/your-data/copy/document/", "/your-data/copy/data/")


@pytest.fixture
def sent() -> Claimant:
    return make_claimant().answer().send()


def made(claimant: Claimant) -> DataCopy:
    copy = ask_for_copy(by=claimant.by)
    assert make_copy(copy.pk, by=SYSTEM)
    return DataCopy.objects.get(pk=copy.pk)


def rows(copy: DataCopy, key: str) -> list[dict[str, Any]]:
    assert copy.document is not None
    return next(each["rows"] for each in copy.document["sections"] if each["key"] == key)


def test_it_is_asked_for_made_and_downloaded(sent: Claimant) -> None:
    page = sent.browser.post("/your-data/copy/", follow=True).content.decode()
    assert "We are making your copy" in page
    assert "See if it is ready" in page
    waiting = DataCopy.objects.get()
    assert ask_for_copy(by=sent.by) == waiting, "asking twice makes one"
    assert make_copy(waiting.pk, by=SYSTEM)
    assert make_copy(waiting.pk, by=SYSTEM) is None
    assert Message.objects.filter(template="data_copy_ready", recipient_reference=str(sent.person.pk)).count() == 1
    assert "Download it to read or print" in sent.browser.get("/your-data/copy/").content.decode()
    document, data = (sent.browser.get(each) for each in FILES)
    assert document.content.startswith(b"%PDF-")
    assert json.loads(data.content)["name"] == sent.person.full_name
    assert "no-store" in data["Cache-Control"]
    kinds = Event.objects.filter(kind__startswith="data_copy", person_id=sent.person.pk).order_by("position")
    assert [each.kind for each in kinds] == ["data_copy_asked", "data_copy_made", *["data_copy_downloaded"] * 2]


def test_everything_they_told_us_is_in_it(sent: Claimant) -> None:
    copy = made(sent)
    you = rows(copy, "you")[0]
    assert you["nino"] == sent.person.nino
    assert you["nino"]
    bank = next(each["value"] for each in rows(copy, "circumstances") if each["kind"] == "bank")
    assert bank["account_number"].isdigit()
    assert rows(copy, "declarations")[0]["questions"]
    assert rows(copy, "claims")[0]["reference"] == sent.claim.reference
    assert {each["what"] for each in copy.document["left_out"]} >= {"Notes that our staff wrote for each other"}
    for section in copy.document["sections"]:
        assert all(set(row) == set(section["keys"]) for row in section["rows"])


def test_nobody_elses_data_is_in_it(sent: Claimant) -> None:
    other = make_claimant().answer().send()
    text = json.dumps(made(sent).document)
    assert other.claim.reference not in text
    assert other.user.email not in text
    assert str(other.person.pk) not in text


def test_what_is_secret_of_a_claim_that_somebody_else_is_on_is_left_out(sent: Claimant) -> None:
    other = make_claimant()
    place = Member.objects.get(person=other.person)
    mine = sent.claim.members.get()
    # As when a partner joined: their own answers are elsewhere.
    Member.objects.create(
        claim=sent.claim,
        person=other.person,
        draft=type(place.draft).objects.create(journey="claim", started_at=clock.now(), expires_at=clock.now()),
        applies=mine.applies,
        recorded_at=clock.now(),
    )
    for copy in (made(sent), made(other)):
        assert "bank" not in {each["kind"] for each in rows(copy, "circumstances")}
    own = json.dumps(made(other).document)
    assert sent.person.nino not in own
    # Only what is of the claim as a whole names them: its children.
    assert {each["kind"] for each in rows(made(other), "circumstances") if "Hughes" in json.dumps(each)} == {"child"}


def test_where_a_claim_stands_is_not_told_to_who_left_it(sent: Claimant) -> None:
    other, today = make_claimant(), clock.today()
    draft = Draft.objects.create(journey="claim", started_at=clock.now(), expires_at=clock.now())
    place = {"claim": sent.claim, "person": other.person, "draft": draft, "recorded_at": clock.now()}
    Member.objects.create(**place, applies=DateRange(today - timedelta(days=40), today))
    told = made(other)
    assert {row["reference"] for row in rows(told, "claims")} == {other.claim.reference}
    assert {row["claim"] for row in rows(told, "on_claims")} == {sent.claim.reference, other.claim.reference}
    # Nor hidden from who was the last on it.
    sent.claim.members.filter(person=sent.person).update(superseded_at=clock.now())
    assert {row["reference"] for row in rows(made(other), "claims")} == {sent.claim.reference, other.claim.reference}


def test_only_they_can_have_it(sent: Claimant) -> None:
    made(sent)
    for user in (make_user(), make_user(Role.ADVISER), make_user(Role.ADMIN)):
        assert {signed_in(user).get(each).status_code for each in FILES} == {404}
    assert {Client().get(each).status_code for each in FILES} == {302}
    adviser = Actor(1, "Amina", frozenset({Role.ADVISER}), None, "assisted").assisting(sent.person.pk)
    with pytest.raises(MoveRefused):
        ask_for_copy(by=adviser)


def test_who_has_not_confirmed_lately_that_it_is_them_is_asked_first(sent: Claimant) -> None:
    made(sent)
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        for address in (*FILES, "/your-data/copy/"):
            assert sent.browser.get(address).url.startswith("/confirm/") or "next=" in sent.browser.get(address).url
        assert sent.browser.post("/your-data/copy/").status_code == 200, "asks"
    assert DataCopy.objects.count() == 1


def test_after_seven_days_it_is_gone(sent: Claimant) -> None:
    copy = made(sent)
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        again = signed_in(sent.user)
        assert again.get(FILES[1]).status_code == 404
        assert "Make my copy" in again.get("/your-data/copy/").content.decode()
    assert DataCopy.objects.get() == copy, "until the purge comes by"


def test_no_job_says_whose_it_is_but_by_an_id(sent: Claimant) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    copy = ask_for_copy(by=sent.by)
    job = ProcrastinateJob.objects.get(task_name="privacy.make_copy")
    assert job.args == {"copy_id": str(copy.pk)}
    assert UUID(job.args["copy_id"])


def test_what_we_hold_says_until_when(sent: Claimant) -> None:
    page = sent.browser.get("/your-data/").content.decode()
    assert "6 years after the last thing that happened on a claim that has ended" in page
    assert "2 years after we wrote it: the last of it until" in page
    assert signed_in(make_user(Role.ADVISER)).get("/your-data/").status_code == 404
