"""What somebody waits for us to do, and by when we said that it is done.

Here is what the journal itself knows. Higher packages add theirs at start-up (``AppConfig.ready``) with ``add_doing``.
All of it is asked in one statement, however many kinds there are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from core.prepared import PreparedRows
from journal.deadlines import Missed, MissedState, MoreTime, MoreTimeState
from journal.kinds import TODO_KINDS, Text
from journal.models import TodoState


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that we do for somebody, in words to them ("Answering your message"); the day by which we said that it
    is done, where we did; and the address where there is more about it, for themself."""

    words: Text
    by: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class DoingKind:
    """A kind of thing that people wait for. ``rows``: of a person and the day it is, all that they wait for now, as a
    query; its arguments may only be compared with (``core.prepared``).

    ``about`` names columns of it, which come as text (a key, a code; nothing secret), and ``by`` the one with the day
    by which we said that it is done; ``told(by, *about)`` words one row, or says by None that there is nothing to tell.
    A helper is told with a ``scope``; where there is none only whose it is.
    """

    slug: str
    rows: Callable[[Any, Any], QuerySet[Any]]
    told: Callable[..., Doing | None]
    about: tuple[str, ...] = ()
    by: str = ""
    scope: HelpScope | None = None

    def query(self, person: Any, today: Any) -> QuerySet[Any]:
        """What there is of this kind: its name, the day and what it is about."""
        about = [Cast(F(name), TextField()) for name in self.about] or [Cast(Value(""), TextField())]
        day = F(self.by) if self.by else Cast(Value(None), DateField())
        texts = Func(*about, template="ARRAY[%(expressions)s]", output_field=TextField())
        kind = Value(self.slug, output_field=TextField())
        return self.rows(person, today).order_by().values_list(kind, Cast(day, DateField()), texts)


DOING_KINDS: dict[str, DoingKind] = {}
_asked: dict[tuple[str, ...], PreparedRows] = {}


def add_doing(kind: DoingKind) -> None:
    """Have this asked, of everybody whose home is shown."""
    if DOING_KINDS.setdefault(kind.slug, kind) is not kind:
        raise ValueError(f"{kind.slug} is already a kind")


def doing_for(person_id: UUID, today: date) -> list[tuple[DoingKind, Doing]]:
    """All that this person waits for us to do, each with its kind, what comes soonest first and what has no day last;
    for whoever knows already that they may be told. One query."""
    kinds = tuple(DOING_KINDS)
    rows = _asked.setdefault(kinds, PreparedRows(*(kind.query for kind in DOING_KINDS.values())))
    found = []
    for slug, by, about in rows.all(person=person_id, today=today):
        kind = DOING_KINDS[slug]
        if doing := kind.told(by, *about[: len(kind.about)]):
            found.append((kind, doing))
    return sorted(found, key=lambda each: (each[1].by or date.max, kinds.index(each[0].slug), str(each[1].words)))


def add_own() -> None:
    """Make known what the journal itself knows."""
    add_doing(
        DoingKind(
            "more_time",
            lambda person, _today: MoreTime.objects.filter(
                state=MoreTimeState.ASKED, todo__person=person, todo__state=TodoState.OPEN
            ),
            _deciding_on_time,
            about=("todo_id", "todo__kind"),
        )
    )
    add_doing(
        DoingKind(
            "missed_todo",
            lambda person, _today: Missed.objects.filter(
                state=MissedState.WAITING, todo__person=person, todo__state=TodoState.OPEN
            ),
            _looking_at_missed,
            about=("todo_id", "todo__kind"),
        )
    )


def _deciding_on_time(by: date | None, todo: str, kind: str) -> Doing:
    words = _("Deciding if you can have more time: %(title)s") % {"title": TODO_KINDS[kind].title}
    return Doing(words, by, reverse("journal:todo", args=[todo]))


def _looking_at_missed(by: date | None, todo: str, kind: str) -> Doing:
    words = _("Finding out why this was not done by its day: %(title)s") % {"title": TODO_KINDS[kind].title}
    return Doing(words, by, reverse("journal:todo", args=[todo]))
