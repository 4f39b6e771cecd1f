"""Writing answers. Lock the draft, check that it is still open, then write: all in one transaction."""

from __future__ import annotations

import functools
import json
import operator
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from audit.services import record
from core import clock
from core.actor import Actor
from core.ids import new_id
from core.prepared import Prepared
from journeys.definition import Journey, ListTask, Page
from journeys.models import Draft, DraftItem, PageAnswer
from journeys.visits import tally_visits

DAYS_KEPT = 28

# One statement, because a page pays for it. It waits for whoever holds the draft, or removes the entry, and then finds
# whether they are still there to write to.
KEEP = """
    WITH held AS (
        SELECT draft.id FROM journeys_draft AS draft
        WHERE draft.id = %(draft)s AND draft.closed_at IS NULL AND draft.expires_at > %(now)s
        FOR UPDATE
    )
    INSERT INTO journeys_pageanswer
        (id, draft_id, item_id, page, data, saved_by_id, saved_by_name, channel, saved_at)
    SELECT %(id)s, held.id, %(item)s::uuid, %(page)s, %(data)s::jsonb, %(by)s, %(name)s, %(channel)s, %(now)s
    FROM held
    ON CONFLICT (draft_id, item_id, page) DO UPDATE SET
        data = EXCLUDED.data, secret = NULL, saved_by_id = EXCLUDED.saved_by_id,
        saved_by_name = EXCLUDED.saved_by_name, channel = EXCLUDED.channel, saved_at = EXCLUDED.saved_at
"""
KEEP_ABOUT_ENTRY = KEEP.replace(
    "WHERE", "JOIN journeys_draftitem AS entry ON entry.id = %(item)s AND entry.draft_id = draft.id WHERE"
)


class DraftClosed(Exception):
    """The answers were already sent, or lapsed."""


class ListFull(Exception):
    """The list holds as many entries as it may."""


def start_draft(*, journey: Journey) -> Draft:
    """Begin keeping answers, until the end of the 28th day: people are told by which day, not by which minute."""
    last_moment = datetime.combine(
        clock.today() + timedelta(days=DAYS_KEPT), time(23, 59, 59), tzinfo=timezone.get_default_timezone()
    )
    return Draft.objects.create(journey=journey.slug, started_at=clock.now(), expires_at=last_moment)


def note_reminder(*, draft_id: UUID, days_before: int) -> None:
    """Note that a draft's owner was reminded of it, so many days before it lapses. The caller holds the lock that
    keeps two from reminding them at once, and records it."""
    Draft.objects.filter(pk=draft_id).update(reminded_days_before=days_before)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to keep: to which page, and about which entry of its list."""

    page: Page
    answer: dict[str, Any]
    item: UUID | None = None


class AnswersChanged(Exception):
    """What was to be removed is no longer what was shown."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Answers to take out of drafts, as they were shown, and the list entries that go with them.

    ``answers`` maps draft, entry (None: of the task itself) and page to the answer.
    """

    answers: Mapping[tuple[UUID, UUID | None, str], Mapping[str, Any]]
    entries: Set[UUID] = frozenset()


NOTHING = Removal({})


def save_page(
    *,
    draft_id: UUID,
    page: Page,
    answer: dict[str, Any],
    by: Actor,
    item: UUID | None = None,
    removing: Removal = NOTHING,
) -> None:
    """Keep the answer to a page, in place of an earlier one, and remove what it was agreed would go with that.
    Other pages are not touched, so two windows never overwrite each other. Raises DraftClosed, AnswersChanged when
    what was to go is no longer what was shown, or DraftItem.DoesNotExist for an entry since removed."""
    data, secret = _apart(page, answer)
    _save(draft_id, page.slug, data=data, secret=secret, by=by, item=item, removing=removing)


def save_pages(*, draft_id: UUID, given: Sequence[Given], by: Actor) -> None:
    """Keep the answers to several pages at once, all or none, for answers that are known already.

    Raises what ``save_page`` raises.
    """
    with transaction.atomic():
        _lock(draft_id)
        items = {each.item for each in given if each.item}
        if DraftItem.objects.filter(draft=draft_id, id__in=items).count() < len(items):
            raise DraftItem.DoesNotExist
        kept = {(row.item_id, row.page): row for row in PageAnswer.objects.filter(draft=draft_id)}
        new: list[PageAnswer] = []
        now = clock.now()
        for each in given:
            earlier = kept.get((each.item, each.page.slug))
            row = earlier or _row(draft_id, each.page.slug, each.item)
            _fill(row, *_apart(each.page, each.answer), by)
            row.saved_at = now
            if earlier:
                row.save()
            else:
                new.append(row)
        PageAnswer.objects.bulk_create(new)
        _record_help(draft_id, by, *(each.page.slug for each in given))


def save_another(*, draft_id: UUID, task: ListTask, another: bool, by: Actor) -> None:
    """Keep whether there is another entry to add; no completes the list."""
    _save(draft_id, task.another_slug, data={"another": another}, secret=None, by=by, item=None)


def add_item(*, draft_id: UUID, task: ListTask, by: Actor) -> UUID:
    """Start another entry in a list. An entry begun and left empty is used again, so that pressing the
    button twice adds one. Raises DraftClosed or ListFull."""
    _somebody(by)
    with transaction.atomic():
        _lock(draft_id)
        entries = DraftItem.objects.filter(draft=draft_id, task=task.slug)
        if empty := entries.filter(answers__isnull=True).first():
            return empty.id
        if entries.count() >= task.maximum:
            raise ListFull
        _record_help(draft_id, by, task.slug)
        return DraftItem.objects.create(draft_id=draft_id, task=task.slug).id


def remove_item(*, draft_id: UUID, task: ListTask, item: UUID, by: Actor, removing: Removal = NOTHING) -> None:
    """Take an entry and its answers out of a list, and what goes with it. Doing it twice is doing it once.

    Raises DraftClosed, or AnswersChanged when what was to go with it is no longer what was shown.
    """
    _somebody(by)
    with transaction.atomic():
        _lock(draft_id, removing)
        _remove(removing)
        DraftItem.objects.filter(draft=draft_id, task=task.slug, id=item).delete()
        if not DraftItem.objects.filter(draft=draft_id, task=task.slug).exists():
            PageAnswer.objects.filter(draft=draft_id, page=task.another_slug).delete()
        _record_help(draft_id, by, task.slug)


def close_draft(draft_id: UUID) -> None:
    """Take no more answers: they were submitted. Raises DraftClosed when that was already so."""
    with transaction.atomic():
        draft = _lock(draft_id)
        draft.closed_at = draft.submitted_at = clock.now()
        draft.save(update_fields=["closed_at", "submitted_at"])


def forget_answers(draft_id: UUID) -> None:
    """Delete what was answered in a draft that was never submitted, and which pages were asked, and take no more."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft_id)
        DraftItem.objects.filter(draft=draft).delete()
        PageAnswer.objects.filter(draft=draft).delete()
        tally_visits([draft_id])
        draft.closed_at = draft.closed_at or clock.now()
        draft.save(update_fields=["closed_at"])


