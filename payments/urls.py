"""Addresses of a claim's payments."""

from django.urls import path

from payments import views

app_name = "payments"
urlpatterns = [
    path("<slug:reference>/payments/", views.history, name="history"),
    path("<slug:reference>/payments/dates/", views.dates, name="dates"),
    path("<slug:reference>/payments/<int:number>/", views.statement, name="statement"),
]
