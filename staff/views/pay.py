"""Recording pay that a claimant received, and what is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from claims.models import Fact
from govuk.formatting import day
from payments.models import Pay
from payments.pay import MAY_REPORT, PayRefused, report_pay
from rules.periods import Period, period_containing
from staff.access import Record, record_page
from staff.forms import PayForm
from staff.pages import record_response

PAY_A_PAGE = 20


@record_page(*MAY_REPORT)
def pay(request: HttpRequest, record: Record) -> HttpResponse:
    """Record one payday. The same one twice is one."""
    if record.claim.entitled_from is None:
        return record_response(request, "staff/no_pay_yet.html", record, {})
    form = PayForm(request.POST if request.method == "POST" else None, employers=_employers(record))
    if form.is_bound and form.is_valid() and _report(request, record, form):
        messages.success(request, _("The pay is recorded."))
        return redirect("staff:pay", record.claim.reference)
    rows = Pay.objects.as_known().filter(claim=record.claim).select_related("person").order_by("-paid_on", "-pk")
    page = Paginator(rows, PAY_A_PAGE).get_page(request.GET.get("page"))
    reported = [(each, _period(record, each)) for each in page.object_list]
    return record_response(request, "staff/pay.html", record, {"form": form, "page": page, "reported": reported})


def _report(request: HttpRequest, record: Record, form: PayForm) -> bool:
    """Whether it could be recorded; if not, the form says why."""
    first_day, paid_on = record.claim.entitled_from, form.cleaned_data["paid_on"]
    assert first_day is not None
    if paid_on < first_day:
        words = _("The day they were paid must be %(day)s or later: the first assessment period begins then")
        form.add_error("paid_on", words % {"day": day(first_day)})
        return False
    try:
        report_pay(
            claim=record.claim,
            person=record.person,
            employer=form.employer_name,
            paid_on=paid_on,
            net_pence=form.cleaned_data["net_pence"],
            by=request.actor,  # type: ignore[attr-defined]
        )
    except PayRefused as problem:
        form.add_error("paid_on", str(problem))
        return False
    return True


def _employers(record: Record) -> list[str]:
    """Whom they said they work for, or did since the claim began."""
    jobs = Fact.objects.as_known().filter(person=record.person, kind="job").order_by("recorded_at", "pk")
    return list(dict.fromkeys(fact.value["employer"] for fact in jobs))


def _period(record: Record, reported: Pay) -> Period:
    assert record.claim.entitled_from is not None
    return period_containing(record.claim.entitled_from, reported.paid_on)
