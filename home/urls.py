"""Addresses of the claimant's front door."""

from django.urls import path

from home import helping, views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("home/", views.home, name="home"),
    path("payments/", views.payments, name="payments"),
    path("start-claim/", views.start_claim, name="start_claim"),
    path("who-looked/", views.who_looked, name="who_looked"),
    path("who-looked/file/", views.who_looked_file, name="who_looked_file"),
    path("helping/", helping.helping, name="helping"),
    path("helping/stop/", helping.stop, name="stop_helping"),
    path("helping/invitation/agree/", helping.agree, name="agree_to_help"),
    path("feedback/", views.feedback, name="feedback"),
]
