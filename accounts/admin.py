"""What admins keep: staff and their roles, and offices. People are not edited here."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import person_of
from accounts.models import ContactCode, Office, Person, User
from accounts.roles import Role
from accounts.services import create_account, end_sessions, ensure_person
from accounts.step_up import needs_fresh_factor
from accounts.was_this_you import EMAIL_CHANGED, ask_whether_it_was_them
from audit.models import AccessReason
from audit.services import USERS_READ, record, record_access_to_many
from core.http import Request
from core.permissions import STAFF_ROLES

admin.site.unregister(Group)  # Roles say who may do what.


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    """A user without their password: an admin neither sees nor needs it. Nobody is made an employer here: such an
    account is made by its owner, and is nothing else."""

    roles = forms.MultipleChoiceField(
        choices=[choice for choice in Role.choices if choice[0] != Role.EMPLOYER],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("Roles"),
    )

    class Meta:
        model = User
        fields = ("email", "name", "roles", "office", "is_active")


class EmployerForm(UserForm):
    """Somebody who acts for an employer, and can be nothing else."""

    roles = None  # type: ignore[assignment]

    class Meta(UserForm.Meta):
        fields = ("email", "name", "is_active")  # type: ignore[assignment]


class OwnForm(UserForm):
    """An admin's own account, of which only another admin changes what it may do and whose address it has."""

    roles = None  # type: ignore[assignment]

    class Meta(UserForm.Meta):
        fields = ("name",)  # type: ignore[assignment]
        help_texts: ClassVar = {"name": _("Ask another admin to change your roles, your office or your address.")}


class KeptForever(admin.ModelAdmin):  # type: ignore[type-arg]
    """What may be changed, with its history, but never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(KeptForever):
    """Who may sign in, and as what. Of the public only those are shown who were looked for, and they can see that."""

    list_display = ("email", "name", "role_names", "office", "is_active")
    list_filter = ("is_active", "office")
    list_select_related = ("office",)
    search_fields = ("email", "name")
    ordering = ("email",)
    form = UserForm
    readonly_fields = ("email_confirmed_at", "created_at")

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            hint = _("They choose their own password on the sign-in page for work, under “I forgot my password”.")
            kwargs["help_texts"] = {"email": hint}
        elif obj.pk == request.user.pk:
            kwargs["form"] = OwnForm
        elif Role.EMPLOYER in obj.roles:
            kwargs["form"] = EmployerForm
        return super().get_form(request, obj, change=change, **kwargs)

    @admin.display(description=_("Roles"))
    def role_names(self, user: User) -> str:
        """The roles in words."""
        return ", ".join(str(Role(role).label) for role in user.roles)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Filters in the address are for what the list shows: never the password, letter by letter."""
        shown = lookup.split("__")[0] in {"email", "name", "is_active", "office"}
        return shown and super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        own = ("email", "role_names", "office", "is_active") if obj and obj.pk == request.user.pk else ()
        return (*own, *self.readonly_fields)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj and obj.pk == request.user.pk:
            return ("name", *self.get_readonly_fields(request, obj))
        if obj and Role.EMPLOYER in obj.roles:
            return ("email", "name", "is_active", *self.readonly_fields)
        fields = ("email", "name", "roles", "office", "is_active")
        return (*fields, *self.readonly_fields) if obj else fields[:-1]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """Those who work here, until somebody is looked for."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (found if search_term.strip() else found.filter(roles__overlap=sorted(STAFF_ROLES))), may_repeat

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The page, once it is recorded whom it shows."""
        response = super().changelist_view(request, extra_context)
        if changes := getattr(response, "context_data", {}).get("cl"):
            _record_read(request, list(changes.result_list))
        return response

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One account, once it is recorded whose."""
        if (user := self.get_object(request, object_id)) is not None:
            _record_read(request, [user])
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every version of them, on a page that notes who reads it (``HistoryAdmin``)."""
        query = urlencode({"obj": f"{User._meta.label}:{object_id}", "method": "tracks"})
        return redirect(f"{reverse('admin:pghistory_events_changelist')}?{query}")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Who may sign in, and as what, is for an admin who has just confirmed that it is them."""
        page = needs_fresh_factor(super().changeform_view)
        return page(cast(Request, request), object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        """New users are made as everywhere else; a change is recorded, and of roles ends their sessions.

        Nobody gives another a password: who is new chooses one with a code from their email, which shows that the
        address is theirs too.
        """
        by = cast(Request, request).actor
        with transaction.atomic():
            if not change:
                made = create_account(
                    email=obj.email,
                    password=None,
                    name=obj.name,
                    roles=obj.roles,
                    office=obj.office,
                    email_is_confirmed=False,
                    by=by,
                )
                obj.pk, obj._state.adding = made.pk, False
                return
            before = User.objects.select_for_update(of=("self",)).get(pk=obj.pk)
            if obj.email != before.email:
                obj.email_confirmed_at = None
            super().save_model(request, obj, form, change)
            if Role.CLAIMANT in obj.roles:
                ensure_person(obj, by=by)
            if obj.email != before.email:
                Person.objects.filter(user=obj).update(email=obj.email)
                ContactCode.objects.filter(user=obj, used_at=None).delete()
                ask_whether_it_was_them(user=obj, template=EMAIL_CHANGED, also_to=[before.email], by=by)
            record(
                "user_changed",
                by=by,
                subject=obj,
                person_id=person.pk if (person := person_of(obj)) else None,
                changed=sorted(form.changed_data),
                roles_before=sorted(before.roles),
                roles_after=sorted(obj.roles),
            )
            if set(before.roles) != set(obj.roles) or not obj.is_active:
                end_sessions(obj, by=by)


def _record_read(request: HttpRequest, users: list[User]) -> None:
    if not users:
        return
    by = cast(Request, request).actor
    people = Person.objects.filter(user__in=users).exclude(user=by.user_id).values_list("pk", flat=True)
    with transaction.atomic():
        record("users_read", by=by, users=sorted(user.pk for user in users))
        whom = [(person, "") for person in people]
        record_access_to_many(by=by, whom=whom, reason=AccessReason.CHECK, note="", page=USERS_READ)


@admin.register(Office)
class OfficeAdmin(KeptForever):
    """Where staff work."""

    list_display = ("name", "phone")
    search_fields = ("name",)
