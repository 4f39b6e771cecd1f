"""Django's admin for the service: entered through its own sign-in page, by admins only."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class ServiceAdminSite(AdminSite):
    """The site at which admins keep users, offices, rates and content."""

    site_header = site_title = _("Administration")
    index_title = _("What you can change")
    site_url = None

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one sign-in page, and one place that counts wrong passwords."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or "/")
