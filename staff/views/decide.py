"""Accepting or refusing a claim: why, a look at what will happen, then the decision. Made once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from accounts.models import Person
from accounts.step_up import needs_fresh_factor
from claims.models import ClaimState, ReasonCode
from claims.services import CannotAccept, accept_claim, refuse_claim
from core import clock
from core.holidays import HolidaysUnknown
from core.permissions import Permission
from core.states import MoveRefused
from payments.assessment import country_of, pay_date_of
from rules.periods import assessment_period, last_day_of_month_from
from staff.access import Record, record_page
from staff.forms import AcceptForm, DecisionForm, RefuseForm
from staff.pages import record_response
from staff.selectors import home_of, latest_decision, reasons_for

ACCEPT, REFUSE = ReasonCode.Outcome.ACCEPT, ReasonCode.Outcome.REFUSE
FORMS = {ACCEPT: AcceptForm, REFUSE: RefuseForm}


@record_page(Permission.DECIDE_CLAIMS)
def decide(request: HttpRequest, record: Record) -> HttpResponse:
    """Accept or refuse?"""
    if record.claim.state != ClaimState.SUBMITTED:
        return _decided(request, record)
    form = DecisionForm(request.POST) if request.method == "POST" else DecisionForm()
    if form.is_bound and form.is_valid():
        return redirect(f"staff:{form.cleaned_data['outcome']}", record.claim.reference)
    return record_response(request, "staff/decide.html", record, {"form": form})


@needs_fresh_factor
@record_page(Permission.DECIDE_CLAIMS)
def why(request: HttpRequest, record: Record, outcome: str) -> HttpResponse:
    """The reason; sent once it is shown for checking, and sent again with "confirmed" it is the decision."""
    if record.claim.state != ClaimState.SUBMITTED:
        return _decided(request, record)
    if outcome == ACCEPT and (lacking := _lacking(record)):
        return record_response(request, "staff/cannot_accept.html", record, {"lacking": lacking})
    data = request.POST if request.method == "POST" else None
    form = FORMS[ReasonCode.Outcome(outcome)](data, reasons=reasons_for(outcome), home=home_of(record.claim))
    if not form.is_valid() or "change" in request.POST:
        return record_response(request, "staff/why.html", record, {"form": form, "outcome": outcome})
    if "confirmed" not in request.POST:
        return record_response(request, "staff/check_decision.html", record, _consequences(record, form, outcome))
    try:
        _make_decision(request, record, form, outcome)
    except MoveRefused:
        record.claim.refresh_from_db()
        return _decided(request, record)
    except CannotAccept as problem:
        form.add_error(None, str(problem))
        return record_response(request, "staff/why.html", record, {"form": form, "outcome": outcome})
    messages.success(request, _("The claim is accepted.") if outcome == ACCEPT else _("The claim is refused."))
    return redirect("staff:record", record.claim.reference)


def _make_decision(request: HttpRequest, record: Record, form: Any, outcome: str) -> None:
    given = {"claim": record.claim, "reason": form.chosen, "note": form.cleaned_data["note"] or ""}
    by = request.actor  # type: ignore[attr-defined]
    if outcome == REFUSE:
        refuse_claim(**given, by=by)
        return
    accept_claim(**given, brma=form.cleaned_data.get("brma") or "", london=form.cleaned_data.get("london"), by=by)


def _lacking(record: Record) -> list[tuple[Person, bool, bool]]:
    """Who on this claim lacks what an award needs: proof of who they are, or a National Insurance number."""
    lacking = [(each, not standing_of(each).may(Thing.ACCEPTANCE), not each.nino) for each in record.people]
    return [each for each in lacking if any(each[1:])]


def _consequences(record: Record, form: Any, outcome: str) -> dict[str, Any]:
    """What will happen when the decision is made."""
    rows = [
        {"key": form.fields[name].label, "value": form.fields[name].display(form.cleaned_data[name])}
        for name in form.fields
    ]
    context = {"form": form, "outcome": outcome, "rows": rows, "explanation": form.chosen.explanation}
    if outcome == REFUSE:
        return {**context, "challenge_by": last_day_of_month_from(clock.today())}
    first_day = record.claim.claimed_on
    assert first_day is not None
    first = assessment_period(first_day, 1)
    try:
        pay_day = pay_date_of(first, country_of(record.claim, first_day))
    except HolidaysUnknown:
        pay_day = None
    return {**context, "first_period": first, "pay_day": pay_day}


def _decided(request: HttpRequest, record: Record) -> HttpResponse:
    """Nothing is left to decide: by whom, when and how it was."""
    decision = latest_decision(record.claim)
    context = {
        "decision": decision,
        "decided_on": timezone.localdate(decision.decided_at) if decision else None,
        "is_mine": bool(decision and decision.decided_by_id == request.actor.user_id),  # type: ignore[attr-defined]
    }
    return record_response(
        request, "staff/decided.html", record, context, status=409 if request.method == "POST" else 200
    )
