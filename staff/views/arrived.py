"""Email and texts from nobody we know: read, passed on to whose they are, or closed, each with why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record
from claims.records import people_on
from conversations.inbound.models import Arrived, Unknown
from conversations.inbound.services import close
from core import access
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from staff.arrived import claims_with_its_number, pass_to, strangers_for
from staff.arrived_forms import CloseForm, PassOnForm, WhoseForm
from staff.selectors import as_reference, claims_for_staff

A_PAGE = 20


@access.staff(Permission.SORT_MAIL)
@require_safe
def strangers(request: Request) -> HttpResponse:
    """What waits, the longest wait first, without its words or where it is from; and automatic mail, which does not."""
    of = "automatic" if request.GET.get("of") == "automatic" else "waiting"
    found = strangers_for(request.actor)
    rows = found.automatic() if of == "automatic" else found.waiting()
    page = Paginator(rows.defer("reference", "address", "subject", "words", "note"), A_PAGE)
    return render(request, "staff/strangers.html", {"page": page.get_page(request.GET.get("page")), "of": of})


@access.staff(Permission.SORT_MAIL)
def stranger(request: Request, arrived_id: UUID) -> HttpResponseBase:
    """One of them. That it was read is recorded. On which claim whoever wrote it is, is asked for."""
    arrived = _found(request, arrived_id)
    form = WhoseForm(request.POST) if request.method == "POST" else WhoseForm()
    if form.is_bound and form.is_valid():
        reference = as_reference(form.cleaned_data["reference"])
        if claims_for_staff(request.actor).filter(reference=reference).exists():
            return redirect("staff:pass_on", arrived.pk, reference)
        form.add_error("reference", _("There is no claim with this reference that you can open"))
    claims = []
    if arrived.is_waiting and arrived.unknown_because == Unknown.SEVERAL:
        claims = list(claims_with_its_number(arrived, request.actor)[:A_PAGE])
    record("mail_read", by=request.actor, subject=arrived, found=[each.reference for each in claims])
    return render(request, "staff/stranger.html", {"arrived": arrived, "form": form, "claims": claims})


@access.staff(Permission.SORT_MAIL)
def pass_one_on(request: Request, arrived_id: UUID, reference: str) -> HttpResponseBase:
    """Pass one on to somebody on a claim."""
    arrived = _found(request, arrived_id)
    claim = get_object_or_404(claims_for_staff(request.actor), reference=reference)
    people = [each for each in people_on(claim) if each.pk != request.actor.person_id]
    form = PassOnForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid():
        person = next(each for each in people if str(each.pk) == form.cleaned_data["person"])
        try:
            pass_to(arrived=arrived, claim=claim, person=person, why=form.cleaned_data["reason"], by=request.actor)
        except MoveRefused:
            messages.info(request, _("Somebody has dealt with that already."))
        else:
            messages.success(request, _("It is passed on. It waits to be answered with their messages."))
        return redirect("staff:strangers")
    return render(request, "staff/pass_on.html", {"arrived": arrived, "claim": claim, "form": form})


@access.staff(Permission.SORT_MAIL)
def close_one(request: Request, arrived_id: UUID) -> HttpResponseBase:
    """Note why there is nothing to do about one."""
    arrived = _found(request, arrived_id)
    form = CloseForm(request.POST) if request.method == "POST" else CloseForm()
    if form.is_bound and form.is_valid():
        try:
            close(arrived=arrived, why=form.cleaned_data["reason"], by=request.actor)
        except MoveRefused:
            messages.info(request, _("Somebody has dealt with that already."))
        else:
            messages.success(request, _("It is closed."))
        return redirect("staff:strangers")
    return render(request, "staff/close_stranger.html", {"arrived": arrived, "form": form})


def _found(request: Request, arrived_id: UUID) -> Arrived:
    found: Arrived | None = strangers_for(request.actor).filter(pk=arrived_id).first()
    if found is None:
        raise Http404
    return found
