"""Addresses of employers' own pages. Making an account and signing in to it are with the other doors
(``accounts.urls``)."""

from django.urls import path

from employers.views import home, people, register

app_name = "employers"
urlpatterns = [
    path("", register.start, name="start"),
    path("home/", home.home, name="home"),
    path("contact/", home.contact, name="contact"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_somebody, name="invite"),
    path("people/join/", people.accept, name="accept"),
    path("people/invited/<uuid:invitation_id>/take-back/", people.withdraw, name="withdraw"),
    path("people/<uuid:representative_id>/remove/", people.remove_somebody, name="remove"),
    path("register/", register.check, name="check"),
    path("register/sent/", register.sent, name="sent"),
    path("register/<slug:page>/", register.question, name="question"),
]
