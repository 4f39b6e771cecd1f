"""Legal holds, for admins: placed by a claim's reference, ended, never changed or deleted."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.step_up import needs_fresh_factor
from claims.models import Claim
from core.http import Request
from privacy.holds import end_hold, place_holds
from privacy.models import LegalHold


class HoldForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whom, why and until when. ``why`` is kept as the hold's reason, which is secret and so no field of a form."""

    why = forms.CharField(label=_("Why nothing may be deleted"), max_length=500, widget=forms.Textarea)

    class Meta:
        model = LegalHold
        fields = ("claim_reference", "until")

    def clean_claim_reference(self) -> str:
        """That of a claim."""
        given = str(self.cleaned_data["claim_reference"]).strip().upper()
        if not Claim.objects.filter(reference=given).exists():
            raise forms.ValidationError(_("No claim has this reference"))
        return given


@admin.register(LegalHold)
class LegalHoldAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Everybody on the claim is held. Why is shown to nobody who only looks at the list."""

    form = HoldForm
    list_display: tuple[str, ...] = (
        "claim_reference",
        "placed_at",
        "placed_by_name",
        "until",
        "ended_at",
        "ended_by_name",
    )
    search_fields = ("claim_reference",)
    actions = ("end",)

    def get_fields(self, request: HttpRequest, obj: LegalHold | None = None) -> tuple[str, ...]:
        return ("claim_reference", "placed_at", "until", "ended_at") if obj else ("claim_reference", "why", "until")

    def save_model(self, request: HttpRequest, obj: LegalHold, form: Any, change: bool) -> None:
        """One hold for each person on the claim; the first is the one that the page then speaks of."""
        given = form.cleaned_data
        claim = Claim.objects.get(reference=given["claim_reference"])
        by = cast("Request", request).actor
        placed = place_holds(claim=claim, reason=given["why"], until=given["until"], by=by)
        obj.pk, obj._state.adding = placed[0].pk, False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; what ends holds is for an admin who has just confirmed that it is them."""
        page: Any = super().changelist_view
        if request.method == "POST":
            page = needs_fresh_factor(page)
        response: HttpResponse = page(request, extra_context)
        return response

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """As is placing one."""
        page = needs_fresh_factor(super().changeform_view)
        return page(cast("Request", request), object_id, form_url, extra_context)

    @admin.action(description=_("End these holds"), permissions=["add"])
    def end(self, request: HttpRequest, queryset: QuerySet[LegalHold]) -> None:
        """What is old enough may be deleted again."""
        for hold in queryset:
            end_hold(hold=hold, by=cast("Request", request).actor)
        self.message_user(request, _("These holds have ended."), messages.SUCCESS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
