"""Feedback, for reading only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from home.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What people said, the newest first."""

    list_display = ("at", "satisfaction", "page", "comment")
    list_filter = ("satisfaction", "language")
    ordering = ("-at",)
    fields = ("at", "satisfaction", "page", "comment", "language")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
