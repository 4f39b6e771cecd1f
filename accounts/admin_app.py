"""Names the service's admin site to Django (in INSTALLED_APPS, in place of ``django.contrib.admin``)."""

from django.contrib.admin.apps import AdminConfig


class ServiceAdminConfig(AdminConfig):
    """Django's admin, entered through the service's own sign-in page and by admins only."""

    default_site = "accounts.admin_site.ServiceAdminSite"
