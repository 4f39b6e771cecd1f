"""Addresses of help: the pages at the foot of every page, and those of this package."""

from django.urls import path

from govuk.urls import urlpatterns as at_the_foot
from support import views

app_name = "help"
urlpatterns = [
    *at_the_foot,
    path("help/", views.questions, name="questions"),
    path("help/questions/<slug:slug>/", views.question, name="question"),
    path("help/contact/", views.contact, name="contact"),
    path("service-status/", views.status, name="status"),
]
