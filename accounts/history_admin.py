"""What admins changed, for admins to read: that they read it is recorded, and whoever is in it can see that."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from pghistory.admin import EventsAdmin
from pghistory.core import event_models

from accounts.models import Person, User
from audit.models import AccessReason
from audit.services import SEARCHED, record, record_access_to_many
from core.http import Request


class HistoryAdmin(EventsAdmin):
    """Every version of users, offices, reasons, announcements and busy times."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The page, once it is recorded whom it shows. Of what has no history there is none: its page would say what
        it is called, such as somebody's name."""
        _check_has_history(request.GET)
        response: HttpResponse = super().changelist_view(request, extra_context)  # type: ignore[no-untyped-call]
        if changes := getattr(response, "context_data", {}).get("cl"):
            _record_read(request, list(changes.result_list))
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One version, once it is recorded whom it is of."""
        if unquote(object_id).partition(":")[0] not in {model._meta.label for model in event_models()}:
            raise Http404
        row = self.get_object(request, object_id)
        if row is not None:
            _record_read(request, [row])
        return super().change_view(request, object_id, form_url, extra_context)


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


def _record_read(request: HttpRequest, rows: list[Any]) -> None:
    if not rows:
        return
    by = cast(Request, request).actor
    users = {row.pgh_obj_id for row in rows if row.pgh_obj_model == User._meta.label}
    people = Person.objects.filter(user__in=users).values_list("pk", flat=True)
    with transaction.atomic():
        record("history_read", by=by, rows=len(rows), users=sorted(int(user) for user in users))
        whom = [(person, "") for person in people]
        record_access_to_many(by=by, whom=whom, reason=AccessReason.CHECK, note="", page=SEARCHED)
