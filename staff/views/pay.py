"""Recording what a claimant earned, what is recorded, and putting it right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.step_up import needs_fresh_factor_to_send
from claims.models import Fact
from core.permissions import Permission
from govuk.formatting import day
from payments.models import Pay
from payments.pay import PayRefused, correct_pay, report_pay, withdraw_pay
from rules.periods import Period, period_containing
from staff.access import Record, record_page
from staff.pages import record_response
from staff.pay_forms import CorrectPayForm, PayForm

PAY_A_PAGE = 20


@needs_fresh_factor_to_send
@record_page(Permission.RECORD_PAY)
def pay(request: HttpRequest, record: Record) -> HttpResponse:
    """Record one payday, or one period's profit. The same one twice is one."""
    if record.claim.entitled_from is None:
        return record_response(request, "staff/no_pay_yet.html", record, {})
    form = PayForm(
        request.POST if request.method == "POST" else None,
        employers=_employers(record),
        self_employed=_is_self_employed(record),
    )
    if form.is_bound and form.is_valid() and _report(request, record, form):
        messages.success(request, _("The pay is recorded."))
        return redirect("staff:pay", record.claim.reference)
    rows = Pay.objects.as_known().filter(claim=record.claim).select_related("person").order_by("-paid_on", "-pk")
    page = Paginator(rows, PAY_A_PAGE).get_page(request.GET.get("page"))
    reported = [(each, _period(record, each)) for each in page.object_list]
    return record_response(request, "staff/pay.html", record, {"form": form, "page": page, "reported": reported})


@needs_fresh_factor_to_send
@record_page(Permission.RECORD_PAY)
def correct(request: HttpRequest, record: Record, pay_id: UUID) -> HttpResponse:
    """Put right what was recorded wrong."""
    wrong = get_object_or_404(Pay, pk=pay_id, claim=record.claim)
    if wrong.superseded_at:
        return _replaced_already(request, record)
    form = CorrectPayForm(request.POST if request.method == "POST" else None, pay=wrong)
    if form.is_bound and form.is_valid() and _is_in_a_period(record, form):
        try:
            correct_pay(pay=wrong, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except PayRefused as problem:
            form.add_error("paid_on" if "paid_on" in form.fields else "net_pence", str(problem))
        else:
            messages.success(request, _("The change is saved."))
            return redirect("staff:pay", record.claim.reference)
    return record_response(request, "staff/correct_pay.html", record, {"form": form})


@needs_fresh_factor_to_send
@record_page(Permission.RECORD_PAY)
def withdraw(request: HttpRequest, record: Record, pay_id: UUID) -> HttpResponse:
    """Remove what was never paid, after asking."""
    wrong = get_object_or_404(Pay, pk=pay_id, claim=record.claim)
    if wrong.superseded_at:
        return _replaced_already(request, record)
    if request.method == "POST":
        try:
            withdraw_pay(pay=wrong, by=request.actor)  # type: ignore[attr-defined]
        except PayRefused:
            return _replaced_already(request, record)
        messages.success(request, _("The pay is removed."))
        return redirect("staff:pay", record.claim.reference)
    return record_response(request, "staff/withdraw_pay.html", record, {"pay": wrong, "period": _period(record, wrong)})


def _report(request: HttpRequest, record: Record, form: PayForm) -> bool:
    """Whether it could be recorded; if not, the form says why."""
    if not _is_in_a_period(record, form):
        return False
    try:
        report_pay(
            claim=record.claim,
            person=record.person,
            kind=form.kind,
            employer=form.employer_name,
            paid_on=form.cleaned_data["paid_on"],
            net_pence=form.cleaned_data["net_pence"],
            by=request.actor,  # type: ignore[attr-defined]
        )
    except PayRefused as problem:
        form.add_error("paid_on", str(problem))
        return False
    return True


def _is_in_a_period(record: Record, form: PayForm | CorrectPayForm) -> bool:
    first_day, paid_on = record.claim.entitled_from, form.cleaned_data.get("paid_on")
    assert first_day is not None
    if paid_on is None or paid_on >= first_day:
        return True
    words = _("The day they were paid must be %(day)s or later: the first assessment period begins then")
    form.add_error("paid_on", words % {"day": day(first_day)})
    return False


def _replaced_already(request: HttpRequest, record: Record) -> HttpResponse:
    messages.info(request, _("That was changed or removed already."))
    return redirect("staff:pay", record.claim.reference)


def _employers(record: Record) -> list[str]:
    """Whom they said they work for, or did since the claim began."""
    jobs = Fact.objects.as_known().filter(person=record.person, kind="job").order_by("recorded_at", "pk")
    return list(dict.fromkeys(fact.value["employer"] for fact in jobs))


def _is_self_employed(record: Record) -> bool:
    """Whether they said that they are, or were since the claim began."""
    return any(
        work.value["self_employed"] for work in Fact.objects.as_known().filter(person=record.person, kind="work")
    )


def _period(record: Record, reported: Pay) -> Period:
    assert record.claim.entitled_from is not None
    return period_containing(record.claim.entitled_from, reported.paid_on)
