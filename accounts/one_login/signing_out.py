"""Signing out of One Login as well: it keeps its own session for an hour, on a borrowed phone too."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

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


def leaving(request: Request, address: str) -> HttpResponse:
    """A page that goes on to One Login by itself. Not a redirect: browsers refuse one to elsewhere after a form that
    may only be sent to us (``form-action``)."""
    return render(request, "accounts/one_login/leaving.html", {"address": address})
