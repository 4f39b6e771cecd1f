"""What somebody waits for us to do, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person
from conversations.models import Conversation
from conversations.services import start_conversation
from core import clock
from core.actor import Actor
from core.ids import new_id
from journal.doing import doing_for
from journal.models import Missed
from journal.more_time import ask_more_time
from journal.services import create_todo


def words_for(person: Person) -> list[tuple[str, date | None]]:
    return [(str(doing.words), doing.by) for _kind, doing in doing_for(person.pk, clock.today())]


def test_everything_that_somebody_waits_for_in_one_query_the_soonest_first(
    person: Person,
    stranger: Person,
    adviser: Actor,
    browser: Callable[[int], Client],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    by, today = actor_for(person.user), clock.today()
    assert words_for(person) == []
    due, late = today + timedelta(days=5), today - timedelta(days=5)
    ask_more_time(
        todo=create_todo(person=person, kind="evidence", subject="UC-1", due=due, by=adviser),
        until=due + timedelta(days=40),
        why="My landlord is away",
        by=by,
    )
    missed = create_todo(person=person, kind="book_appointment", subject="coach", due=late, by=adviser)
    Missed.objects.create(todo=missed, due=late, found_at=clock.now())
    for topic in ("work", "payment"):
        start_conversation(person=person, topic=topic, words="When?", key=UUID(int=new_id().int), by=by)
    payment, work = Conversation.objects.of_person(person.pk).to_answer().values_list("reply_by", flat=True)
    assert payment < work
    doing_for(stranger.pk, today)  # The statement is written.
    with django_assert_num_queries(1):
        assert words_for(person) == [
            ("Answering your message: Your payment", payment),
            ("Answering your message: Work and looking for work", work),
            ("Deciding if you can have more time: Show us what we asked for", None),
            ("Finding out why this was not done by its day: Book an appointment", None),
        ]
    assert words_for(stranger) == [], "nobody waits for what another waits for"
    page = browser(person.user_id).get("/home/").content.decode()
    assert "Answering your message: Your payment" in page.partition('id="doing"')[2].partition("</section>")[0]
    assert "not waiting for anything" in browser(stranger.user_id).get("/home/").content.decode()


@pytest.mark.django_db
def test_what_is_late_is_said_to_be(person: Person, browser: Callable[[int], Client]) -> None:
    key = UUID(int=new_id().int)
    start_conversation(person=person, topic="payment", words="When?", key=key, by=actor_for(person.user))
    Conversation.objects.of_person(person.pk).update(reply_by=clock.today() - timedelta(days=1))
    page = browser(person.user_id).get("/home/").content.decode().partition('id="doing"')[2]
    assert "We said by" in page.partition("</section>")[0]
