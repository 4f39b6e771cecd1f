"""Addresses of the signals, for those who look at them."""

from django.urls import path

from signals import views

app_name = "signals"
urlpatterns = [
    path("", views.waiting, name="list"),
    path("outcomes/", views.outcomes, name="outcomes"),
    path("<uuid:signal_id>/", views.show, name="show"),
]
