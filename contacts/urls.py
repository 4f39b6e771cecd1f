"""Addresses of what was written down about being in touch, for whom it is about and whoever helps them."""

from django.urls import path

from contacts import views

app_name = "contacts"
HELPING = "helping/<uuid:help_id>/contacts/"
urlpatterns = [
    path("contacts/", views.everything, name="list"),
    path("contacts/<uuid:contact_id>/", views.show, name="show"),
    path("contacts/<uuid:contact_id>/not-right/", views.not_right, name="not_right"),
    path(HELPING, views.helped_list, name="helped_list"),
    path(f"{HELPING}<uuid:contact_id>/", views.helped_show, name="helped_show"),
    path(f"{HELPING}<uuid:contact_id>/not-right/", views.helped_not_right, name="helped_not_right"),
    path(f"{HELPING}files/<uuid:document_id>/", views.helped_file, name="helped_file"),
]
