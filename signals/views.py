"""Pages of those who look at signals. Nothing is changed here but the signal itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import AccessReason
from audit.services import record_access_to_many
from core import access
from core.actor import Actor
from core.ids import REFERENCE
from core.permissions import Permission
from core.states import MoveRefused
from signals.forms import ALL, WAITS, FilterForm, OutcomeForm, possible_outcomes
from signals.kinds import BY_SLUG, Kind, outcomes_of
from signals.models import WAITING, Evidence, Outcome, Signal
from signals.rows import claim_rows, signal_rows, summary_of, usefulness_rows
from signals.selectors import people_of, signals_for, usefulness
from signals.services import Overtaken, note_outcome

SIGNALS_A_PAGE = 20
CLAIMS_A_PAGE = 10
NOTES_SHOWN = 50
_REFERENCE = re.compile(REFERENCE)


@access.staff(Permission.LOOK_AT_SIGNALS)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Signals, those first that have waited longest, by kind and by where they stand."""
    actor = request.actor  # type: ignore[attr-defined]
    asked = {name: request.GET[name] for name in FilterForm.base_fields if name in request.GET}
    chosen = {"kind": ALL, "state": WAITS, **asked}
    form = FilterForm(chosen)
    found = signals_for(actor)
    if form.is_valid():
        kind, state = form.cleaned_data["kind"], form.cleaned_data["state"]
        found = found.filter(state__in=WAITING) if state == WAITS else found.filter(state=state)
        found = found if kind == ALL else found.filter(kind=kind)
    reference = request.GET.get("claim", "")
    about = reference if _REFERENCE.fullmatch(reference) else ""
    if about:
        found = found.filter(pk__in=Evidence.objects.filter(claim__reference=about).values("signal"))
    page = Paginator(found.order_by("first_seen_at", "pk"), SIGNALS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": signal_rows(page.object_list),
        "about": about,
        "query": urlencode({**chosen, **({"claim": about} if about else {})}),
        "sees_outcomes": actor.may(Permission.LOOK_AT_STAFF_SIGNALS),
    }
    return render(request, "signals/list.html", context)


@access.staff(Permission.LOOK_AT_SIGNALS)
def show(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """One signal: what was seen, what it does not mean, the claims it is of, and what came of it. Seeing it is recorded
    for everybody on those claims; each claim is opened on its own, with a reason, as always."""
    actor = request.actor  # type: ignore[attr-defined]
    signal = get_object_or_404(signals_for(actor).select_related("staff"), pk=signal_id)
    kind = BY_SLUG[signal.kind]
    form = _form(None, signal, kind)
    if request.method == "POST":
        # By every outcome: what is sent twice is as right the second time, though it is not to be chosen any more.
        sent = OutcomeForm(request.POST, kind=kind, possible=outcomes_of(kind))
        is_overtaken = False
        if sent.is_valid():
            try:
                return _save(request, signal, sent.cleaned_data)
            except Overtaken:
                is_overtaken = True
                signal.refresh_from_db(fields=["state"])
        form = _form(request.POST, signal, kind)
        if form is None:
            return _closed_already(request, signal)
        if is_overtaken:
            form.add_error(None, _("Somebody noted what they found meanwhile. Read it, then save what you found"))
    rows = signal.evidence.select_related("claim").order_by("claim__reference", "seen_at", "pk")
    page = Paginator(rows, CLAIMS_A_PAGE).get_page(request.GET.get("page"))
    _record_sight(request, page, actor)
    context = {
        "kind": kind,
        "about": summary_of(signal),
        "page": page,
        "claims": claim_rows(signal, page.object_list),
        "notes": [(note, Outcome(note.outcome).label) for note in signal.notes.all()[:NOTES_SHOWN]],
        "form": form,
    }
    return render(request, "signals/signal.html", context)


@access.staff(Permission.LOOK_AT_STAFF_SIGNALS)
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """What came of each kind: a kind that is nearly always explained is of no use to anybody."""
    found = usefulness(request.actor)  # type: ignore[attr-defined]
    return render(request, "signals/outcomes.html", {"rows": usefulness_rows(found)})


def _form(typed: QueryDict | None, signal: Signal, kind: Kind) -> OutcomeForm | None:
    """What can still be said of it; None of one that is closed."""
    possible = possible_outcomes(signal)
    return OutcomeForm(typed, kind=kind, possible=possible) if possible else None


def _save(request: HttpRequest, signal: Signal, given: dict[str, Any]) -> HttpResponse:
    try:
        note_outcome(
            signal=signal,
            outcome=given["outcome"],
            text=given["text"],
            is_known_as=given.get("known_as") or "",
            read_up_to=request.POST.get("read_up_to"),
            by=request.actor,  # type: ignore[attr-defined]
        )
    except MoveRefused:
        return _closed_already(request, signal)
    messages.success(request, _("What you found is saved."))
    if given["outcome"] == Outcome.STILL:
        return redirect("signals:show", signal.pk)
    return redirect("signals:list")


def _closed_already(request: HttpRequest, signal: Signal) -> HttpResponse:
    messages.info(request, _("Somebody closed this signal meanwhile."))
    return redirect("signals:show", signal.pk)


def _record_sight(request: HttpRequest, evidence: Iterable[Evidence], actor: Actor) -> None:
    """The people on the claims can see who looked, as with every page about them."""
    claims = {row.claim.pk: row.claim.reference for row in evidence if row.claim}
    record_access_to_many(
        by=actor,
        whom=[(person, claims[claim]) for claim, people in people_of(claims).items() for person in people],
        reason=AccessReason.CHECK,
        note="",
        page=request.resolver_match.view_name,  # type: ignore[union-attr]
    )
