"""Reading conversations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from conversations.files import files_of
from conversations.models import Conversation, Post
from core.actor import Actor
from core.prepared import Among, Prepared, PreparedRows
from documents.models import Document
from journal.models import Entry
from journal.timeline import Beside, Shown, with_beside

POSTS_A_PAGE = 20
MOST_PRINTED = 500


@dataclass(frozen=True, slots=True)
class Written:
    """Something that was written, and its files."""

    post: Post
    files: list[Document]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and what was written on it, the latest last."""

    day: date
    written: list[Written]


def by_days(conversation: Conversation, posts: Iterable[Post]) -> list[Day]:
    """These posts, given the latest first, day by day and the latest last, with their files. One query."""
    in_order = sorted(posts, key=lambda each: (each.at, each.pk))
    files = files_of(conversation.person_id, in_order)
    return [
        Day(day, [Written(each, files.get(each.pk, [])) for each in posts_of_day])
        for day, posts_of_day in groupby(in_order, key=lambda each: timezone.localdate(each.at))
    ]


def latest_first(conversation: Conversation) -> Any:
    """What was written in it."""
    return conversation.posts.order_by("-at", "-pk")


_UNREAD = PreparedRows(lambda person: Conversation.objects.of_person(person).unread().values_list("topic"))


def unread_count(person_id: UUID) -> int:
    """In how many of this person's conversations there is something that they have not read, for whoever knows already
    that they may be told. One query."""
    return len(_UNREAD.all(person=person_id))


_POSTS = Prepared(lambda keys: Post.objects.filter(Among(F("pk"), keys)))


def beside_entries(entries: Sequence[Entry]) -> Mapping[UUID, Beside]:
    """The words of what was written, for entries of a journal that say so, and where the conversation is. One query."""
    named = {each.pk: UUID(each.data["post"]) for each in entries if "post" in each.data}
    posts = {post.pk: post for post in _POSTS.all(keys=list(named.values()))} if named else {}
    found = {}
    for each in entries:
        post = posts.get(named[each.pk]) if each.pk in named else None
        url = reverse("conversations:show", args=[each.data["conversation"]])
        found[each.pk] = Beside(post.words if post else "", url)
    return found


MOST_LOOKED_THROUGH, MOST_FOUND = 20_000, 50


def search(actor: Actor, words: str) -> list[Shown]:
    """Entries of the actor's own journal, with what was written or said, that have all of these words in them, the
    newest first; not more than ``MOST_FOUND``.

    What people write is encrypted, and an entry is worded in the reader's language: the database knows neither, so
    each of this one person's is read and looked through (docs/adr/0029-messages-are-searched-by-reading-them.md).
    """
    wanted = words.casefold().split()
    found = []
    entries = Entry.objects.for_actor(actor).order_by("-at", "-pk")[:MOST_LOOKED_THROUGH]
    for some in _in_pieces(list(entries)):
        for each in with_beside(some):
            said = f"{each.entry.text} {each.beside.words}".casefold()
            if all(word in said for word in wanted):
                found.append(each)
                if len(found) == MOST_FOUND:
                    return found
    return found


def _in_pieces(entries: list[Entry], size: int = 500) -> Iterator[list[Entry]]:
    for start in range(0, len(entries), size):
        yield entries[start : start + size]
