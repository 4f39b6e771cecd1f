"""Employers, for administrators to find and to read. Nothing is changed here, and nothing secret is shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from audit.admin import ReadOnly
from employers.models import Employer, EmployerDecision, RegisterCheck, Representative


class OfEmployer(admin.TabularInline):  # type: ignore[type-arg]
    """Rows that belong to an employer, to read."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Representatives(OfEmployer):
    """Who acts for it, and who did."""

    model = Representative
    fields = ("user", "since", "removed_at")


class Checks(OfEmployer):
    """What was looked up, without the notes."""

    model = RegisterCheck
    fields = ("kind", "looked_at", "result", "checked_by_name", "checked_at")


class Decisions(OfEmployer):
    """What was decided, without the notes."""

    model = EmployerDecision
    fields = ("event", "why", "decided_by_name", "decided_at")


@admin.register(Employer)
class EmployerAdmin(ReadOnly):
    """Found by reference, number or how the name begins."""

    list_display = ("reference", "name", "kind", "state", "applied_at")
    search_fields = ("reference__iexact", "registration_number__iexact", "name__istartswith")
    ordering = ("name", "pk")
    fields = (
        "reference",
        "state",
        "kind",
        "name",
        "registration_number",
        "town",
        "postcode",
        "website",
        "language",
        "begun_at",
        "applied_at",
    )
    inlines = (Representatives, Checks, Decisions)
