"""Addresses of a claim. Everything about a claim has its reference in the address."""

from django.urls import path

from claims.views import apply, sent

app_name = "claims"
urlpatterns = [
    path("<str:reference>/apply/", apply.tasks, name="tasks"),
    path("<str:reference>/apply/check/", apply.check, name="check"),
    path("<str:reference>/apply/declaration/", apply.declare, name="declare"),
    path("<str:reference>/sent/", sent.sent, name="sent"),
    path("<str:reference>/answers/", sent.answers, name="answers"),
    path("<str:reference>/apply/<slug:task>/list/", apply.list_summary, name="list"),
    path("<str:reference>/apply/<slug:task>/add/", apply.add_item, name="add_item"),
    path("<str:reference>/apply/<slug:task>/check/", apply.task_check, name="task_check"),
    path("<str:reference>/apply/<slug:task>/item/<uuid:item>/remove/", apply.remove_item, name="remove_item"),
    path("<str:reference>/apply/<slug:task>/item/<uuid:item>/check/", apply.item_check, name="item_check"),
    path("<str:reference>/apply/<slug:task>/item/<uuid:item>/<slug:page>/", apply.question, name="item_question"),
    path("<str:reference>/apply/<slug:task>/<slug:page>/", apply.question, name="question"),
]
