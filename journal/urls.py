"""Addresses of to-dos and the journal."""

from django.urls import path

from journal import views

app_name = "journal"
urlpatterns = [
    path("to-do/", views.todos, name="todos"),
    path("helping/<uuid:help_id>/journal/", views.helped_journal, name="helped_journal"),
    path("journal/", views.journal, name="journal"),
]
