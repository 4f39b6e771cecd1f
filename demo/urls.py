"""Addresses of a demonstration."""

from django.urls import include, path

from demo import views

app_name = "demo"
urlpatterns = [
    path("", views.index, name="index"),
    path("sign-in/<str:persona>/", views.sign_in, name="sign_in"),
    path("clock/", views.move, name="move"),
    path("outbox/", views.outbox, name="outbox"),
    path("one-login/", include("demo.one_login.urls")),
    path("gallery/", include("demo.gallery.urls")),
]
