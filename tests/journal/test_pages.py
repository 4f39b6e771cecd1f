"""The to-do and journal pages: one's own, in a fixed number of queries."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from accounts.actors import actor_for
from accounts.models import Person
from core.actor import Actor
from journal.kinds import ENTRY_KINDS
from journal.models import Entry
from journal.services import add_entry, create_todo

pytestmark = pytest.mark.django_db

TODOS, JOURNAL = reverse("journal:todos"), reverse("journal:journal")
SYSTEM = Actor.system("Tests")


def ask(person: Person, subject: str, due: date = date(2026, 6, 30)) -> None:
    create_todo(person=person, kind="verify_identity", due=due, subject=subject, by=SYSTEM)


@pytest.mark.parametrize("address", [TODOS, JOURNAL])
def test_a_visitor_is_asked_to_sign_in_and_staff_find_nothing(client, browser, adviser: Actor, address: str) -> None:
    assert client.get(address).url == f"{reverse('accounts:sign_in')}?next={address}"
    assert browser(adviser.user_id).get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "words"),
    [(TODOS, "You have nothing to do at the moment."), (JOURNAL, "Nothing has happened yet.")],
)
def test_an_empty_page_says_so(person: Person, browser, address: str, words: str) -> None:
    assert words in browser(person.user_id).get(address).content.decode()


def test_todos_say_when_why_and_what_if_not(person: Person, browser) -> None:
    ask(person, "UC-1")
    client = browser(person.user_id)
    with time_machine.travel(datetime(2026, 6, 30, 12, tzinfo=UTC)):
        client = browser(person.user_id)
        page = client.get(TODOS).content.decode()
    for words in (
        "Prove who you are",
        "Do this by 30 June 2026",
        "before we can pay you",
        "We cannot pay you until you have done this.",
        reverse("accounts:identity"),
    ):
        assert words in page
    assert "Late" not in page
    with time_machine.travel(datetime(2026, 7, 1, 12, tzinfo=UTC)):
        assert "Late" in browser(person.user_id).get(TODOS).content.decode()


def test_a_journal_shows_its_owners_entries_only(person: Person, stranger: Person, browser, adviser: Actor) -> None:
    add_entry(person=person, kind="claim_accepted", data={"claim": "UC-MINE"}, by=adviser)
    add_entry(person=person, kind="claim_submitted", data={"claim": "UC-SENT"}, by=actor_for(person.user))
    add_entry(person=stranger, kind="claim_accepted", data={"claim": "UC-THEIRS"}, by=adviser)
    ask(stranger, "UC-THEIRS")
    client = browser(person.user_id)
    page = client.get(JOURNAL).content.decode()
    assert page.index("UC-SENT") < page.index("UC-MINE")
    assert "Rosa Hughes" in page
    assert "sam@example.com" not in page
    assert "UC-THEIRS" not in page
    assert "You have nothing to do" in client.get(TODOS).content.decode()


def test_a_long_journal_has_pages(person: Person, browser) -> None:
    for number in range(25):
        add_entry(person=person, kind="claim_accepted", data={"claim": f"UC-{number:03}"}, by=SYSTEM)
    client = browser(person.user_id)

    def numbers(page: str) -> list[int]:
        return [int(each) for each in re.findall(r"Reference: UC-(\d+)", page)]

    def follow(page: str, way: str) -> str:
        found = re.search(rf'href="(\?{way}=[^"]+)"', page)
        return client.get(JOURNAL + found[1]).content.decode() if found else ""

    first = client.get(JOURNAL).content.decode()
    second = follow(first, "older")
    third = follow(second, "older")
    assert [numbers(each) for each in (first, second, third)] == [
        list(range(24, 14, -1)),
        list(range(14, 4, -1)),
        list(range(4, -1, -1)),
    ]
    assert (follow(first, "newer"), follow(third, "older")) == ("", "")
    assert numbers(follow(third, "newer")) == numbers(second)
    assert numbers(follow(follow(third, "newer"), "newer")) == numbers(first)
    for odd in ("?older=nonsense", f"?newer={uuid4()}"):
        assert numbers(client.get(JOURNAL + odd).content.decode()) == numbers(first)


def test_an_entry_that_cannot_be_worded_is_not_written(person: Person) -> None:
    with pytest.raises(KeyError):
        add_entry(person=person, kind="claim_accepted", by=SYSTEM)
    with pytest.raises(KeyError):
        add_entry(person=person, kind="danced", by=SYSTEM)
    assert not Entry.objects.exists()


def test_an_entry_is_never_changed_or_removed(person: Person) -> None:
    add_entry(person=person, kind="identity_verified", by=SYSTEM)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(kind="claim_refused")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


def test_entries_are_worded_in_the_readers_language() -> None:
    with translation.override("en"):
        assert ENTRY_KINDS["claim_accepted"].words({"claim": "UC-1"}).endswith("Reference: UC-1")
