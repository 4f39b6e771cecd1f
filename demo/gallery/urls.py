"""Addresses of the gallery, among those of the demonstration: their names begin with "demo:gallery"."""

from django.urls import path

from demo.gallery import views

urlpatterns = [
    path("", views.index, name="gallery"),
]
