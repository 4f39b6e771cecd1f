"""Addresses of conversations."""

from django.urls import path

from conversations import views
from conversations.inbound.views import notify_inbound

app_name = "conversations"
HELPING = "helping/<uuid:help_id>/messages/"
urlpatterns = [
    path("notify/inbound/", notify_inbound, name="notify_inbound"),
    path("messages/", views.everything, name="list"),
    path("messages/write/", views.start, name="start"),
    path("messages/search/", views.search, name="search"),
    path("messages/<uuid:conversation_id>/", views.show, name="show"),
    path("messages/<uuid:conversation_id>/print/", views.on_paper, name="print"),
    path(HELPING, views.helped_list, name="helped_list"),
    path(f"{HELPING}write/", views.helped_start, name="helped_start"),
    path(f"{HELPING}<uuid:conversation_id>/", views.helped_show, name="helped_show"),
    path(f"{HELPING}files/<uuid:document_id>/", views.helped_file, name="helped_file"),
]
