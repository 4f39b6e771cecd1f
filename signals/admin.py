"""What admins keep: places, devices and accounts that many people share. And the signals about staff, to read."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.http import Request
from core.likeness import address_digest
from signals.kinds import BY_SLUG, OF_STAFF
from signals.models import Known, ShareKind, Signal
from signals.services import add_known


class KnownAddressForm(forms.ModelForm):  # type: ignore[type-arg]
    """An address that many people share. Only its keyed hash is kept: it may be a refuge's."""

    address_line_1 = forms.CharField(label=_("Address line 1"), max_length=200)
    address_line_2 = forms.CharField(label=_("Address line 2"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10)

    class Meta:
        model = Known
        fields = ("name", "why")

    def clean(self) -> dict[str, Any]:
        """The same address is known once."""
        given = super().clean() or self.cleaned_data
        if "postcode" in given and "address_line_1" in given:
            given["digest"] = address_digest(given)
            if Known.objects.filter(kind=ShareKind.ADDRESS, digest=given["digest"]).exists():
                raise forms.ValidationError(_("This address is known already"))
        return given


@admin.register(Known)
class KnownAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Addresses are added here; devices and accounts where a signal about them is explained. Taken away, sharing it is
    a signal again. Every change is kept (``KnownEvent``)."""

    list_display = ("name", "kind", "added_by_name", "added_at")
    list_filter = ("kind",)
    search_fields = ("name", "why")
    readonly_fields = ("kind", "added_by_name", "added_at")

    def get_form(self, request: HttpRequest, obj: Known | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = KnownAddressForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Known | None = None) -> Any:
        if obj is None:
            return ("name", "why", "address_line_1", "address_line_2", "postcode")
        return ("name", "why", *self.readonly_fields)

    def save_model(self, request: HttpRequest, obj: Known, form: forms.ModelForm[Known], change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        by, digest = cast(Request, request).actor, form.cleaned_data["digest"]
        made = add_known(kind=ShareKind.ADDRESS, digest=digest, name=obj.name, why=obj.why, by=by)
        obj.pk, obj.kind, obj._state.adding = made.pk, made.kind, False


@admin.register(Signal)
class StaffSignalAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Signals about staff, for admins to read, so that one about a team leader is seen by somebody else too. Without
    any claim, since admins see nobody's; and nobody sees one about themselves."""

    list_display = ("what", "staff", "state", "count", "first_seen_at", "last_seen_at")
    list_filter = ("state",)
    list_select_related = ("staff",)
    ordering = ("-first_seen_at",)
    fields = ("what", "staff", "state", "outcome", "count", "first_seen_at", "last_seen_at", "closed_at")

    @admin.display(description=_("What was seen"))
    def what(self, signal: Signal) -> str:
        """Its kind."""
        return str(BY_SLUG[signal.kind].title)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Signal]:
        return super().get_queryset(request).filter(kind__in=OF_STAFF).exclude(staff=request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
