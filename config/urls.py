"""Every address of the service."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config import machines

urlpatterns = [
    path("", include("home.urls")),
    path("", include("accounts.urls")),
    path("", include("support.urls")),
    path("", include("journal.urls")),
    path("", include("conversations.urls")),
    path("", include("contacts.urls")),
    path("", include("appointments.urls")),
    path("", include("documents.urls")),
    path("account/messages/", include("letters.urls")),
    path("", include("notifications.urls")),
    path("your-data/", include("privacy.urls")),
    path("employers/", include("employers.urls")),
    path("claims/", include("claims.urls")),
    path("claims/", include("payments.urls")),
    path("claims/", include("home.claim_urls")),
    path("claims/", include("letters.claim_urls")),
    path("staff/", include("staff.urls")),
    path("staff/claims/", include("privacy.staff_urls")),
    path("staff/letters/", include("letters.staff_urls")),
    path("staff/signals/", include("signals.urls")),
    path("admin/", admin.site.urls),
    *machines.urlpatterns,
]
if "demo" in settings.INSTALLED_APPS:
    urlpatterns.append(path("demonstration/", include("demo.urls")))

handler400 = "govuk.error_views.bad_request"
handler403 = "govuk.error_views.forbidden"
handler404 = "govuk.error_views.page_not_found"
handler500 = "govuk.error_views.server_error"
