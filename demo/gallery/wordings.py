"""Everything that the service writes to people, with example values, in both languages: drawn from the registers that
it is sent from, so that nothing can be sent that is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from jinja2 import TemplateNotFound

from demo.gallery.words import Bilingual, both
from govuk.fields.base import Words
from journal.kinds import ENTRY_KINDS, TODO_KINDS, EntryKind
from notifications.models import Medium
from notifications.templates import LANGUAGES, TEMPLATES, Template, Wording, render

# A value for everything that a message or an entry may name.
MESSAGE_VALUES: Mapping[str, str | date] = {
    "code": "123456",
    "last_day": date(2026, 12, 20),
    "at": datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
    "sent_on": date(2026, 11, 20),
    "what": "…",
    "words": "…",
}
ENTRY_VALUES: Mapping[str, str] = {
    "claim": "UC-7K3F-9Q2M",
    "amount": "£1,328.54",
    "name": "Harbour Advice",
    "files": "2",
    "until": "1 March 2027",
    "on": "23 November 2026",
    "topic": "Your payment",
    "reply_by": "26 November 2026",
    "arrived_by": "by text",
    "what": "Agree what you will do: your commitments",
    "when": "3 December 2026 at 10:30am",
}
NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A message: its template, and its words by language, which are None where there are none."""

    template: Template
    words: Mapping[str, Wording | None]

    @property
    def goes_any_way(self) -> bool:
        """Each person chooses how it reaches them."""
        return set(self.template.media) == set(Medium)

    @property
    def by(self) -> list[Words]:
        """The ways that it may go."""
        return [medium.label for medium in self.template.media]


@dataclass(frozen=True, slots=True)
class TodoShown:
    """Something that people may be asked to do."""

    slug: str
    title: Bilingual
    why: Bilingual
    if_missed: Bilingual
    is_done_here: bool
    is_announced: bool


@dataclass(frozen=True, slots=True)
class EntryShown:
    """Something that people read in their journal, and the values that it names."""

    slug: str
    text: Bilingual
    names: tuple[str, ...]


def messages() -> Iterator[MessageShown]:
    """Every message that can be sent."""
    for template in TEMPLATES.values():
        yield MessageShown(template, {language: _words(template, language) for language in LANGUAGES})


def _words(template: Template, language: str) -> Wording | None:
    try:
        return render(template.name, language, {name: MESSAGE_VALUES[name] for name in template.needs})
    except TemplateNotFound:
        return None


def todos() -> Iterator[TodoShown]:
    """Every kind of to-do."""
    for kind in TODO_KINDS.values():
        words = (both(kind.title), both(kind.why), both(kind.if_missed))
        yield TodoShown(kind.slug, *words, is_done_here=bool(kind.url_name), is_announced=kind.announced)


def entries() -> Iterator[EntryShown]:
    """Every kind of journal entry."""
    for kind in ENTRY_KINDS.values():
        yield EntryShown(kind.slug, both(lambda kind=kind: _sentence(kind)), tuple(NAMED.findall(str(kind.text))))  # type: ignore[misc]


def _sentence(kind: EntryKind) -> str:
    title = next(iter(TODO_KINDS.values())).title
    return str(kind.text) % {**ENTRY_VALUES, "title": title}
