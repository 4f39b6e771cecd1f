"""Addresses of files."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("files/<uuid:document_id>/", views.own_file, name="own_file"),
]
