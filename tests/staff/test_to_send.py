"""Letters that staff post and calls that they make: listed, shown where to, and marked as sent once."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person
from accounts.roles import Role
from accounts.services import add_person, tell
from audit.models import Access, Event
from claims.models import Fact
from core.actor import Actor
from notifications.models import Message
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.staff.conftest import Worker, make_worker

LIST = "/staff/to-send/"


def tell_by(medium: str, person: Person, letter_format: str = "standard") -> Message:
    """A message to somebody who asked for letters, or calls."""
    person.contact_by, person.letter_format, person.phone = medium, letter_format, "07700 900 123"
    person.save()
    message = tell(person=person, template="statement_ready", by=Actor.system("Payments run"))
    assert message is not None
    return message


def page_of(message: Message | UUID | str) -> str:
    return f"{LIST}{getattr(message, 'pk', message)}/"


@pytest.fixture
def letter(sent: Claimant) -> Message:
    return tell_by("letter", sent.person, "large-print")


@pytest.fixture
def call(sent: Claimant) -> Message:
    return tell_by("phone", sent.person)


def read(worker: Worker, address: str) -> str:
    response = worker.browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_what_waits_is_listed_the_oldest_first(adviser: Worker, letter: Message, call: Message) -> None:
    assert "Letters to post and calls to make (2)" in read(adviser, "/staff/")
    page = read(adviser, LIST)
    assert page.index(page_of(letter)) < page.index(page_of(call))
    for words in ("Rosa Hughes", "Letter, Large print", "Phone call", "Waiting (2)"):
        assert words in page


def test_nothing_waits(adviser: Worker, sent: Claimant) -> None:
    assert "No letters or calls are waiting" in read(adviser, LIST)


def test_long_list_has_pages(adviser: Worker, sent: Claimant, letter: Message) -> None:
    for _more in range(20):
        newest = tell_by("letter", sent.person)
    assert page_of(letter) in read(adviser, LIST)
    assert page_of(newest) not in read(adviser, LIST)
    assert page_of(newest) in read(adviser, f"{LIST}?page=2")


def test_a_letter_has_its_words_and_where_it_goes(adviser: Worker, sent: Claimant, letter: Message) -> None:
    page = read(adviser, page_of(letter))
    home = Fact.objects.get(claim=sent.claim, kind="home").value
    assert f"Rosa Hughes<br>{home['address_line_1']}<br>" in page
    for words in (home["postcode"], "Large print", letter.subject, "I posted it"):
        assert words in page


def test_a_call_has_its_words_and_the_number(adviser: Worker, call: Message) -> None:
    page = read(adviser, page_of(call))
    for words in ("07700 900 123", call.subject, "I made the call"):
        assert words in page
    assert "Address" not in page


def test_somebody_without_a_claim_is_served_too(adviser: Worker) -> None:
    message = tell_by("letter", add_person(by=adviser.by))
    assert "No name yet" in read(adviser, LIST)
    assert "We do not know where they live" in read(adviser, page_of(message))
    assert Access.objects.get().claim_reference == ""


@pytest.mark.parametrize("medium", ["letter", "phone"])
def test_it_is_marked_as_sent_once(adviser: Worker, sent: Claimant, medium: str) -> None:
    message = tell_by(medium, sent.person)
    said = {"letter": ("marked as posted", "posted already"), "phone": ("marked as made", "made already")}[medium]
    for words in said:
        response = adviser.browser.post(page_of(message), follow=True)
        assert response.redirect_chain == [(LIST, 302)]
        assert words in response.content.decode()
    message.refresh_from_db()
    assert message.state == "sent"
    assert Event.objects.get(kind="message_sent_by_hand").user_name == "Amina Yusuf"
    assert said[1] in adviser.browser.get(page_of(message), follow=True).content.decode()
    assert page_of(message) not in read(adviser, LIST)


def test_the_claimant_sees_who_looked(adviser: Worker, sent: Claimant, letter: Message) -> None:
    read(adviser, LIST)
    assert not Access.objects.exists()
    read(adviser, page_of(letter))
    looked = Access.objects.get()
    assert (looked.person_id, looked.claim_reference) == (sent.person.pk, sent.claim.reference)
    assert (looked.reason, looked.page) == ("contact", "staff:send_by_hand")
    page = sent.browser.get("/who-looked/").content.decode()
    for words in ("Amina Yusuf", "A message to you, and where to send it", f"Letter to post: {letter.subject}"):
        assert words in page


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ADVISER, True),
        (Role.DECISION_MAKER, True),
        (Role.TEAM_LEADER, True),
        (Role.PAYMENT_OFFICER, False),
        (Role.ADMIN, False),
        (Role.CLAIMANT, False),
    ],
)
def test_who_may(role: str, may: bool, letter: Message) -> None:
    browser = signed_in(make_user(role))
    assert browser.get(LIST).status_code == (200 if may else 404)
    assert browser.get(page_of(letter)).status_code == (200 if may else 404)
    assert browser.post(page_of(letter)).status_code == (302 if may else 404)
    letter.refresh_from_db()
    assert letter.state == ("sent" if may else "queued")
    if role == Role.PAYMENT_OFFICER:
        assert LIST not in browser.get("/staff/").content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_are_asked_to_sign_in(method: str, letter: Message) -> None:
    for address in (LIST, page_of(letter)):
        assert getattr(Client(), method)(address)["Location"].startswith("/staff/sign-in/?next=")


def test_nobody_sends_what_is_to_themself(sent: Claimant, letter: Message) -> None:
    sent.user.roles = [Role.CLAIMANT, Role.ADVISER]
    sent.user.save()
    both = Worker(sent.user, actor_for(sent.user), signed_in(sent.user))
    assert page_of(letter) not in read(both, LIST)
    assert both.browser.get(page_of(letter)).status_code == 404
    assert both.browser.post(page_of(letter)).status_code == 404
    letter.refresh_from_db()
    assert (letter.state, Access.objects.count()) == ("queued", 0)
    assert page_of(letter) in read(make_worker(), LIST)
    other = tell_by("letter", make_claimant().person)
    assert "I posted it" in read(both, page_of(other))


@pytest.mark.parametrize("key", [UUID(int=1), "1", "nothing", "%00", "..%2f", "'--", "9" * 3000, "%F0%9F%99%82"])
def test_there_is_no_such_message(adviser: Worker, key: UUID | str) -> None:
    assert adviser.browser.get(page_of(key)).status_code == 404
    assert adviser.browser.post(page_of(key)).status_code == 404


def test_an_email_is_not_sent_by_hand(adviser: Worker, sent: Claimant) -> None:
    message = tell_by("email", sent.person)
    assert page_of(message) not in read(adviser, LIST)
    assert adviser.browser.post(page_of(message)).status_code == 404


@pytest.mark.parametrize("page", ["", "0", "-1", "\x00", "9" * 5000, "<script>alert(1)</script>"])
def test_any_page_number(adviser: Worker, letter: Message, page: str) -> None:
    response = adviser.browser.get(LIST, {"page": page})
    assert response.status_code == 200
    assert b"<script>alert(1)" not in response.content
