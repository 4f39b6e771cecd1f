"""Large payments, to which two payment officers agree."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.step_up import needs_fresh_factor, needs_fresh_factor_to_send
from core import access, clock
from core.http import Request
from core.permissions import Permission
from payments.large import CannotAgree, as_seen_by, waiting_for_officers
from payments.models import Payment
from payments.selectors import account_of
from staff.access import Record, record_page
from staff.bank import payments_for
from staff.large_forms import REFUSE, AgreeForm
from staff.pages import record_response
from staff.services import agree_to_payments, refuse_payments

A_PAGE = 20


@needs_fresh_factor
@access.staff(Permission.AGREE_TO_PAYMENTS)
def waiting(request: Request) -> HttpResponse:
    """What waits, the longest first: who looked at it, and why it is not for who reads this where it is not. Those
    whose record they have open, and which they may, are agreed to together; the others are left, and said with why."""
    if request.method == "POST":
        batch = agree_to_payments(payments=_shown(request), by=request.actor)
        gone, begun = len(batch.gone), len(batch.begun)
        if gone:
            messages.success(request, ngettext("%(n)s payment goes.", "%(n)s payments go.", gone) % {"n": gone})
        if begun:
            words = ngettext("%(n)s payment waits for a second.", "%(n)s payments wait for a second.", begun)
            messages.success(request, words % {"n": begun})
        if batch.left:
            words = ngettext("%(n)s payment was left.", "%(n)s payments were left.", len(batch.left))
            messages.info(request, words % {"n": len(batch.left)})
    page = Paginator(payments_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    rows = as_seen_by(page.object_list, request.actor)
    return render(request, "staff/payments_to_agree.html", {"page": page, "rows": rows})


@needs_fresh_factor_to_send
@record_page(Permission.OPEN_CLAIMS)
def large(request: Request, record: Record) -> HttpResponse:
    """The large payments of a claim that wait: who agreed, who refused and why, and what who reads this may answer."""
    rows = as_seen_by(waiting_for_officers().filter(statement__claim=record.claim), request.actor)
    mine = [row for row in rows if not row.why_not]
    seconds = [row.payment for row in mine if row.looked_by]
    form = AgreeForm(request.POST if request.method == "POST" and seconds else None)
    if request.method == "POST" and mine:
        if not seconds:
            agree_to_payments(payments=[row.payment for row in mine], by=request.actor)
            messages.success(request, _("You have agreed. A second payment officer has to agree too."))
            return redirect("staff:large_payment", record.claim.reference)
        if form.is_valid():
            _answer(request, form, seconds)
            return redirect("staff:large_payment", record.claim.reference)
    account = account_of(record.claim, clock.today())
    context = {
        "rows": rows,
        "mine": mine,
        "form": form if seconds else None,
        "last_four": account.last_four if account else "",
        "has_errors": form.is_bound and not form.is_valid(),
    }
    return record_response(request, "staff/large_payment.html", record, context)


def _answer(request: Request, form: AgreeForm, payments: list[Payment]) -> None:
    try:
        if form.cleaned_data["answer"] == REFUSE:
            refuse_payments(payments=payments, note=form.cleaned_data["note"], by=request.actor)
            messages.success(request, _("The payment goes on waiting. The first officer can read why."))
        elif agree_to_payments(payments=payments, by=request.actor).left:
            messages.info(request, _("Somebody else has answered this already."))
        else:
            messages.success(request, _("The payment goes."))
    except CannotAgree:
        messages.info(request, _("Somebody else has answered this already."))


def _shown(request: Request) -> list[Payment]:
    """Those that the page they pressed the button on had for them: what came to wait since, nobody has looked at."""
    try:
        keys = [UUID(key) for key in request.POST.getlist("payment")[:A_PAGE]]
    except ValueError as wrong:
        raise Http404 from wrong
    return list(payments_for(request.actor).filter(pk__in=keys))
