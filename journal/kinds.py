"""The kinds of to-do and of journal entry, and how each is worded.

Here are the journal's own. Higher packages add theirs at start-up (``AppConfig.ready``) with ``add_todo_kind`` and
``add_entry_kind``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govuk.formatting import day, money

Text = str | Promise
PENCE, DAY = "_pence", "_day"
ASK_US = _("Ask us for more time, or call us, before the day. Tell us what makes it hard for you.")


@dataclass(frozen=True, slots=True)
class TodoKind:
    """Something a person may be asked to do. ``url_name`` is where they do it, if they do it here;
    ``url_takes_subject`` passes the to-do's subject to that address. ``announced`` sends them a message.

    ``if_you_cannot`` is what to do instead. Whoever asks for more time has it at once for as many as
    ``days_at_once`` after the first day that was set, and may ask staff for as many as ``most_days`` after it; none
    where that is 0. ``staff_may_ask``: with words of their own, from a record. ``done_by_saying``: it is not done in
    this service, and is done once they say so.
    """

    slug: str
    title: Text
    why: Text
    if_missed: Text
    url_name: str = ""
    url_takes_subject: bool = False
    announced: bool = True
    if_you_cannot: Text = ASK_US
    days_at_once: int = 7
    most_days: int = 28
    staff_may_ask: bool = False
    done_by_saying: bool = False


@dataclass(frozen=True, slots=True)
class EntryKind:
    """Something that happened, as its owner reads it. ``text`` may name values of the entry's data in the
    ``%(name)s`` form; every one of them must be there.

    Money is kept in pence and read in pounds: the ``amount_pence`` of the data is the ``amount`` of the text. So is a
    day, kept as an ISO date: ``reply_by_day`` is ``reply_by``. ``worded`` says in words what the data has by its name.
    What is ``only_theirs`` is about their account, who they are or who helps them: no helper reads it.
    """

    slug: str
    text: Text
    only_theirs: bool = False
    worded: Mapping[str, Callable[[Any], Text]] = field(default_factory=dict)

    def words(self, data: Mapping[str, Any]) -> str:
        """The sentence, with the entry's data put in. Raises KeyError when a value is missing."""
        pounds = {name.removesuffix(PENCE): money(pence) for name, pence in data.items() if name.endswith(PENCE)}
        days = {name.removesuffix(DAY): _day(value) for name, value in data.items() if name.endswith(DAY)}
        worded = {name: say(data[name]) for name, say in self.worded.items()}
        return str(self.text) % {**data, **pounds, **days, **worded}


def _day(value: date | str) -> str:
    return day(date.fromisoformat(value) if isinstance(value, str) else value)


Kind = TypeVar("Kind", TodoKind, EntryKind)


def _adder(register: dict[str, Kind]) -> Callable[[Kind], Kind]:
    def add(kind: Kind) -> Kind:
        if register.setdefault(kind.slug, kind) is not kind:
            raise ValueError(f"{kind.slug} is already a kind")
        return kind

    return add


TODO_KINDS: dict[str, TodoKind] = {}
ENTRY_KINDS: dict[str, EntryKind] = {}
add_todo_kind = _adder(TODO_KINDS)
add_entry_kind = _adder(ENTRY_KINDS)


add_entry_kind(EntryKind("todo_added", _("We asked you to do something: %(title)s")))
add_entry_kind(EntryKind("todo_completed", _("You no longer need to do this, because it is done: %(title)s")))
add_entry_kind(EntryKind("todo_withdrawn", _("You no longer need to do this: %(title)s")))
add_entry_kind(EntryKind("more_time_asked", _("You asked for more time to do this: %(title)s")))
add_entry_kind(EntryKind("more_time_given", _("You have more time to do this: %(title)s")))
add_entry_kind(EntryKind("more_time_refused", _("We could not give you more time to do this: %(title)s")))
add_entry_kind(EntryKind("todo_late", _("The day for this has passed. You can still do it: %(title)s")))
add_entry_kind(EntryKind("late_explained", _("You told us what stopped you from doing this: %(title)s")))
add_entry_kind(EntryKind("late_noted", _("We noted for a decision maker that this was not done: %(title)s")))
add_entry_kind(EntryKind("more_time_withdrawn", _("You no longer ask for more time to do this: %(title)s")))
