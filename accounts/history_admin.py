"""What admins changed, for admins to read: that they read it is recorded, and whoever is in it can see that."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from pghistory.admin import EventsAdmin
from pghistory.core import event_models

from accounts.models import Person, User
from audit.reading import RecordedReading
from audit.services import SEARCHED
from core.actor import Actor


class HistoryAdmin(RecordedReading, EventsAdmin):
    """Every version of users, offices, reasons, announcements and busy times."""

    read_kind, read_page = "history_read", SEARCHED

    def whom(self, rows: list[Any], by: Actor) -> list[tuple[UUID, str]]:
        """Whoever of the users is somebody we serve."""
        people = Person.objects.filter(user__in=_users(rows)).values_list("pk", flat=True)
        return [(person, "") for person in people]

    def what_was_read(self, rows: list[Any], query: str) -> dict[str, Any]:
        return {"rows": len(rows), "users": sorted(_users(rows))}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The page. Of what has no history there is none: its page would say what it is called, such as somebody's
        name."""
        _check_has_history(request.GET)
        return super().changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One version."""
        if unquote(object_id).partition(":")[0] not in {model._meta.label for model in event_models()}:
            raise Http404
        return super().change_view(request, object_id, form_url, extra_context)


def _users(rows: list[Any]) -> set[int]:
    return {int(row.pgh_obj_id) for row in rows if row.pgh_obj_model == User._meta.label}


def _check_has_history(asked: QueryDict) -> None:
    models: list[Any] = [model.pgh_tracked_model for model in cast(list[Any], event_models())]
    tracked = {model._meta.label: model for model in models}
    label, _colon, key = asked.get("obj", "").partition(":")
    if "obj" in asked:
        try:
            is_there = label in tracked and tracked[label]._base_manager.filter(pk=key).exists()
        except ValueError:
            is_there = False
        if not is_there:
            raise Http404
    if asked.get("model", next(iter(tracked))) not in tracked:
        raise Http404
