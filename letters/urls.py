"""Addresses of what we sent somebody."""

from django.urls import path

from letters.views import sent

app_name = "letters"
urlpatterns = [
    path("", sent.sent_to_you, name="sent_to_you"),
    path("<uuid:message_id>/", sent.message, name="message"),
]
