"""Your account: how you sign in, when you did, and how sure we are of who you are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import DocumentKind, IdentityLevel, Person, User
from accounts.one_login.signing_out import leaving, way_out
from accounts.selectors import sign_ins_of
from accounts.services import end_sessions
from accounts.signing_in import end_session
from core import access
from core.http import Request

SIGN_INS_SHOWN = 10


@access.signed_in
def account(request: Request) -> HttpResponse:
    """The signed-in user's own account."""
    return render(
        request,
        "accounts/account.html",
        {
            "user": request.user,
            "sign_ins": list(sign_ins_of(request.actor)[:SIGN_INS_SHOWN]),
            "is_claimant": request.actor.person_id is not None,
        },
    )


@access.signed_in
@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of this user, this one too."""
    assert request.actor.user_id is not None
    address = way_out(request)
    end_sessions(User.objects.get(pk=request.actor.user_id), by=request.actor)
    end_session(request)
    if address:
        return leaving(request, address)
    return redirect("accounts:signed_out")


@access.roles("claimant")
def identity(request: Request) -> HttpResponse:
    """Whether we know who this person is, and the ways to prove it."""
    person = get_object_or_404(Person.objects.for_actor(request.actor).defer("nino"))
    return render(
        request,
        "accounts/identity.html",
        {
            "documents": [kind.label for kind in DocumentKind],
            "is_checked": person.identity_level != IdentityLevel.NONE,
        },
    )
