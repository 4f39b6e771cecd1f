"""Who looked at somebody's record and who changed it, visit by visit: staff, helpers, and what runs by itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Member
from core import clock
from core.actor import Actor
from core.permissions import STAFF_ROLES
from home.words import CHANGES, NOT_TOLD, change_of, channel_in_words, page_read, reason_in_words, roles_in_words

# A visit: what one person did after saying why (visit_id), or, where nobody asks why, on one day for one reason.
# Of a claim that they are on, or were, somebody sees what concerns all of it, of the days when they were on it.
_SEEN = """
    WITH mine AS (
        SELECT * FROM unnest(%(claims)s::text[], %(first)s::date[], %(end)s::date[]) AS claim (reference, first, until)
    ), seen AS (
        SELECT 'read' AS what, page AS name, at, user_id, user_name, roles, channel, reason, note, on_behalf_of_id,
            visit_id, claim_reference, (at AT TIME ZONE %(zone)s)::date AS day
        FROM audit_access WHERE person_id = %(person)s AND user_id IS DISTINCT FROM %(user)s
        UNION ALL
        SELECT 'did', kind, at, user_id, user_name, roles, channel, reason, '', on_behalf_of_id,
            visit_id, claim_reference, (at AT TIME ZONE %(zone)s)::date
        FROM audit_event
        WHERE id IN (
            SELECT id FROM audit_event WHERE person_id = %(person)s
            UNION SELECT id FROM audit_event WHERE on_behalf_of_id = %(person)s
            UNION SELECT event.id FROM audit_event AS event JOIN mine ON event.claim_reference = mine.reference
                WHERE (person_id IS NULL OR kind = ANY(%(of_claim)s))
                    AND (at AT TIME ZONE %(zone)s)::date >= mine.first
                    AND (mine.until IS NULL OR (at AT TIME ZONE %(zone)s)::date < mine.until)
        )
            AND user_id IS DISTINCT FROM %(user)s AND kind <> ALL(%(not_told)s)
            AND (user_id IS NOT NULL OR kind = ANY(%(by_itself)s))
    )
    SELECT count(*) OVER () AS visits, min(at) AS began, max(at) AS ended, user_id, user_name, channel,
        max(reason) AS reason, max(note) AS note, bool_or(on_behalf_of_id = %(person)s) AS for_them,
        (array_agg(roles ORDER BY at))[1]::text AS roles,
        jsonb_agg(jsonb_build_array(what, name, claim_reference) ORDER BY at) AS things
    FROM seen
    GROUP BY user_id, user_name, channel,
        coalesce(visit_id::text, concat_ws('|', day, reason, note, on_behalf_of_id))
    ORDER BY max(at) DESC, min(at) DESC, user_name
    LIMIT %(limit)s OFFSET %(offset)s
"""


_OF_A_CLAIM = ("claims:", "payments:")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was read or done, and a link to what came of it."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one person, or the service by itself, read and did at one time. ``how`` is empty for the service."""

    began: datetime
    ended: datetime
    who: str
    role: str
    how: str
    why: str
    note: str
    is_for_them: bool
    read: tuple[Thing, ...]
    did: tuple[Thing, ...]

    @property
    def took_a_while(self) -> bool:
        """Whether its end is worth telling."""
        return self.ended - self.began >= timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visits:
    """Some of the visits to somebody's record, the latest first, and how many there are."""

    shown: list[Visit]
    count: int


def visits_to(actor: Actor, *, first: int = 0, most: int | None = None) -> Visits:
    """Who looked at this person's record, who changed it, and what was done by itself. Two queries, however much
    there is: ``most`` visits after the first so many."""
    if actor.claimant_id is None:
        return Visits([], 0)
    places = _places(actor.claimant_id)
    with connection.cursor() as cursor:
        cursor.execute(
            _SEEN,
            {
                "person": actor.claimant_id,
                "user": actor.user_id,
                "claims": [reference for reference, _applies in places],
                "first": [applies.lower for _reference, applies in places],
                "end": [applies.upper for _reference, applies in places],
                "zone": settings.TIME_ZONE,
                "of_claim": [kind for kind, change in CHANGES.items() if change.of_claim],
                "by_itself": [kind for kind, change in CHANGES.items() if not change.by_people],
                "not_told": list(NOT_TOLD),
                "limit": most,
                "offset": first,
            },
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    today = clock.today()
    readable = {reference for reference, applies in places if today in applies}
    return Visits([_visit(row, readable) for row in rows], rows[0]["visits"] if rows else 0)


def _places(person_id: UUID) -> list[tuple[str, Any]]:
    """The claims that somebody is on, or was, and over which days."""
    places = Member.objects.filter(person=person_id, superseded_at=None).order_by("recorded_at")
    return list(places.values_list("claim__reference", "applies"))


def _visit(row: dict[str, Any], readable: set[str]) -> Visit:
    roles = json.loads(row["roles"] or "[]")
    is_staff = not STAFF_ROLES.isdisjoint(roles)
    things = json.loads(row["things"])
    return Visit(
        began=row["began"],
        ended=row["ended"],
        who=_who(row["user_id"], row["user_name"], is_staff=is_staff),
        role=roles_in_words(roles),
        how="" if row["user_id"] is None else channel_in_words(row["channel"], by_staff=is_staff),
        why=reason_in_words(row["reason"]),
        note=row["note"],
        is_for_them=bool(row["for_them"]),
        read=_once(Thing(page_read(name)) for what, name, _claim in things if what == "read"),
        did=_once(_done(name, claim, readable) for what, name, claim in things if what == "did"),
    )


def _who(user_id: int | None, name: str, *, is_staff: bool) -> str:
    if user_id is None:
        return _("Done automatically")
    if is_staff and not settings.STAFF_NAMES_SHOWN:
        return _("A member of our staff")
    return name


def _done(kind: str, claim: str, readable: set[str]) -> Thing:
    change = change_of(kind)
    if not change.page:
        return Thing(str(change.words))
    if not change.page.startswith(_OF_A_CLAIM):
        return Thing(str(change.words), reverse(change.page))
    return Thing(str(change.words), reverse(change.page, args=[claim]) if claim in readable else "")


def _once(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(things))


def visits_as_csv(visits: Iterable[Visit]) -> str:
    """A line for each thing that was read or done, for a spreadsheet. Begins with a byte order mark, without which
    some show accents as rubbish."""
    file = io.StringIO()
    file.write("\ufeff")
    lines = csv.writer(file)
    lines.writerow([_("From"), _("Until"), _("Who"), _("As"), _("How"), _("Why"), _("Note"), _("What")])
    for visit in visits:
        began, ended = (timezone.localtime(each).strftime("%Y-%m-%d %H:%M") for each in (visit.began, visit.ended))
        note = _("For you") if visit.is_for_them and not visit.note else visit.note
        for thing in (*visit.read, *visit.did):
            cells = (visit.who, visit.role, visit.how, visit.why, note, thing.words)
            lines.writerow([began, ended, *map(_plain, cells)])
    return file.getvalue()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
