"""What we hold about somebody, and a copy of it: for the person themself only, and the copy only after they confirmed
again that it is them."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.closing import OF_THE_PUBLIC, CannotClose
from accounts.signing_in import end_session
from accounts.step_up import needs_fresh_factor, signed_in_user
from core import access, clock
from core.http import Request
from privacy.closing import StillOpen, close_own_account, what_is_open
from privacy.holdings import held_about
from privacy.models import COPY_KEPT_FOR, DataCopy
from privacy.pdf import copy_pdf
from privacy.services import ask_for_copy, note_download


@access.roles("claimant")
@require_safe
def held(request: Request) -> HttpResponse:
    """Each kind of data that we hold about this person: why, where from, who sees it, and until when."""
    return render(request, "privacy/held.html", {"kinds": held_about(request.actor)})


@access.roles("claimant")
@require_http_methods(["GET", "HEAD", "POST"])
@needs_fresh_factor
def copy(request: Request) -> HttpResponse:
    """Ask for a copy of one's data, and find it here once it is made."""
    if request.method == "POST":
        ask_for_copy(by=request.actor)
        messages.success(request, _("We are making your copy. We will tell you when it is ready."))
        return redirect("privacy:copy")
    copies = DataCopy.objects.for_actor(request.actor)
    making = copies.filter(ready_at=None).defer("document").first()
    return render(request, "privacy/copy.html", {"ready": _ready(request), "making": making})


@access.roles("claimant")
@require_safe
@needs_fresh_factor
def copy_document(request: Request) -> HttpResponse:
    """The copy to read, as a PDF."""
    return _file(request, "pdf")


@access.roles("claimant")
@require_safe
@needs_fresh_factor
def copy_data(request: Request) -> HttpResponse:
    """The copy for a computer to read, as JSON."""
    return _file(request, "json")


@access.roles("claimant")
@require_http_methods(["GET", "HEAD", "POST"])
@needs_fresh_factor
def close_account(request: Request) -> HttpResponse:
    """Say what becomes of an account that is closed, or why it cannot be now; then close it."""
    user = signed_in_user(request)
    if request.method == "POST":
        try:
            close_own_account(user=user, by=request.actor)
        except (StillOpen, CannotClose):
            return redirect("privacy:close_account")
        end_session(request)
        messages.success(request, _("Your account is closed."))
        return redirect("home:start")
    context = {"open": list(what_is_open(user.person)), "is_work": not OF_THE_PUBLIC.issuperset(user.roles)}
    return render(request, "privacy/close_account.html", context)


def _file(request: Request, form: str) -> HttpResponse:
    found = _ready(request)
    if found is None:
        raise Http404
    assert found.document is not None
    if form == "pdf":
        content, kind = copy_pdf(found.document), "application/pdf"
    else:
        content, kind = json.dumps(found.document, ensure_ascii=False, indent=2).encode(), "application/json"
    note_download(copy=found, form=form, by=request.actor)
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="universal-credit-your-data.{form}"'},
    )


def _ready(request: Request) -> DataCopy | None:
    """The copy that can be downloaded, whether or not the purge has been by."""
    since = clock.now() - COPY_KEPT_FOR
    return DataCopy.objects.for_actor(request.actor).filter(ready_at__gt=since).order_by("-ready_at").first()
