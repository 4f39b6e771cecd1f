"""Addresses of a person's appointments: their own, and, with the help by which somebody else asks, the same for that
person's helper."""

from django.urls import path

from appointments.views import booking, kiosk, mine, missed
from appointments.whose import helped, own

app_name = "appointments"
ONE = "appointments/<uuid:appointment_id>"
PAGES = (
    ("appointments/", mine.all_of_them, "list"),
    ("appointments/needs/", booking.needs, "needs"),
    ("appointments/book/<slug:kind>/", booking.book_how, "book"),
    ("appointments/book/<slug:kind>/<slug:how>/", booking.book_time, "book_time"),
    (f"{ONE}/", mine.show, "show"),
    (f"{ONE}/calendar/", mine.calendar, "calendar"),
    (f"{ONE}/change/", booking.change_how, "change"),
    (f"{ONE}/change/<slug:how>/", booking.change_time, "change_time"),
    (f"{ONE}/cancel/", booking.cancel_one, "cancel"),
    (f"{ONE}/why-missed/", missed.why_missed, "why_missed"),
)
urlpatterns = [
    *(path(route, own(view), name=name) for route, view, name in PAGES),
    *(path(f"helping/<uuid:help_id>/{route}", helped(view), name=f"helped_{name}") for route, view, name in PAGES),
    path("check-in/<slug:office>/", kiosk.check_in, name="check_in"),
]
