"""Addresses of what we hold about somebody."""

from django.urls import path

from privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.held, name="held"),
    path("copy/", views.copy, name="copy"),
    path("copy/document/", views.copy_document, name="copy_document"),
    path("copy/data/", views.copy_data, name="copy_data"),
    path("close-account/", views.close_account, name="close_account"),
]
