"""Addresses of to-dos and the journal."""

from django.urls import path

from journal import todo_views, views

app_name = "journal"
urlpatterns = [
    path("to-do/", todo_views.todos, name="todos"),
    path("to-do/<uuid:todo_id>/", todo_views.show, name="todo"),
    path("to-do/<uuid:todo_id>/more-time/", todo_views.more_time, name="todo_more_time"),
    path("to-do/<uuid:todo_id>/why-late/", todo_views.why_late, name="todo_why_late"),
    path("to-do/<uuid:todo_id>/calendar/", todo_views.calendar, name="todo_calendar"),
    path("helping/<uuid:help_id>/journal/", views.helped_journal, name="helped_journal"),
    path("journal/", views.journal, name="journal"),
]
