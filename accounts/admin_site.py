"""Django's admin for the service: entered through staff's sign-in page, by admins only."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

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

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Staff have one sign-in page, and there is one place that counts wrong passwords."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or "/", settings.STAFF_LOGIN_URL)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """No page here completes what is typed: who asks this address wants to list accounts without being seen."""
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A password is changed in one place, which asks who it is, notes it and tells them."""
        return redirect("accounts:change_password")
