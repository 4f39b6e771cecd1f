"""Messages to many people: prepared, started, looked at while they go, and stopped."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access
from core.permissions import Permission
from core.states import MoveRefused
from notifications.audiences import AUDIENCES
from notifications.bulk import CannotSendToMany, prepare_bulk, progress
from notifications.bulk_running import go_on_with_bulk, start_bulk, stop_bulk
from notifications.models import BulkSend
from notifications.standstill import standstill
from notifications.templates import TEMPLATES
from notifications.templates import render as words_of
from staff.bulk_forms import BulkForm

SHOWN = 20
BUTTONS = {"start": start_bulk, "stop": stop_bulk, "go_on": go_on_with_bulk}


@access.staff(Permission.SEND_TO_MANY)
@require_safe
def bulk_sends(request: HttpRequest) -> HttpResponse:
    """Those there were, the newest first."""
    page = Paginator(BulkSend.objects.order_by("-prepared_at", "-pk"), SHOWN).get_page(request.GET.get("page"))
    rows = [(each, TEMPLATES[each.template].when) for each in page.object_list if each.template in TEMPLATES]
    context = {"page": page, "rows": rows, "standstill": standstill()}
    return render(request, "staff/bulk_sends.html", context)


@access.staff(Permission.SEND_TO_MANY)
def new_bulk(request: HttpRequest) -> HttpResponse:
    """Which message, to whom and how fast; they are counted, and nothing is sent yet."""
    form = BulkForm(request.POST) if request.method == "POST" else BulkForm()
    if form.is_bound and form.is_valid():
        try:
            bulk = prepare_bulk(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except CannotSendToMany:
            form.add_error("audience", _("Nobody would get it: select other people"))
        else:
            return redirect("staff:bulk_send", bulk.pk)
    return render(request, "staff/new_bulk.html", {"form": form})


@access.staff(Permission.SEND_TO_MANY)
def bulk_send(request: HttpRequest, bulk_id: UUID) -> HttpResponse:
    """One: its words, how far it has come, and the button to start, stop or go on with it."""
    bulk = get_object_or_404(BulkSend, pk=bulk_id)
    if request.method == "POST":
        return _pressed(request, bulk)
    context = {
        "bulk": bulk,
        "words": {language: words_of(bulk.template, language, {}) for language in ("en", "cy")},
        "audience": AUDIENCES[bulk.audience].words,
        "progress": progress(bulk),
    }
    return render(request, "staff/bulk_send.html", context)


def _pressed(request: HttpRequest, bulk: BulkSend) -> HttpResponse:
    event = request.POST.get("do", "")
    if event in BUTTONS:
        try:
            BUTTONS[event](bulk=bulk, by=request.actor)  # type: ignore[attr-defined]
        except MoveRefused:
            messages.info(request, _("Somebody was faster. This is how it stands now."))
    return redirect("staff:bulk_send", bulk.pk)
