"""Addresses of accounts."""

from django.urls import path

from accounts.views import account, language, session, sign_up

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
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/identity/", account.identity, name="identity"),
]
