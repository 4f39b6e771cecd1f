"""Django's admin for the service: entered through staff's sign-in page, by admins only."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.http import Request
from core.permissions import Permission


class ServiceAdminSite(AdminSite):
    """The site at which admins keep users, offices, rates and content."""

    site_header = site_title = _("Administration")
    index_title = _("What you can change")
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        """Only in a session of staff, confirmed by a second step: elsewhere an admin is none."""
        return request.user.is_active and cast(Request, request).actor.may(Permission.ADMINISTER)

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """What admins can change; at its head, what waits for who reads it."""
        if self.has_permission(request):
            from accounts.role_changes import refused_lately, to_answer  # the site is made before there are models
            from accounts.step_up import signed_in_user

            admin = signed_in_user(cast(Request, request)).pk
            if count := to_answer(admin):
                words = ngettext(
                    "%(n)s change of roles waits for your answer.",
                    "%(n)s changes of roles wait for your answer.",
                    count,
                )
                messages.info(request, words % {"n": count})
            if count := refused_lately(admin):
                words = ngettext(
                    "%(n)s change of roles that you asked for was refused this week. Open it to read why.",
                    "%(n)s changes of roles that you asked for were refused this week. Open them to read why.",
                    count,
                )
                messages.warning(request, words % {"n": count})
        return super().index(request, extra_context)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Staff have one sign-in page, and there is one place that counts wrong passwords."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or "/", settings.STAFF_LOGIN_URL)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """What may be changed here, and below it the one thing that admins do on a page of the service."""
        found = super().get_app_list(request, app_label)
        if app_label is None and cast(Request, request).actor.may(Permission.SEND_TO_MANY):
            address = reverse("staff:bulk_sends")
            words = _("Messages to many people")
            page = {"name": words, "object_name": "Bulk", "admin_url": address, "view_only": True}
            found = [*found, {"name": _("Messages"), "app_label": "bulk", "app_url": address, "models": [page]}]
        return found

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """No page here completes what is typed: who asks this address wants to list accounts without being seen."""
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A password is changed in one place, which asks who it is, notes it and tells them."""
        return redirect("accounts:change_password")
