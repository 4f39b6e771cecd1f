"""Addresses for staff. Everything about a claim has its reference in the address."""

from django.urls import path

from staff.views import decide, home, pay, record, to_send

app_name = "staff"
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", home.find, name="find"),
    path("to-send/", to_send.waiting, name="to_send"),
    path("to-send/<uuid:message_id>/", to_send.send, name="send_by_hand"),
    path("claims/<slug:reference>/open/", home.open_claim, name="open"),
    path("claims/<slug:reference>/", record.show, name="record"),
    path("claims/<slug:reference>/identity/", record.identity, name="identity"),
    path("claims/<slug:reference>/national-insurance/", record.nino, name="nino"),
    path("claims/<slug:reference>/decide/", decide.decide, name="decide"),
    path("claims/<slug:reference>/decide/accept/", decide.why, {"outcome": "accept"}, name="accept"),
    path("claims/<slug:reference>/decide/refuse/", decide.why, {"outcome": "refuse"}, name="refuse"),
    path("claims/<slug:reference>/pay/", pay.pay, name="pay"),
    path("claims/<slug:reference>/pay/<uuid:pay_id>/change/", pay.correct, name="correct_pay"),
    path("claims/<slug:reference>/pay/<uuid:pay_id>/remove/", pay.withdraw, name="withdraw_pay"),
]
