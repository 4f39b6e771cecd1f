"""Whether the content files hold together: every name in them leads somewhere, and every page has its help."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from fnmatch import fnmatchcase
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from claims.journey import CLAIM
from govuk.checks import NEVER_SAID
from support.contents import Channel, Content, Kind, Question, Unreadable, content, words_in
from support.hours import BadHours, Hours

LONGEST_ANSWER = 300
"""Letters in an answer: more is not read beside a page."""
FEWEST, MOST = 2, 4
"""Questions beside a page."""
MAY_BE_LEFT_OUT = frozenset({"more", "search", "page_words"})


@register
def check_content(**_: Any) -> list[CheckMessage]:
    """Check the service's own files against its addresses, tasks and settings."""
    import_module(settings.ROOT_URLCONF)
    try:
        return list(faults(content(), frozenset(view_names()), frozenset(task.slug for task in CLAIM.tasks)))
    except Unreadable as error:
        return [Error(str(error), id="support.E001")]


def view_names(resolver: URLResolver | None = None, within: str = "") -> Iterator[str]:
    """The name of every address of the service; the admin's as one."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{within}{each.name or each.pattern}"
        elif each.namespace == "admin":
            yield "admin"
        else:
            yield from view_names(each, f"{within}{each.namespace}:" if each.namespace else within)


def faults(kept: Content, views: frozenset[str], tasks: frozenset[str]) -> Iterator[CheckMessage]:
    """What is wrong, for whoever wrote it. ``views`` and ``tasks`` are those that there are."""
    yield from _kinds(kept, views, tasks)
    yield from _questions(kept)
    yield from _channels(kept)
    for words in _every_word(kept):
        if not words.strip():
            yield Error("There is an entry without words", id="support.E006")
        elif "<" in words:
            yield Error(f"{words!r} holds HTML: write words only", id="support.E006")
        elif said := NEVER_SAID.search(words):
            yield Error(f"We never say {said[0]!r}, as in {words!r}", id="support.E006")


def _kinds(kept: Content, views: frozenset[str], tasks: frozenset[str]) -> Iterator[CheckMessage]:
    given = [view for kind in kept.kinds.values() for view in kind.views] + sorted(kept.by_task)
    asked = [task for kind in kept.kinds.values() for task in kind.tasks]
    for kind in kept.kinds.values():
        where = f"[kind.{kind.slug}] in pages.toml"
        unknown = [f"page {view!r}" for view in kind.views if view not in views]
        unknown += [f"task {task!r}" for task in kind.tasks if task not in tasks]
        unknown += [f"question {slug!r}" for slug in kind.questions if slug not in kept.questions]
        if kind.channel not in kept.channels:
            unknown.append(f"channel {kind.channel!r}")
        for name in unknown:
            yield Error(f"{where}: there is no {name}", id="support.E002")
        if not FEWEST <= len(set(kind.questions)) <= MOST or len(set(kind.questions)) < len(kind.questions):
            yield Error(f"{where}: give {FEWEST} to {MOST} different questions", id="support.E002")
        if not kind.views and not kind.tasks:
            yield Error(f"{where}: it is of no page", id="support.E002")
    for name in sorted({each for each in given + asked if (given + asked).count(each) > 1}):
        yield Error(f"pages.toml: {name!r} is of two kinds", id="support.E003")
    for name in sorted(tasks - set(asked)):
        yield Error(f"pages.toml: the pages of the task {name!r} have no kind", id="support.E003")
    for name in sorted(kept.by_task - views):
        yield Error(f"pages.toml: by_task: there is no page {name!r}", id="support.E002")
    for view in sorted(views - set(given)):
        if not any(fnmatchcase(view, each) for each in kept.without_help):
            hint = "Add it to a kind's `views`, or to `without_help`."
            # The service works without: whoever adds a page is told, and stopped by nobody but `make check`.
            yield checks.Warning(f"pages.toml: the page {view!r} has no kind", hint=hint, id="support.W001")


def _questions(kept: Content) -> Iterator[CheckMessage]:
    beside = {slug for kind in kept.kinds.values() for slug in kind.questions}
    for question in kept.questions.values():
        where = f"[question.{question.slug}] in questions.toml"
        if question.group not in kept.groups:
            yield Error(f"{where}: there is no group {question.group!r}", id="support.E004")
        if len(question.answer) > LONGEST_ANSWER and question.slug in beside:
            hint = "Move what is left to `more`, which its own page says."
            yield Error(f"{where}: the answer has more than {LONGEST_ANSWER} letters", hint=hint, id="support.E004")
        if fault := _link_fault(question.page, question.page_words):
            yield Error(f"{where}: {fault}", id="support.E004")


def _channels(kept: Content) -> Iterator[CheckMessage]:
    for slug, written in kept.hours.items():
        try:
            Hours.read(written)
        except BadHours as error:
            yield Error(f"[hours.{slug}] in contact.toml: {error}", id="support.E005")
    for channel in kept.channels.values():
        where = f"[channel.{channel.slug}] in contact.toml"
        if channel.hours and channel.hours not in kept.hours:
            yield Error(f"{where}: there are no hours {channel.hours!r}", id="support.E005")
        if channel.setting and not hasattr(settings, channel.setting):
            yield Error(f"{where}: there is no setting {channel.setting!r}", id="support.E005")
        if bool(channel.setting) != ("%(address)s" in channel.how):
            yield Error(f"{where}: `how` says %(address)s where, and only where, there is a setting", id="support.E005")
        if channel.link not in ("", "tel:", "address"):
            yield Error(f"{where}: a link is 'tel:' or 'address'", id="support.E005")
        if fault := _link_fault(channel.page, channel.page_words):
            yield Error(f"{where}: {fault}", id="support.E005")


def _link_fault(page: str, words: str) -> str:
    if bool(page) != bool(words):
        return "give both `page` and `page_words`, or neither"
    try:
        reverse(page) if page else None
    except NoReverseMatch:
        return f"there is no page {page!r} that needs nothing more to be found"
    return ""


def _every_word(kept: Content) -> Iterator[str]:
    every: tuple[Kind | Question | Channel, ...] = (
        *kept.kinds.values(),
        *kept.questions.values(),
        *kept.channels.values(),
    )
    for each in every:
        entries = dataclasses.asdict(each)
        # What may be left out, and is, has no words.
        yield from words_in({name: value for name, value in entries.items() if value or name not in MAY_BE_LEFT_OUT})
    yield from kept.groups.values()
