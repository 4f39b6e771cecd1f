"""Addresses of how things stand on a claim."""

from django.urls import path

from home import standing

app_name = "standing"
urlpatterns = [
    path("<slug:reference>/now/", standing.now, name="now"),
]
