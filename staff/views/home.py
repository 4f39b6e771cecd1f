"""What waits, and finding a claim."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.throttle import MustWait, round_up
from audit.services import record
from claims.access import in_capitals
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from claims.records import opening_of, people_on
from core import access, clock
from core.permissions import Permission
from employers.selectors import to_check
from letters.selectors import to_send
from signals.selectors import waiting_for
from staff.access import claim_or_kept
from staff.appointments import absences_for, unmet_for
from staff.arrived import strangers_for
from staff.bank import accounts_to_check, payments_for
from staff.conflicts import handed_to
from staff.contacts import promises_waiting
from staff.forms import FindForm, OpenForm
from staff.identity import identities_waiting
from staff.messages import waiting_for as waiting_for_answer
from staff.opening import open_with_reason, records_an_hour
from staff.selectors import concerns_for, find_claims, opened_claims, waiting_claims
from staff.to_send import to_settle_for
from staff.todos import todos_waiting

CLAIMS_A_PAGE = 20
OPEN_SHOWN = 5
HANDED_SHOWN = 20


@access.staff(Permission.OPEN_CLAIMS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Claims that wait for a decision, the longest wait first, the open records, and how much else waits."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "page": _page(request, waiting_claims(actor)),
        "opened": list(opened_claims(actor)[:OPEN_SHOWN]),
        "handed": list(handed_to(actor)[:HANDED_SHOWN]),
        "oversees": actor.may(Permission.OVERSEE_CONFLICTS),
        "today": clock.today(),
        "find": FindForm(),
        "to_send": to_send(actor).count() if actor.may(Permission.SEND_BY_HAND) else None,
        "unsure": to_settle_for(actor).count() if actor.may(Permission.SEND_BY_HAND) else None,
        "to_answer": waiting_for_answer(actor) if actor.may(Permission.ANSWER_MESSAGES) else None,
        "promises": promises_waiting(actor) if actor.may(Permission.ANSWER_MESSAGES) else None,
        "strangers": strangers_for(actor).waiting().count() if actor.may(Permission.SORT_MAIL) else None,
        "identities": identities_waiting(actor),
        "todos": todos_waiting(actor).count() if actor.may(Permission.DEAL_WITH_TODOS) else None,
        "accounts": accounts_to_check(actor) if actor.may(Permission.CHECK_ACCOUNTS) else None,
        "large": payments_for(actor).count() if actor.may(Permission.AGREE_TO_PAYMENTS) else None,
        "concerns": concerns_for(actor).open().count() if actor.may(Permission.DEAL_WITH_CONCERNS) else None,
        "absences": absences_for(actor).count() if actor.may(Permission.DECIDE_CLAIMS) else None,
        "meets": actor.may(Permission.MEET_PEOPLE),
        "unmet": unmet_for(actor).count() if actor.may(Permission.MEET_PEOPLE) else None,
        "employers": to_check(actor).count() if actor.may(Permission.CHECK_EMPLOYERS) else None,
        "signals": waiting_for(actor).count() if actor.may(Permission.LOOK_AT_SIGNALS) else None,
    }
    return render(request, "staff/home.html", context)


@access.staff(Permission.OPEN_CLAIMS)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Claims found by reference or family name. That a search was made, and what it found, is recorded."""
    actor = request.actor  # type: ignore[attr-defined]
    form = FindForm(request.GET) if "q" in request.GET else FindForm()
    page = None
    if form.is_bound and form.is_valid():
        page = _page(request, find_claims(actor, form.cleaned_data["q"]))
        record("claims_searched", by=actor, found=[claim.reference for claim in page.object_list])
    return render(request, "staff/find.html", {"form": form, "page": page})


@access.staff(Permission.OPEN_CLAIMS)
def open_claim(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Say why the record is opened; then it is, for eight hours. Nobody opens very many in an hour."""
    actor = request.actor  # type: ignore[attr-defined]
    if elsewhere := in_capitals(request, reference):
        return elsewhere
    claim = claim_or_kept(request, reference)
    if not isinstance(claim, Claim):
        return claim
    form = OpenForm(request.POST) if request.method == "POST" else OpenForm()
    if form.is_bound and form.is_valid():
        try:
            open_with_reason(claim=claim, reason=form.cleaned_data["reason"], note=form.cleaned_data["note"], by=actor)
        except MustWait as waiting:
            context = {"again_at": round_up(waiting.until), "most": records_an_hour().free}
            return render(request, "staff/opened_many.html", context, status=429)
        return redirect("staff:record", claim.reference)
    context = {"form": form, "claim": claim, "people": people_on(claim), "opening": opening_of(claim, actor)}
    return render(request, "staff/open.html", context)


def _page(request: HttpRequest, claims: ClaimQuerySet) -> Page[Claim]:
    return Paginator(claims, CLAIMS_A_PAGE).get_page(request.GET.get("page"))
