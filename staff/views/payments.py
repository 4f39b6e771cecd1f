"""Large payments, to which two payment officers agree."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from accounts.step_up import needs_fresh_factor
from core import access
from core.http import Request
from core.permissions import Permission
from payments.large import as_seen_by
from payments.models import Payment
from staff.bank import payments_for
from staff.services import agree_to_payments

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


def _shown(request: Request) -> list[Payment]:
    """Those that the page they pressed the button on had for them: what came to wait since, nobody has looked at."""
    try:
        keys = [UUID(key) for key in request.POST.getlist("payment")[:A_PAGE]]
    except ValueError as wrong:
        raise Http404 from wrong
    return list(payments_for(request.actor).filter(pk__in=keys))
