"""A claimant's record, and the number that they could not give."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.identity.levels import Thing
from accounts.identity.standing import Standing, standing_of
from accounts.models import Person
from claims.services import record_nino
from core.http import Request
from core.permissions import Permission
from signals.selectors import waiting_about
from staff.access import Record, record_page
from staff.circumstances import circumstances_of
from staff.conflicts import dealt_with_by
from staff.declared import declarations_of
from staff.forms import NinoForm
from staff.identity import CheckShown, checks_shown
from staff.pages import record_response
from staff.timeline import by_whom, in_words, timeline_of

EVENTS_A_PAGE = 20


class Known(NamedTuple):
    """Somebody on the claim, where they stand, and each check of who they are."""

    person: Person
    standing: Standing
    checks: list[CheckShown]


@record_page(Permission.OPEN_CLAIMS)
@require_safe
def show(request: Request, record: Record) -> HttpResponse:
    """Who they are, where the claim stands, what was declared, what is believed, what was decided and when."""
    people = [record.person]
    known = [Known(person, standing_of(person), checks_shown(person)) for person in record.people]
    events = Paginator(timeline_of(record.claim, people), EVENTS_A_PAGE).get_page(request.GET.get("events"))
    context = {
        "known": known,
        "is_identified": all(each.standing.may(Thing.ACCEPTANCE) for each in known),
        "decisions": list(record.claim.decisions.select_related("reason").order_by("-decided_at")),
        "declarations": declarations_of(record.claim),
        "circumstances": circumstances_of(record.claim, people),
        "dealt_with_by": dealt_with_by(record.claim),
        "signals": waiting_about(record.claim, request.actor).count(),
        "events": events,
        "timeline": [(event, in_words(event), by_whom(event)) for event in events.object_list],
    }
    return record_response(request, "staff/record.html", record, context)


@record_page(Permission.CHECK_IDENTITY)
def nino(request: Request, record: Record) -> HttpResponse:
    """Keep the National Insurance number that the claimant could not give."""
    if record.person.nino:
        return redirect("staff:record", record.claim.reference)
    form = NinoForm(request.POST) if request.method == "POST" else NinoForm()
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["nino"]
        record_nino(claim=record.claim, person=record.person, nino=number, by=request.actor)
        messages.success(request, _("The National Insurance number is saved."))
        return redirect("staff:record", record.claim.reference)
    return record_response(request, "staff/nino.html", record, {"form": form})
