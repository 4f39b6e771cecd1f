"""Addresses of accounts."""

from django.urls import path

from accounts.views import account, identity, language, one_login, one_login_account, reaching, session, sign_up

app_name = "accounts"
urlpatterns = [
    path("create-account/", sign_up.email, name="sign_up"),
    path("create-account/code/", sign_up.code, name="sign_up_code"),
    path("create-account/code/again/", sign_up.send_again, name="sign_up_again"),
    path("create-account/password/", sign_up.password, name="sign_up_password"),
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("stay-signed-in/", session.stay, name="stay"),
    path("signed-out/", session.signed_out, name="signed_out"),
    path("language/", language.language, name="language"),
    path("account/", account.account, name="account"),
    path("account/email/", reaching.email, name="change_email"),
    path("account/email/code/", reaching.email_code, name="change_email_code"),
    path("account/email/code/again/", reaching.email_again, name="change_email_again"),
    path("account/phone/", reaching.phone, name="change_phone"),
    path("account/phone/code/", reaching.phone_code, name="change_phone_code"),
    path("account/phone/code/again/", reaching.phone_again, name="change_phone_again"),
    path("account/phone/keep/", reaching.keep_phone, name="keep_phone"),
    path("account/phone/remove/", reaching.remove_phone, name="remove_phone"),
    path("account/contact/", reaching.contact, name="contact"),
    path("account/password/", account.password, name="change_password"),
    path("account/sessions/", account.sessions, name="sessions"),
    path("account/not-me/", account.not_me, name="not_me"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("sign-in/one-login/", one_login.start, name="one_login_start"),
    path("sign-in/one-login/return/", one_login.come_back, name="one_login_return"),
    path("sign-in/one-login/<slug:name>/", one_login.outcome, name="one_login_outcome"),
    path("account/one-login/", one_login_account.connection, name="one_login"),
    path("account/one-login/connect/", one_login_account.begin_connecting, name="one_login_connect"),
    path("account/one-login/agree/", one_login_account.agree, name="one_login_agree"),
    path("account/one-login/password/", one_login_account.password, name="one_login_password"),
    path("account/one-login/disconnect/", one_login_account.disconnect, name="one_login_disconnect"),
    path("account/identity/one-login/", one_login.prove, name="one_login_prove"),
    path("one-login/signed-out/", one_login.signed_out_there, name="one_login_signed_out_there"),
    path("account/identity/", identity.show, name="identity"),
    path("account/identity/documents/", identity.documents, name="identity_documents"),
    path("account/identity/face-to-face/", identity.face_to_face, name="identity_face_to_face"),
    path("account/identity/questions/", identity.questions, name="identity_questions"),
    path("account/identity/another-way/", identity.another_way, name="identity_another_way"),
]
