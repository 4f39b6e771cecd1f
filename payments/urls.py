"""Addresses of a claim's payments."""

from django.urls import path

from payments import views

app_name = "payments"
urlpatterns = [
    path("<str:reference>/payments/", views.history, name="history"),
    path("<str:reference>/payments/dates/", views.dates, name="dates"),
    path("<str:reference>/payments/<int:number>/", views.statement, name="statement"),
]
