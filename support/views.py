"""Pages of help: questions people ask, how to reach us, how the service is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access, clock
from core.http import Request
from govuk.formatting import day, time_of_day
from govuk.languages import chosen_language
from govuk.text import showable
from support.banner import shown
from support.contents import Question, content
from support.forms import SearchForm
from support.models import AnnouncementKind, BusyTime
from support.notices import current
from support.pressure import in_words, quieter_day, windows
from support.reaching import MAIN_CHANNEL, hours_of, ways
from support.search import LONGEST, find


@access.public_at_both
@require_safe
def questions(request: Request) -> HttpResponse:
    """Every question in its group, or those that somebody searched for."""
    wanted = showable(request.GET.get("q", "")).strip()[:LONGEST]
    asked = content().questions.values()
    groups = [
        (_(title), [_shown(each) for each in asked if each.group == slug]) for slug, title in content().groups.items()
    ]
    return render(
        request,
        "support/questions.html",
        {
            "search": SearchForm(initial={"q": wanted}),
            "wanted": wanted,
            "found": [_shown(each) for each in find(wanted)] if wanted else [],
            "groups": groups,
        },
    )


@access.public_at_both
@require_safe
def question(request: Request, slug: str) -> HttpResponse:
    """One question with its whole answer, and the others of its group."""
    asked = content().questions.get(slug)
    if asked is None:
        raise Http404
    others = [each for each in content().questions.values() if each.group == asked.group and each is not asked]
    return render(
        request,
        "support/question.html",
        {
            "question": asked,
            "ask": _(asked.ask),
            "paragraphs": [_(each) for each in (asked.answer, *asked.more)],
            "page_words": _(asked.page_words) if asked.page else "",
            "group": _(content().groups[asked.group]),
            "others": [_shown(each) for each in others],
        },
    )


@access.public_at_both
@require_safe
def contact(request: Request) -> HttpResponse:
    """Every way to reach us, when, and what it is good for."""
    return render(request, "support/contact.html", {"ways": ways(clock.now())})


@access.public_at_both
@require_safe
def status(request: Request) -> HttpResponse:
    """How the service is: problems, planned work, what was, and when many people contact us."""
    now, notices, language = clock.now(), current(), chosen_language(request)
    current_ones, planned, past = (
        [shown(each, language) for each in told(request.actor, now)]
        for told in (notices.now_for, notices.planned_for, notices.past_for)
    )
    hours = hours_of(content().channels[MAIN_CHANNEL])
    quieter = quieter_day(notices.busy, timezone.localdate(now), hours) if hours and notices.busy else None
    return render(
        request,
        "support/status.html",
        {
            "now": now,
            "has_problem": any(each.kind == AnnouncementKind.PROBLEM for each in current_ones),
            "current": current_ones,
            "planned": planned,
            "past": past,
            "busy": [[capfirst(in_words(row)), _channel(row), row.get_level_display()] for row in notices.busy],
            "ahead": _ahead(notices.busy, now),
            "quieter": day(quieter) if quieter else "",
        },
    )


def _ahead(busy: Sequence[BusyTime], now: datetime) -> list[str]:
    """The busy times of the coming week, as lines."""
    lines = []
    for slug in dict.fromkeys(row.channel for row in busy):
        channel = content().channels.get(slug)
        rows = [row for row in busy if row.channel == slug]
        coming = windows(rows, timezone.localdate(now), 7, hours_of(channel) if channel else None)
        lines += [(window.begins, window.ends, _channel(window.busy)) for window in coming if window.ends > now]
    return [
        _("%(day)s, %(first)s to %(last)s: %(channel)s")
        % {"day": day(begins), "first": time_of_day(begins), "last": time_of_day(ends), "channel": channel}
        for begins, ends, channel in sorted(lines)
    ]


def _channel(busy: BusyTime) -> str:
    channel = content().channels.get(busy.channel)
    return _(channel.title) if channel else busy.channel


def _shown(asked: Question) -> tuple[str, str, str]:
    return asked.slug, _(asked.ask), _(asked.answer)
