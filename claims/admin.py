"""What admins keep about claims: the reasons for a decision. Nothing here edits a claim, a fact or money."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import KeptForever
from claims.models import ReasonCode


@admin.register(ReasonCode)
class ReasonCodeAdmin(KeptForever):
    """Why claims are accepted or refused. A reason is taken out of use, never deleted or turned into another;
    every version of it is kept (``ReasonCodeEvent``), and a decision keeps its words as they stood."""

    list_display = ("title", "outcome", "regulation", "in_use")
    list_filter = ("outcome", "in_use")
    search_fields = ("title", "code", "explanation")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "outcome") if obj else ()
