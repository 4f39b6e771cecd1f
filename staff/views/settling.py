"""Messages of which nobody knows whether they went: a member of staff decides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.postal import claim_of
from claims.records import record_contact
from core import access
from core.permissions import Permission
from core.states import MoveRefused
from letters.addressing import not_to_close_people, with_people
from notifications.models import Message, MessageState
from notifications.settling import say_sent, send_again
from notifications.standstill import standstill
from notifications.templates import TEMPLATES
from staff.to_send import to_settle_for

MESSAGES_A_PAGE = 20
DECISIONS = {"sent": say_sent, "again": send_again}
"""What each button does."""


@access.staff(Permission.SEND_BY_HAND)
@require_safe
def unsure(request: HttpRequest) -> HttpResponse:
    """What waits to be decided, the longest wait first."""
    found = to_settle_for(request.actor).defer("address", "body")  # type: ignore[attr-defined]
    page = Paginator(found, MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": with_people(page.object_list), "standstill": standstill()}
    return render(request, "staff/unsure.html", context)


@access.staff(Permission.SEND_BY_HAND)
def settle(request: HttpRequest, unsure_id: UUID) -> HttpResponse:
    """One message, with what is known of it, and two buttons. Whoever was faster has decided."""
    actor = request.actor  # type: ignore[attr-defined]
    message = to_settle_for(actor).defer("address", "body").filter(pk=unsure_id).first()
    if message is None:
        get_object_or_404(not_to_close_people(actor, Message.objects.defer("address", "body")), pk=unsure_id)
        messages.info(request, _("Somebody has decided about that message already."))
        return redirect("staff:unsure")
    if request.method == "POST":
        return _decided(request, message)
    [(_same, person)] = with_people([message])
    claim = claim_of(person) if person else None
    if person:
        note = _("Whether a message arrived: %(subject)s") % {"subject": message.subject}
        record_contact(person=person, claim=claim, note=note, page="staff:settle", by=actor)
    context = {
        "message": message,
        "person": person,
        "when": TEMPLATES[message.template].when,
        "attempts": message.attempts.order_by("number"),
        "is_unsure": message.state == MessageState.UNSURE,
    }
    return render(request, "staff/settle.html", context)


def _decided(request: HttpRequest, message: Message) -> HttpResponse:
    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        return redirect("staff:settle", message.pk)
    try:
        decide(message=message, by=request.actor)  # type: ignore[attr-defined]
    except MoveRefused:
        messages.info(request, _("Somebody has decided about that message already."))
        return redirect("staff:unsure")
    is_sent = decide is say_sent
    messages.success(request, _("The message is marked as sent.") if is_sent else _("The message is sent again."))
    return redirect("staff:unsure")
