"""Addresses for staff. Everything about a claim has its reference in the address."""

from django.urls import path

from staff.views import accounts, bank, conflicts, decide, employers, helpers, home, identity, pay, record, to_send

app_name = "staff"
ONE = "claims/<slug:reference>/people/<uuid:person_id>"
"""About one of the people on a claim."""
urlpatterns = [
    path("", home.home, name="home"),
    path("find/", home.find, name="find"),
    path("to-send/", to_send.waiting, name="to_send"),
    path("to-send/<uuid:message_id>/", to_send.send, name="send_by_hand"),
    path("employers/", employers.waiting, name="employers"),
    path("employers/<slug:employer>/", employers.show, name="employer"),
    path("employers/<slug:employer>/check/", employers.check, name="employer_check"),
    path("employers/<slug:employer>/invite/", employers.invite, name="employer_invite"),
    path("employers/<slug:employer>/<slug:event>/", employers.decision, name="employer_decision"),
    path("people-you-know/", conflicts.known, name="known"),
    path("people-you-know/add/", conflicts.add_known, name="add_known"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<uuid:known_id>/end/", conflicts.end, name="end_known"),
    path("claims/<slug:reference>/hand-over/", conflicts.hand_over, name="hand_over"),
    path("claims/<slug:reference>/let-back/", conflicts.let_back, name="let_back"),
    path("identity/", identity.waiting, name="identities"),
    path("claims/<slug:reference>/open/", home.open_claim, name="open"),
    path("claims/<slug:reference>/", record.show, name="record"),
    path("claims/<slug:reference>/identity/", identity.show, name="identity"),
    path(f"{ONE}/identity/", identity.show, name="identity_of"),
    path(f"{ONE}/identity/documents/", identity.documents, name="identity_documents"),
    path(f"{ONE}/identity/face-to-face/", identity.face_to_face, name="identity_face_to_face"),
    path(f"{ONE}/identity/questions/", identity.questions, name="identity_questions"),
    path(f"{ONE}/identity/<uuid:check_id>/take-back/", identity.take_back, name="identity_take_back"),
    path("claims/<slug:reference>/first-payment/", identity.first_payment, name="first_payment"),
    path(f"{ONE}/national-insurance/", record.nino, name="nino"),
    path("accounts/", accounts.concerns, name="concerns"),
    path("accounts/<uuid:concern_id>/", accounts.concern, name="concern"),
    path("claims/<slug:reference>/back-in/", accounts.recovery, name="recovery"),
    path(f"{ONE}/back-in/", accounts.recovery, name="recovery_of"),
    path("claims/<slug:reference>/helpers/", helpers.show, name="helpers"),
    path(f"{ONE}/helpers/", helpers.show, name="helpers_of"),
    path(f"{ONE}/helpers/appointee/", helpers.appoint, name="appointee"),
    path(f"{ONE}/helpers/<uuid:help_id>/end/", helpers.end, name="end_help"),
    path("claims/<slug:reference>/decide/", decide.decide, name="decide"),
    path("claims/<slug:reference>/decide/accept/", decide.why, {"outcome": "accept"}, name="accept"),
    path("claims/<slug:reference>/decide/refuse/", decide.why, {"outcome": "refuse"}, name="refuse"),
    path("accounts-to-check/", bank.waiting, name="accounts_to_check"),
    path("claims/<slug:reference>/account/", bank.show, name="account"),
    path("claims/<slug:reference>/account/check/", bank.check_account, name="check_account"),
    path("claims/<slug:reference>/account/record/", bank.record_account, name="record_account"),
    path("claims/<slug:reference>/pay/", pay.pay, name="pay"),
    path("claims/<slug:reference>/pay/<uuid:pay_id>/change/", pay.correct, name="correct_pay"),
    path("claims/<slug:reference>/pay/<uuid:pay_id>/remove/", pay.withdraw, name="withdraw_pay"),
]
