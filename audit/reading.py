"""Reading in Django's admin: whatever a page there shows of somebody is on the record before it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from audit.models import AccessReason
from audit.services import record, record_access_to_many
from core.actor import Actor
from core.http import Request


class RecordedReading:
    """A page of the admin, list or row, that notes who reads it; whoever is in it can see that.

    ``read_kind`` is the kind of the event, ``read_page`` the page that people are told of.
    """

    read_kind: ClassVar[str]
    read_page: ClassVar[str]

    def whom(self, rows: list[Any], by: Actor) -> Iterable[tuple[UUID, str]]:
        """The people whom these rows are about, each with the reference of their claim, where they have one."""
        raise NotImplementedError

    def what_was_read(self, rows: list[Any], query: str) -> dict[str, Any]:
        """What is kept of it in the event: nothing secret."""
        raise NotImplementedError

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, once it is recorded whom it shows."""
        response: HttpResponse = super().changelist_view(request, extra_context)  # type: ignore[misc]
        if changes := getattr(response, "context_data", {}).get("cl"):
            self._note(request, list(changes.result_list), str(changes.query))
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One row, once it is recorded whom it is about."""
        row = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if row is not None:
            self._note(request, [row], "")
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        return response

    def _note(self, request: HttpRequest, rows: list[Any], query: str) -> None:
        if not rows and not query:
            return
        by = cast(Request, request).actor
        with transaction.atomic():
            record(self.read_kind, by=by, **self.what_was_read(rows, query))
            whom = self.whom(rows, by)
            record_access_to_many(by=by, whom=whom, reason=AccessReason.CHECK, note="", page=self.read_page)
