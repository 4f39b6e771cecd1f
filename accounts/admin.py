"""What admins keep: staff and their roles, and offices. People are not edited here."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import role_changes_admin  # noqa: F401 - registers its pages
from accounts.actors import person_of
from accounts.helping import end_help_with_account
from accounts.models import ContactCode, Office, Person, User
from accounts.role_changes import ask_for_roles, ask_no_more, roles_to_confirm, tell_of_roles
from accounts.roles import Role
from accounts.services import create_account, end_sessions, ensure_person
from accounts.step_up import needs_fresh_factor
from accounts.was_this_you import EMAIL_CHANGED, ask_whether_it_was_them
from audit.reading import RecordedReading
from audit.services import USERS_READ, record
from core.actor import Actor
from core.http import Request
from core.permissions import STAFF_ROLES
from govuk.text import plain_email

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
    why = forms.CharField(
        max_length=300,
        required=False,
        label=_("Why they need these roles"),
        help_text=_(
            "Another admin reads this, and confirms a role before it can be used. Taking one away needs nobody."
        ),
    )

    class Meta:
        model = User
        fields = ("email", "name", "roles", "office", "is_active")

    def clean(self) -> dict[str, Any]:
        """Whoever is to confirm a role reads why."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "roles" not in given or given.get("why"):
            return given
        before = User.objects.filter(pk=self.instance.pk).first()
        after = User(
            email=plain_email(given.get("email", "")), roles=given["roles"], is_active=given.get("is_active", True)
        )
        if roles_to_confirm(before, after):
            self.add_error("why", _("Say why they need these roles: another admin has to confirm them"))
        return given


class EmployerForm(UserForm):
    """Somebody who acts for an employer, and can be nothing else."""

    roles = why = None  # type: ignore[assignment]

    class Meta(UserForm.Meta):
        fields = ("email", "name", "is_active")  # type: ignore[assignment]


class OwnForm(UserForm):
    """An admin's own account, of which only another admin changes what it may do and whose address it has."""

    roles = why = None  # type: ignore[assignment]

    class Meta(UserForm.Meta):
        fields = ("name",)  # type: ignore[assignment]
        help_texts: ClassVar = {"name": _("Ask another admin to change your roles, your office or your address.")}


class KeptForever(admin.ModelAdmin):  # type: ignore[type-arg]
    """What may be changed, with its history, but never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(RecordedReading, KeptForever):
    """Who may sign in, and as what. Of the public only those are shown who were looked for, and they can see that."""

    read_kind, read_page = "users_read", USERS_READ
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
        fields = ("email", "name", "roles", "why", "office", "is_active")
        return (*fields, *self.readonly_fields) if obj else fields[:-1]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """Those who work here, until somebody is looked for."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (found if search_term.strip() else found.filter(roles__overlap=sorted(STAFF_ROLES))), may_repeat

    def whom(self, rows: list[Any], by: Actor) -> list[tuple[UUID, str]]:
        """Whoever of them is somebody we serve, but for who reads."""
        people = Person.objects.filter(user__in=rows).exclude(user=by.user_id).values_list("pk", flat=True)
        return [(person, "") for person in people]

    def what_was_read(self, rows: list[Any], query: str) -> dict[str, Any]:
        return {"users": sorted(user.pk for user in rows)}

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
        """New users are made as everywhere else; a change is recorded, and of roles ends their sessions. Roles of staff
        that they did not have wait until another admin confirms them.

        Nobody gives another a password: who is new chooses one with a code from their email, which shows that the
        address is theirs too.
        """
        by = cast(Request, request).actor
        with transaction.atomic():
            before = User.objects.select_for_update(of=("self",)).get(pk=obj.pk) if change else None
            to_confirm = roles_to_confirm(before, obj)
            obj.roles = [role for role in obj.roles if role not in to_confirm]
            if before is None:
                _make(obj, by)
            else:
                super().save_model(request, _unconfirmed(obj, before), form, change)
                _see_to_change(obj, before, sorted(form.changed_data), by)
            if before and obj.email != before.email and ask_no_more(obj, by=by):
                words = _("The roles that waited for this account are asked for no longer, because its address is new.")
                messages.warning(request, words)
            if to_confirm:
                ask_for_roles(user=obj, roles=to_confirm, reason=form.cleaned_data["why"], by=by)
                messages.warning(request, _("Another admin has to confirm the roles before they can be used."))


def _make(user: User, by: Actor) -> None:
    made = create_account(
        email=user.email,
        password=None,
        name=user.name,
        roles=user.roles,
        office=user.office,
        email_is_confirmed=False,
        by=by,
    )
    user.pk, user._state.adding = made.pk, False


def _unconfirmed(user: User, before: User) -> User:
    """The same user, whose other address nobody has confirmed."""
    if user.email != before.email:
        user.email_confirmed_at = None
    return user


def _see_to_change(user: User, before: User, changed: list[str], by: Actor) -> None:
    """What follows when an admin has changed an account: it is recorded, whose it is is told, and sessions end."""
    if Role.CLAIMANT in user.roles:
        ensure_person(user, by=by)
    if user.email != before.email:
        Person.objects.filter(user=user).update(email=user.email)
        ContactCode.objects.filter(user=user, used_at=None).delete()
        ask_whether_it_was_them(user=user, template=EMAIL_CHANGED, also_to=[before.email], by=by)
    person = person_of(user)
    record(
        "user_changed",
        by=by,
        subject=user,
        person_id=person.pk if person else None,
        changed=changed,
        roles_before=sorted(before.roles),
        roles_after=sorted(user.roles),
    )
    if before.is_active and not user.is_active and person:
        end_help_with_account(person=person, by=by)
    if STAFF_ROLES.intersection(before.roles) - set(user.roles):
        tell_of_roles(user, by=by)
    if set(before.roles) != set(user.roles) or not user.is_active:
        end_sessions(user, by=by)


@admin.register(Office)
class OfficeAdmin(KeptForever):
    """Where staff work."""

    list_display = ("name", "phone")
    search_fields = ("name",)
