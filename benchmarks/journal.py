"""A journal of ten thousand entries beside one of ten, on the same server, in turns."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from django.urls import reverse

from accounts.models import Person
from appointments.types import TYPES
from benchmarks.figures import within
from benchmarks.load import Round, ask
from benchmarks.people import Reader
from benchmarks.server import Server
from conversations.models import Conversation, Post, Side
from conversations.topics import Topic, WithWhom
from core import clock
from core.actor import Channel
from core.ids import new_id
from journal.models import Entry
from journal.timeline import A_PAGE

FEW, MANY = 10, 10_000
AIM = 1.3
ROUNDS = 9
SECONDS = 1.0


def fill_journal(person: Person, entries: int) -> None:
    """Make this the number of entries in a person's journal: of four, two are something written, in a conversation on
    each topic, one is about an appointment, and one about their claim."""
    now = clock.now()
    talks = [
        Conversation.objects.create(
            person=person,
            topic=topic,
            with_whom=WithWhom.CASE_MANAGER,
            started_at=now,
            started_by=Side.PERSON,
            last_at=now,
        )
        for topic in Topic
    ]
    missing = entries - Entry.objects.of_person(person.pk).count()
    times = [now - timedelta(hours=number) for number in range(missing)]
    written = [
        Post(
            id=new_id(),
            conversation=talks[number % len(talks)],
            side=Side.STAFF,
            words="We wrote to your landlord. " * 4,
            at=at,
            by_name="Amina Yusuf",
            channel=Channel.ONLINE,
        )
        for number, at in enumerate(times[::2])
    ]
    Post.objects.bulk_create(written, batch_size=1_000)
    common = {"person": person, "by_name": "Amina Yusuf", "by_channel": Channel.ONLINE}
    of_posts = [Entry(kind="message_from_us", data=_about(post), at=post.at, **common) for post in written]
    met = {"kind": next(iter(TYPES)), "starts": now.isoformat()}
    of_meetings = [Entry(kind="appointment_booked", data=met, at=at, **common) for at in times[1::4]]
    others = [Entry(kind="claim_accepted", data={"claim": "UC-1"}, at=at, **common) for at in times[3::4]]
    Entry.objects.bulk_create([*of_posts, *of_meetings, *others], batch_size=1_000)


def _about(post: Post) -> dict[str, str]:
    talk = post.conversation
    return {"topic": talk.topic, "conversation": str(talk.pk), "post": str(post.pk)}


def fill_journals(few: Reader, many: Reader) -> tuple[str, str]:
    """Give one of them few entries and the other many; the queries of the page in the middle of the long journal, and
    of its oldest."""
    for reader, entries in ((few, FEW), (many, MANY)):
        fill_journal(_person(reader), entries)
    of_many = Entry.objects.of_person(_person(many).pk).order_by("-at", "-pk")
    return f"?older={of_many[MANY // 2].pk}", f"?older={of_many[MANY - A_PAGE - 1].pk}"


def _person(reader: Reader) -> Person:
    return Person.objects.only("pk").get(memberships__claim__reference=reader.reference)


def measure_journals(server: Server, few: Reader, many: Reader, ends: tuple[str, str]) -> dict[str, object]:
    """The newest page of each, and of the long one a page in the middle and the oldest, as the report shows them."""
    middle, oldest = ends
    address = reverse("journal:journal")

    def measure(query: str, reader: Reader) -> Round:
        before = server.processor_seconds()
        done = ask(server.port, [(address + query, reader.cookie)], SECONDS)
        done.processor_seconds = server.processor_seconds() - before
        return done

    for _ in range(2):  # to warm it up
        measure("", few), measure("", many)
    rounds = [
        (measure("", few), measure("", many), measure(middle, many), measure(oldest, many)) for _ in range(ROUNDS)
    ]
    short, long, deep, last = zip(*rounds, strict=True)

    def times(others: tuple[Round, ...]) -> float:
        pairs = zip(short, others, strict=True)
        return round(median(within(o.seconds, 0.5) / within(s.seconds, 0.5) for s, o in pairs), 2)

    def milliseconds(each: tuple[Round, ...]) -> float:
        return round(median(within(one.seconds, 0.5) for one in each) * 1000, 1)

    rows = [["The newest of 10", milliseconds(short), 1.0]]
    rows += [["The newest of 10,000", milliseconds(long), times(long)]]
    rows += [["In the middle of 10,000", milliseconds(deep), times(deep)]]
    rows += [["The oldest of 10,000", milliseconds(last), times(last)]]
    return {"rows": rows, "rounds": ROUNDS, "aim": AIM}
