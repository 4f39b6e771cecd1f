"""Addresses of a claim. Everything about a claim has its reference in the address."""

from django.urls import path

from claims.views import apply, equality, evidence, sent, withdraw

app_name = "claims"
urlpatterns = [
    path("<slug:reference>/apply/", apply.tasks, name="tasks"),
    path("<slug:reference>/apply/check/", apply.check, name="check"),
    path("<slug:reference>/apply/declaration/", apply.declare, name="declare"),
    path("<slug:reference>/sent/", sent.sent, name="sent"),
    path("<slug:reference>/answers/", sent.answers, name="answers"),
    path("<slug:reference>/answers.pdf", sent.answers_to_keep, name="answers_pdf"),
    path("<slug:reference>/evidence/", evidence.evidence, name="evidence"),
    path("<slug:reference>/take-back/", withdraw.withdraw, name="withdraw"),
    path("<slug:reference>/equality/", equality.start, name="equality"),
    path("<slug:reference>/equality/skip/", equality.skip, name="equality_skip"),
    path("<slug:reference>/equality/check/", equality.check, name="equality_check"),
    path("<slug:reference>/equality/<slug:task>/check/", equality.to_check, name="equality_task_check"),
    path("<slug:reference>/equality/<slug:task>/<slug:page>/", equality.question, name="equality_question"),
    path("<slug:reference>/apply/<slug:task>/list/", apply.list_summary, name="list"),
    path("<slug:reference>/apply/<slug:task>/add/", apply.add_item, name="add_item"),
    path("<slug:reference>/apply/<slug:task>/check/", apply.task_check, name="task_check"),
    path("<slug:reference>/apply/<slug:task>/item/<uuid:item>/remove/", apply.remove_item, name="remove_item"),
    path("<slug:reference>/apply/<slug:task>/item/<uuid:item>/check/", apply.item_check, name="item_check"),
    path("<slug:reference>/apply/<slug:task>/item/<uuid:item>/<slug:page>/", apply.question, name="item_question"),
    path("<slug:reference>/apply/<slug:task>/<slug:page>/", apply.question, name="question"),
]
