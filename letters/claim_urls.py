"""Addresses of what is sent on paper about a claim."""

from django.urls import path

from letters.views import statement

app_name = "paper"
urlpatterns = [
    path("<slug:reference>/payments/<int:number>/on-paper/", statement.on_paper, name="statement"),
]
