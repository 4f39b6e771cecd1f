"""Changes of roles, for another admin to confirm or refuse."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, RoleChange
from accounts.role_changes import TooLate, confirm_roles, refuse_roles
from accounts.roles import Role
from accounts.step_up import needs_fresh_factor
from audit.reading import RecordedReading
from audit.services import USERS_READ
from core import clock
from core.actor import Actor
from core.http import Request
from core.states import MoveRefused
from govuk.formatting import day_and_time

CONFIRM, REFUSE = "confirm", "refuse"


class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whether they get these roles."""

    answer = forms.ChoiceField(
        choices=[(CONFIRM, _("Confirm: they get these roles, and sign in anew")), (REFUSE, _("Refuse"))],
        widget=forms.RadioSelect,
        label=_("Your answer"),
        error_messages={"required": _("Select whether you confirm")},
    )
    note = forms.CharField(max_length=300, required=False, label=_("Why, if you refuse"))

    class Meta:
        model = RoleChange
        fields: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Whoever asked reads why it was refused; nobody confirms what came too late."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == REFUSE and not given.get("note"):
            self.add_error("note", _("Say why you refuse"))
        if given.get("answer") == CONFIRM and self.instance.expires_at <= clock.now():
            self.add_error("answer", _("It waited longer than 7 days. Ask for the roles again"))
        return given


@admin.register(RoleChange)
class RoleChangeAdmin(RecordedReading, admin.ModelAdmin):  # type: ignore[type-arg]
    """What waits, and what became of what was asked for. Who asked, and whose roles they are, reads and does not
    answer."""

    read_kind, read_page = "role_changes_read", USERS_READ
    form = AnswerForm
    list_display = ("user", "email", "role_names", "reason", "asked_by_name", "asked_at", "state")
    list_filter = ("state",)
    list_select_related = ("user",)
    ordering = ("-asked_at", "-pk")
    fields = ("user", "email", "role_names", "has_now", "reason", "asked_by_name", "asked_at", "expires_at", "state")
    readonly_fields = (*fields, "who_may", "answered_by_name", "answered_at", "answer_note")

    def whom(self, rows: list[Any], by: Actor) -> list[tuple[UUID, str]]:
        """Whoever of them is somebody we serve too, but for who reads."""
        people = Person.objects.filter(user__in=[row.user_id for row in rows]).exclude(user=by.user_id)
        return [(person, "") for person in people.values_list("pk", flat=True)]

    def what_was_read(self, rows: list[Any], query: str) -> dict[str, Any]:
        return {"users": sorted({row.user_id for row in rows})}

    @admin.display(description=_("Address they sign in with"))
    def email(self, change: RoleChange) -> str:
        """Who it is: anybody can be given a colleague's name."""
        return str(change.user.email)

    @admin.display(description=_("Roles to give"))
    def role_names(self, change: RoleChange) -> str:
        """The roles in words."""
        return ", ".join(str(Role(role).label) for role in change.roles)

    @admin.display(description=_("Roles they have now"))
    def has_now(self, change: RoleChange) -> str:
        """What they may do already."""
        return ", ".join(str(Role(role).label) for role in change.user.roles) or "-"

    @admin.display(description=_("To be answered before"))
    def expires_at(self, change: RoleChange) -> str:
        """When it ends unanswered."""
        return day_and_time(change.expires_at)

    @admin.display(description=_("Who may answer"))
    def who_may(self, change: RoleChange) -> str:
        """Why it is not who reads this."""
        return str(_("Any admin but the one who asked, and but the one whose roles they are. That is not you."))

    def get_fields(self, request: HttpRequest, obj: RoleChange | None = None) -> Any:
        if obj is None or not obj.is_waiting:
            return (*self.fields, "answered_by_name", "answered_at", "answer_note")
        return (
            (*self.fields, "answer", "note") if self.has_change_permission(request, obj) else (*self.fields, "who_may")
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleChange]:
        return super().get_queryset(request).select_related("user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: RoleChange | None = None) -> bool:
        theirs = obj is not None and request.user.pk in (obj.asked_by_id, obj.user_id)
        is_open = obj is None or obj.is_waiting
        return is_open and not theirs and super().has_change_permission(request)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """For an admin who has just confirmed that it is them."""
        page = needs_fresh_factor(super().changeform_view)
        return page(cast(Request, request), object_id, form_url, extra_context)

    def save_model(
        self, request: HttpRequest, obj: RoleChange, form: forms.ModelForm[RoleChange], change: bool
    ) -> None:
        """The answer. Where somebody answered meanwhile, theirs holds."""
        by, given = cast(Request, request).actor, form.cleaned_data
        service = confirm_roles if given["answer"] == CONFIRM else refuse_roles
        try:
            service(change=obj, note=given["note"], by=by)
        except (TooLate, MoveRefused):
            messages.warning(request, _("It was answered already, or waited too long. Nothing has changed."))
