"""Addresses of the demonstration's One Login, as it publishes them."""

from django.urls import path

from demo.one_login import views

urlpatterns = [
    path("authorize/", views.authorize, name="one_login_authorize"),
    path("logout/", views.logout, name="one_login_logout"),
]
