"""Jobcentres with their days and rooms, and the days in advisers' diaries, as admins keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.admin import KeptForever
from accounts.models import User
from appointments.models import ClosedDay, DiaryDay, Jobcentre, OpenDay, Room
from appointments.selectors import cannot_be_held
from core.permissions import Permission, roles_with
from govuk.formatting import day_and_time


class OpenDays(admin.TabularInline):  # type: ignore[type-arg]
    """When it is open."""

    model = OpenDay
    extra = 0


class ClosedDays(admin.TabularInline):  # type: ignore[type-arg]
    """When it is closed though others are open."""

    model = ClosedDay
    extra = 0


class Rooms(admin.TabularInline):  # type: ignore[type-arg]
    """Its rooms, of which none is ever deleted: somebody may have been met there."""

    model = Room
    extra = 0
    can_delete = False


@admin.register(Jobcentre)
class JobcentreAdmin(KeptForever):
    """Offices that people come to."""

    list_display = ("office", "slug", "country", "is_step_free")
    list_select_related = ("office",)
    inlines = (OpenDays, ClosedDays, Rooms)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Say whom to ask to move what is booked for when it is closed now, or in a room that is not used any more."""
        super().save_related(request, form, formsets, change)
        found = cannot_be_held(form.instance).select_related("adviser")
        if whom := [f"{day_and_time(each.starts)}, {each.adviser.name}" for each in found]:
            said = _("These appointments are booked already. Ask whoever meets them to move them: %(list)s")
            self.message_user(request, said % {"list": "; ".join(whom)}, messages.WARNING)


@admin.register(DiaryDay)
class DiaryDayAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """When each adviser sees people. A day that is taken away changes nothing that is booked."""

    list_display = ("adviser", "weekday", "starts", "ends", "jobcentre")
    list_filter = ("weekday", "jobcentre")
    list_select_related = ("adviser", "jobcentre__office")

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Only staff who meet people have a diary."""
        if db_field.name == "adviser":
            roles = sorted(roles_with(Permission.MEET_PEOPLE))
            kwargs["queryset"] = User.objects.filter(roles__overlap=roles, is_active=True).order_by("name", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