_LOCKED = Prepared(lambda draft: Draft.objects.select_for_update().filter(pk=draft))


def _lock(draft_id: UUID, removing: Removal = NOTHING) -> Draft:
    """Lock a draft and those that answers go from, always in the same order. Raises DraftClosed."""
    ids = {draft_id, *(each for each, _item, _page in removing.answers)}
    if len(ids) == 1:
        drafts = {draft.pk: draft for draft in _LOCKED.all(draft=draft_id)}
    else:
        drafts = {draft.pk: draft for draft in Draft.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    if any(draft.closed_at or draft.expires_at <= clock.now() for draft in drafts.values()):
        raise DraftClosed
    return drafts[draft_id]


def _remove(removing: Removal) -> None:
    """Take answers and entries out, if they are still as they were shown. An answer already gone is gone."""
    if not removing.answers:
        return
    these = [Q(draft=draft, item=item, page=page) for draft, item, page in removing.answers]
    rows = PageAnswer.objects.filter(functools.reduce(operator.or_, these) | Q(item__in=removing.entries))
    if any(removing.answers.get((row.draft_id, row.item_id, row.page)) != row.answer for row in rows):
        raise AnswersChanged
    PageAnswer.objects.filter(pk__in=[row.pk for row in rows]).delete()
    DraftItem.objects.filter(id__in=removing.entries).delete()


def _record_help(draft_id: UUID, by: Actor, *pages: str) -> None:
    """Somebody answered for another person, or took an answer away: which pages, and never what was said. What people
    answer for themselves stays theirs until they send it: the row says who gave it."""
    if by.on_behalf_of_id:
        record("answers_changed", by=by, person_id=by.on_behalf_of_id, draft=str(draft_id), pages=pages)


def _somebody(by: Actor) -> int:
    if by.user_id is None:
        raise ValueError("An answer is given by somebody")
    return by.user_id


def _apart(page: Page, answer: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What may be kept as it is, and what is kept encrypted (None when nothing is)."""
    secret_names = page.form.secret_fields()
    secret = {name: value for name, value in answer.items() if name in secret_names}
    return {name: value for name, value in answer.items() if name not in secret_names}, secret or None


def _row(draft_id: UUID, slug: str, item: UUID | None) -> PageAnswer:
    return PageAnswer(draft_id=draft_id, item_id=item, page=slug)


def _fill(row: PageAnswer, data: dict[str, Any], secret: dict[str, Any] | None, by: Actor) -> None:
    row.data, row.secret = data, secret
    row.saved_by_id, row.saved_by_name, row.channel = _somebody(by), by.name, by.channel
    row.saved_at = clock.now()


def _save(
    draft_id: UUID,
    slug: str,
    *,
    data: dict[str, Any],
    secret: dict[str, Any] | None,
    by: Actor,
    item: UUID | None,
    removing: Removal = NOTHING,
) -> None:
    is_plain = secret is None and not removing.answers and by.on_behalf_of_id is None
    if is_plain and _keep(draft_id, slug, data, by, item):
        return
    with transaction.atomic():
        _lock(draft_id, removing)
        _remove(removing)
        if item is not None:
            DraftItem.objects.get(draft=draft_id, id=item)
        row = PageAnswer.objects.filter(draft=draft_id, item=item, page=slug).first() or _row(draft_id, slug, item)
        _fill(row, data, secret, by)
        row.save()
        _record_help(draft_id, by, slug)


def _keep(draft_id: UUID, slug: str, data: dict[str, Any], by: Actor, item: UUID | None) -> bool:
    """Keep an answer of one's own that holds no secret and with which nothing goes, as most are, in one query.

    Whether it was kept: not in a draft that takes no more answers, nor about an entry that is gone.
    """
    values = {
        "id": new_id(),
        "draft": draft_id,
        "item": item,
        "page": slug,
        "data": json.dumps(data),
        "by": _somebody(by),
        "name": by.name,
        "channel": by.channel,
        "now": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP_ABOUT_ENTRY if item else KEEP, values)
        return bool(cursor.rowcount)
