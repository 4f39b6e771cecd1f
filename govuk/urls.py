"""Addresses of the pages at the foot of every page."""

from django.urls import path

from govuk import help_views

app_name = "help"
urlpatterns = [
    path("help/privacy/", help_views.privacy, name="privacy"),
    path("help/cookies/", help_views.cookies, name="cookies"),
    path("help/accessibility/", help_views.accessibility, name="accessibility"),
    path(".well-known/security.txt", help_views.security, name="security"),
]
