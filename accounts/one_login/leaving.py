"""Going from a page of ours to One Login: to be asked something, or to be signed out there too, because it keeps its
own session for an hour, on a borrowed phone as well."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.one_login.client import address_to_sign_out
from accounts.one_login.configuration import configuration, is_on
from accounts.one_login.kept import id_token_of
from accounts.one_login.web import NoAnswer
from core.http import Request


def way_out(request: Request) -> str:
    """Where to send somebody who signs out, to be asked before their session ends; empty when One Login did not begin
    it, or cannot be reached."""
    id_token = id_token_of(request) if is_on() else ""
    if not id_token:
        return ""
    try:
        return address_to_sign_out(configuration(), id_token=id_token)
    except NoAnswer:
        return ""


def leaving_signed_out(request: Request, address: str) -> HttpResponse:
    """Signed out here; a button leads on to One Login, to be signed out there too, and a link to staying."""
    context = {"address": address}
    return render(request, "accounts/one_login/signing_out.html", context)


def leaving_to_ask(request: Request, address: str) -> HttpResponse:
    """On to One Login, for whoever pressed a button for it, perhaps of a form: signing in again, agreeing to connect
    theirs. A page that goes on by itself, and not a redirect: browsers refuse one to elsewhere after a form that may
    only be sent to us (``form-action``), however many of our own pages lie between."""
    words = _("You come back here when you have finished there.")
    context = {"address": address, "title": _("Taking you to GOV.UK One Login"), "words": words}
    return render(request, "accounts/one_login/leaving.html", context)
