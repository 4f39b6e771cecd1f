"""What people told us about their account, and helping somebody back into theirs."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Recovery
from accounts.recovery import Begun, CannotRecover, fresh_check, give_another_code
from accounts.sign_up import AlreadyHasAccount
from accounts.step_up import needs_fresh_factor
from accounts.throttle import MustWait
from claims.postal import claim_of
from claims.records import record_contact
from core import access, clock
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from staff.access import Record, record_page
from staff.account_forms import AnotherCodeForm, ConcernForm, RecoveryForm
from staff.opening import deal_with_one
from staff.pages import did_many, record_response, whose_page
from staff.recovery import help_back_in, stop_help
from staff.selectors import concerns_for

CONCERNS_A_PAGE = 20


@access.staff(Permission.DEAL_WITH_CONCERNS)
@require_safe
def concerns(request: Request) -> HttpResponse:
    """What nobody has looked into, the longest wait first."""
    page = Paginator(concerns_for(request.actor).open(), CONCERNS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/concerns.html", {"page": page})


@access.staff(Permission.DEAL_WITH_CONCERNS)
def concern(request: Request, concern_id: UUID) -> HttpResponse:
    """Whose account it is, and what was done about it. Seeing it is recorded, and the claimant can see that."""
    found = get_object_or_404(concerns_for(request.actor).select_related("user__person"), pk=concern_id)
    form = ConcernForm(request.POST) if request.method == "POST" else ConcernForm()
    if form.is_bound and form.is_valid():
        try:
            deal_with_one(concern=found, note=form.cleaned_data["note"], by=request.actor)
        except MustWait as waiting:
            return did_many(request, waiting, typed=form.cleaned_data["note"])
        messages.success(request, _("It is noted what was done."))
        return redirect("staff:concerns")
    person = getattr(found.user, "person", None)
    claim = claim_of(person) if person else None
    if person:
        record_contact(
            person=person, claim=claim, note=found.get_kind_display(), page="staff:concern", by=request.actor
        )
    context = {"concern": found, "person": person, "claim": claim, "form": form}
    return render(request, "staff/concern.html", context)


@needs_fresh_factor
@record_page(Permission.HELP_BACK_IN)
def recovery(request: Request, record: Record) -> HttpResponse:
    """Give somebody a way back into their account who lost their phone or their email address; of a couple, first
    whose it is."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:recovery_of", _("Whose account?"))
    person = record.person
    latest = Recovery.objects.filter(user=person.user_id).first() if person.user_id else None
    if latest and latest.may_be_stopped(clock.today()):
        return _under_way(request, record, latest)
    if person.user_id is None or fresh_check(person, request.actor) is None:
        return record_response(
            request, "staff/recovery_first.html", record, {"has_account": person.user_id is not None}
        )
    form = RecoveryForm(request.POST, person=person) if request.method == "POST" else RecoveryForm(person=person)
    if form.is_bound and form.is_valid():
        try:
            begun = help_back_in(claim=record.claim, person=person, by=request.actor, **form.cleaned_data)
        except AlreadyHasAccount:
            form.add_error("new_email", _("Another account has this email address"))
        except CannotRecover:
            return redirect("staff:recovery_of", record.claim.reference, record.person.pk)
        else:
            return _given(request, record, begun)
    return record_response(request, "staff/recovery.html", record, {"form": form})


def _under_way(request: Request, record: Record, latest: Recovery) -> HttpResponse:
    """It was begun: another code, or stopping it."""
    form = AnotherCodeForm(person=record.person, new_email=latest.new_email or "")
    if "stop" in request.POST:
        try:
            stop_help(recovery=latest, person=record.person, by=request.actor)
        except MoveRefused:
            return redirect("staff:recovery_of", record.claim.reference, record.person.pk)
        messages.success(request, _("It is stopped. What has to be looked into is in your list of work."))
        return redirect("staff:record", record.claim.reference)
    if request.method == "POST":
        form = AnotherCodeForm(request.POST, person=record.person, new_email=latest.new_email or "")
        if form.is_valid():
            try:
                begun = give_another_code(
                    recovery=latest, person=record.person, way=form.cleaned_data["way"], by=request.actor
                )
            except CannotRecover:
                return record_response(request, "staff/recovery_first.html", record, {"has_account": True})
            return _given(request, record, begun)
    context = {"recovery": latest, "form": form, "is_fresh": fresh_check(record.person, request.actor) is not None}
    return record_response(request, "staff/recovery_under_way.html", record, context)


def _given(request: Request, record: Record, begun: Begun) -> HttpResponse:
    """The code went, or here it is, this once."""
    return record_response(
        request, "staff/recovery_given.html", record, {"begun": begun, "begun_url": f"{settings.SERVICE_URL}/back-in/"}
    )
