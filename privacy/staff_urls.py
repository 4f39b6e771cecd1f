"""Addresses of staff about what we hold of somebody whose record they opened."""

from django.urls import path

from privacy import paper

app_name = "copies"
urlpatterns = [
    path("<slug:reference>/on-paper/", paper.on_paper, name="on_paper"),
]
