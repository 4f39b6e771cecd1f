"""What is announced, at the top of the pages meant: in the reader's language where it was written in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from core import clock
from core.actor import Actor
from govuk.formatting import day_and_time
from support.models import Announcement, AnnouncementKind
from support.notices import current
from support.panel import kind_of

_NOTHING = mark_safe("")
_WELSH = "cy"


@dataclass(frozen=True, slots=True)
class Said:
    """Words as a reader gets them; ``language`` is the one they are in, "en" or "cy"."""

    text: str
    language: str
    at: str = ""
    """When it was said, for news."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An announcement as a reader gets it."""

    kind: str
    kind_words: str
    title: Said
    words: Said
    news: tuple[Said, ...]
    starts_at: datetime
    ends_at: datetime | None
    colour: str


_COLOURS = {AnnouncementKind.PROBLEM: "red", AnnouncementKind.PLANNED: "blue", AnnouncementKind.RESOLVED: "green"}


def shown(announcement: Announcement, language: str) -> Shown:
    """An announcement with its news in order, in a language as far as it was written in it."""
    updates = list(announcement.updates.all())
    solved = next((update.at for update in updates if update.resolves), None)
    return Shown(
        kind=announcement.kind,
        kind_words=str(announcement.get_kind_display()),
        title=_said(announcement.title, announcement.title_cy, language),
        words=_said(announcement.words, announcement.words_cy, language),
        news=tuple(_said(update.words, update.words_cy, language, day_and_time(update.at)) for update in updates),
        starts_at=announcement.starts_at,
        # A problem that is solved is told of for a while; it ended before.
        ends_at=solved or announcement.ends_at,
        colour=_COLOURS.get(AnnouncementKind(announcement.kind), "grey"),
    )


def banner(request: HttpRequest | None, language: str) -> SafeString:
    """For templates: `{{ announcements(request, "cy") }}` is what is announced on the page now, or nothing."""
    if request is None or not (notices := current()).announcements:
        return _NOTHING
    actor: Actor = getattr(request, "actor", None) or Actor.anonymous()
    kind = kind_of(request)
    told = [
        each
        for each in notices.on_pages_for(actor, clock.now())
        if not each.pages or (kind is not None and kind.slug in each.pages)
    ]
    if not told:
        return _NOTHING
    key = (language, *(each.pk for each in told))
    if key not in notices.drawn:
        notices.drawn[key] = _drawn(told, language)
    return notices.drawn[key]


def _drawn(told: list[Announcement], language: str) -> SafeString:
    with translation.override(language):
        context: dict[str, Any] = {"announcements": [shown(each, language) for each in told], "language": language}
        return mark_safe(engines["jinja2"].get_template("support/banner.html").render(context).strip())


def _said(english: str, welsh: str, language: str, at: str = "") -> Said:
    return Said(welsh, _WELSH, at) if language == _WELSH and welsh else Said(english, "en", at)
