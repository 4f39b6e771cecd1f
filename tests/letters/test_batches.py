"""Batches of letters: made once, counted, posted; and what cannot be printed waits and says why."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import Person
from accounts.roles import Role
from accounts.services import add_person, tell
from audit.models import Access
from core.actor import Actor
from core.states import MoveRefused
from letters import batches
from letters.batches import (
    CountsDiffer,
    NothingToPrint,
    begin_batch,
    make_batch,
    post_batch,
    send_alone,
    take_back,
)
from letters.models import Batch, Letter
from letters.printing import archive_of
from letters.selectors import batches_for, to_print
from letters.tasks import resume
from notifications.models import Message
from tests.claims.claimants import Claimant, make_user, signed_in
from tests.staff.conftest import Worker

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")
LIST = "/staff/letters/"


def letter_to(person: Person, letter_format: str = "standard") -> Message:
    person.contact_by, person.letter_format = "letter", letter_format
    person.save()
    message = tell(person=person, template="statement_ready", by=SYSTEM)
    assert message
    return message


def made(by: Actor) -> Batch:
    return make_batch(begin_batch(by=by).pk, by=SYSTEM)


def test_every_letter_that_waits_is_in_it_once_with_its_address(adviser: Worker, sent: Claimant) -> None:
    waiting = [letter_to(sent.person), letter_to(sent.person, "large-print")]
    letter_to(sent.person, "braille")
    nowhere = letter_to(add_person(by=adviser.by))
    batch = made(adviser.by)
    assert batch.state == "ready"
    letters = list(batch.letters.order_by("number"))
    assert [(each.number, each.message) for each in letters] == [(1, waiting[0]), (2, waiting[1])]
    assert letters[0].address.startswith("Rosa Hughes\n")
    assert nowhere.hindrance.get_why_display() == "We do not know where they live"
    assert "We do not know where they live" in adviser.browser.get("/staff/to-send/").content.decode()
    assert not made(adviser.by).letters.exists(), "what has no address yet is tried again, and waits"
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(batch=begin_batch(by=adviser.by), message=waiting[0], number=9, pages=1, address="")


def test_it_is_asked_once_for_many_whose_letters_the_officer_may_print(
    adviser: Worker, sent: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        letter_to(sent.person)
    begun = begin_batch(by=adviser.by)
    asked: list[int] = []
    monkeypatch.setattr("letters.batches.to_print", lambda by: asked.append(1) or to_print(by))
    monkeypatch.setattr("letters.batches.LETTERS_A_BATCH", 3)
    assert make_batch(begun.pk, by=SYSTEM).letters.count() == 3
    assert len(asked) == 2, "asked for each, a batch takes as many times longer as more wait"
    assert made(adviser.by).letters.count() == 1


def test_what_another_batch_took_meanwhile_is_left_to_it(
    adviser: Worker, sent: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        letter_to(sent.person)
    first, second = begin_batch(by=adviser.by), begin_batch(by=adviser.by)
    waiting = batches._waiting
    found = waiting(first.pk)
    make_batch(second.pk, by=SYSTEM)
    monkeypatch.setattr(batches, "_waiting", lambda key: [found.pop()] if found else waiting(key))
    assert make_batch(first.pk, by=SYSTEM).state == "ready"
    assert (first.letters.count(), second.letters.count()) == (0, 2)


def test_what_stopped_half_way_goes_on(adviser: Worker, sent: Claimant, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        letter_to(sent.person)
    begun = begin_batch(by=adviser.by)
    with monkeypatch.context() as patch:
        patch.setattr("letters.batches._keep", _killed_at_the_second())
        with pytest.raises(KeyboardInterrupt):
            make_batch(begun.pk, by=SYSTEM)
    assert Batch.objects.get(pk=begun.pk).state == "making"
    assert make_batch(begun.pk, by=SYSTEM).letters.count() == 2


def _killed_at_the_second():
    from letters.batches import _keep

    def keep(batch, message, number, *rest):
        if number == 2:
            raise KeyboardInterrupt
        _keep(batch, message, number, *rest)

    return keep


def test_one_letter_that_cannot_be_set_stops_no_other(
    adviser: Worker, sent: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, other = letter_to(sent.person), letter_to(sent.person)
    setting = batches.address_for
    monkeypatch.setattr(batches, "address_for", lambda message: setting({other.pk: message}[message.pk]))
    assert [each.message for each in made(adviser.by).letters.all()] == [other]
    assert broken.hindrance.get_why_display() == "It could not be set on a page"


def test_a_batch_whose_job_is_gone_goes_on(adviser: Worker, sent: Claimant) -> None:
    letter_to(sent.person)
    begun = begin_batch(by=adviser.by)
    resume()
    jobs = ProcrastinateJob.objects.filter(task_name="letters.make_batch")
    assert jobs.count() == 1
    jobs.delete()
    resume()
    assert [each.args for each in jobs.all()] == [{"batch_id": str(begun.pk)}]


def test_a_full_batch_leaves_the_rest(adviser: Worker, sent: Claimant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.batches.LETTERS_A_BATCH", 1)
    for _ in range(2):
        letter_to(sent.person)
    assert made(adviser.by).letters.count() == 1
    assert to_print(adviser.by).count() == 1


def test_what_is_printed_is_what_the_manifest_says(adviser: Worker, sent: Claimant) -> None:
    letter_to(sent.person)
    letter_to(sent.person, "large-print")
    batch = made(adviser.by)
    answer = adviser.browser.get(f"{LIST}{batch.pk}/letters/")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode())))
        digests = [hashlib.sha256(archive.read(f"{row['number']}.pdf")).hexdigest() for row in rows]
    assert [row["sha256"] for row in rows] == digests
    assert [(row["number"], row["format"]) for row in rows] == [("0001", "standard"), ("0002", "large-print")]
    assert "Hughes" not in adviser.browser.get(f"{LIST}{batch.pk}/manifest/").content.decode()
    assert Access.objects.filter(person_id=sent.person.pk, page="staff:send_by_hand").count() == 1
    Letter.objects.update(sha256="0" * 64)
    with pytest.raises(ValueError, match="not set as it was"):
        list(archive_of(batch))


def test_it_is_posted_when_the_counts_are_right(adviser: Worker, sent: Claimant) -> None:
    first, second = letter_to(sent.person), letter_to(sent.person)
    batch = made(adviser.by)
    page = f"{LIST}{batch.pk}/posted/"
    assert "Count again" in adviser.browser.post(page, {"letters": "1", "pages": "1"}).content.decode()
    take_back(letter=batch.letters.get(number=2), because="not-printed", by=adviser.by)
    with pytest.raises(CountsDiffer):
        post_batch(batch=batch, letters=2, pages=2, by=adviser.by)
    assert adviser.browser.post(page, {"letters": "1", "pages": "1"}).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("sent", "queued")
    assert [each.message for each in made(adviser.by).letters.all()] == [second]
    with pytest.raises(MoveRefused):
        take_back(letter=batch.letters.get(number=1), because="lost", by=adviser.by)


def test_a_letter_goes_one_way(adviser: Worker, sent: Claimant) -> None:
    message = letter_to(sent.person)
    made(adviser.by)
    with pytest.raises(MoveRefused):
        send_alone(message=message, by=adviser.by)
    assert adviser.browser.get(f"/staff/to-send/{message.pk}/").status_code == 404
    with pytest.raises(NothingToPrint):
        begin_batch(by=adviser.by)


def test_who_may(adviser: Worker, sent: Claimant) -> None:
    letter_to(sent.person)
    batch = made(adviser.by)
    pages = [f"{LIST}{batch.pk}/{page}" for page in ("", "posted/", "manifest/", "letters/", "letters/1/take-out/")]
    for role, status in ((Role.TEAM_LEADER, 200), (Role.PAYMENT_OFFICER, 404), (Role.ADMIN, 404), (Role.CLAIMANT, 404)):
        browser = signed_in(make_user(role))
        found = {page: browser.get(page).status_code for page in [LIST, *pages]}
        # Whoever has not just confirmed that it is them is asked to before they take the letters.
        assert {code for page, code in found.items() if not page.endswith("letters/")} == {status}, role
    with pytest.raises(MoveRefused):
        begin_batch(by=sent.by)
    sent.user.roles = [Role.CLAIMANT, Role.ADVISER]
    sent.user.save()
    own = signed_in(sent.user)
    assert {own.get(page).status_code for page in pages} == {404}, "nobody prints what is to themself"
    assert batches_for(adviser.by).count() == 1
