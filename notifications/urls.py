"""Where the carrier of messages tells us what became of them."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [path("notify/callback/", views.notify_callback, name="notify_callback")]
