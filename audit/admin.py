"""The record and its seals, for administrators to search: nothing in it can be changed, and who looks is recorded."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Access, Event, Seal
from audit.reading import RecordedReading
from audit.services import SEARCHED
from core.actor import Actor
from core.ids import REFERENCE

_MOST_COUNTED = 10_000
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than anybody pages through: counting millions of rows takes longer than finding fifty."""

    @cached_property
    def count(self) -> int:
        """How many there are, up to ten thousand."""
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[:_MOST_COUNTED].count()


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that nobody adds, changes or deletes here."""

    actions = None
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    paginator = CappedPaginator

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What is found is found by the search: an address could ask for what no index finds."""
        return False


class RecordAdmin(RecordedReading, ReadOnly):
    """Found by what an index finds, all of it together. Nothing is shown before something is looked for, and whoever is
    named in what is shown can see who looked."""

    read_kind, read_page = "audit_searched", SEARCHED
    ordering = ("-at", "-pk")
    search_fields = ("pk",)  # what they are is in `_meaning`
    search_help_text = _(
        "A claim reference, the id of a person, the email address or number of a user, a kind of event, a day "
        "(2026-11-22) or days (2026-11-01..2026-11-22). With several, what fits all of them."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Rows that fit every word that was typed; none without words."""
        words = search_term.split()
        if not words:
            return queryset.none(), False
        for word in words:
            queryset = queryset.filter(self._meaning(word))
        return queryset, False

    def _meaning(self, word: str) -> Q:
        if re.fullmatch(REFERENCE, word.upper()):
            return Q(claim_reference=word.upper())
        if days := _days(word):
            return Q(at__gte=days[0], at__lt=days[1])
        if "@" in word:
            users = get_user_model()._default_manager.filter(email__iexact=word)
            return Q(user_id__in=list(users.values_list("pk", flat=True)))
        if word.isascii() and word.isdigit():
            return Q(user_id=int(word[:18]))
        if found := _uuid(word):
            return Q(person_id=found) | Q(pk=found) | self._helped(found)
        return self._named(word)

    def _helped(self, _person: UUID) -> Q:
        return Q(pk__in=[])

    def _named(self, _word: str) -> Q:
        return Q(pk__in=[])

    def whom(self, rows: list[Any], by: Actor) -> list[tuple[UUID, str]]:
        """Whoever is named in a row, with the claim that it is about."""
        return sorted({(row.person_id, row.claim_reference) for row in rows if row.person_id}, key=str)

    def what_was_read(self, rows: list[Any], query: str) -> dict[str, Any]:
        words = ["(email)" if "@" in word else word for word in query.split()]
        return {"table": self.opts.db_table, "words": words, "rows": len(rows)}


@admin.register(Event)
class EventAdmin(RecordAdmin):
    """What happened."""

    list_display = ("at", "kind", "user_name", "channel", "claim_reference", "person_id", "subject_type", "reason")

    def _helped(self, person: UUID) -> Q:
        return Q(on_behalf_of_id=person)

    def _named(self, word: str) -> Q:
        return Q(kind=word.lower())


@admin.register(Access)
class AccessAdmin(RecordAdmin):
    """Who read what."""

    list_display = ("at", "user_name", "page", "reason", "note", "claim_reference", "person_id")


@admin.register(Seal)
class SealAdmin(ReadOnly):
    """That rows were so when they were sealed."""

    list_display = ("number", "table", "first", "last", "count", "sealed_at", "hash", "signed_by")
    ordering = ("-number",)
    exclude = ("rows",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seal]:
        return super().get_queryset(request).defer("rows")


def _days(word: str) -> tuple[datetime, datetime] | None:
    """The beginning of the first day, and the end of the last; none if it names no days."""
    if (found := _DAYS.fullmatch(word)) is None:
        return None
    try:
        first, last = (date.fromisoformat(each) for each in (found[1], found[2] or found[1]))
        return _midnight(first), _midnight(last + timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _uuid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
