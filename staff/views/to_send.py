"""Letters to post and calls to make, where no carrier does it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Language, Person
from accounts.throttle import MustWait
from claims.postal import claim_of, postal_address
from claims.records import record_contact
from core import access
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from letters.addressing import with_people
from letters.selectors import sent_or_to_send, to_send
from notifications.models import Medium, Message, MessageState
from staff.opening import send_one
from staff.pages import did_many

MESSAGES_A_PAGE = 20


@access.staff(Permission.SEND_BY_HAND)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits, the longest wait first."""
    actor = request.actor  # type: ignore[attr-defined]
    page = Paginator(to_send(actor).select_related("hindrance").defer("address", "body"), MESSAGES_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "staff/to_send.html", {"page": page, "rows": with_people(page.object_list)})


@access.staff(Permission.SEND_BY_HAND)
def send(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One letter or call: its words and where to. Seeing them is recorded; pressing the button twice is once."""
    actor = request.actor  # type: ignore[attr-defined]
    message = get_object_or_404(sent_or_to_send(actor), pk=message_id)
    if message.state != MessageState.QUEUED:
        return _done_already(request, message)
    if request.method != "POST":
        [(_same, person)] = with_people([message])
        return _shown(request, message, person, actor)
    try:
        send_one(message=message, by=actor)
    except MoveRefused:
        return _done_already(request, message)
    except MustWait as waiting:
        return did_many(request, waiting)
    is_letter = message.medium == Medium.LETTER
    messages.success(request, _("The letter is marked as posted.") if is_letter else _("The call is marked as made."))
    return redirect("staff:to_send")


def _shown(request: HttpRequest, message: Message, person: Person | None, actor: Actor) -> HttpResponse:
    claim = claim_of(person) if person else None
    is_letter = message.medium == Medium.LETTER
    if person:
        words = _("Letter to post: %(subject)s") if is_letter else _("Call to make: %(subject)s")
        note = words % {"subject": message.subject}
        page = request.resolver_match.view_name  # type: ignore[union-attr]
        record_contact(person=person, claim=claim, note=note, page=page, by=actor)
    context = {
        "message": message,
        "person": person,
        "is_letter": is_letter,
        "language": Language(message.language).label,
        "address": postal_address(person, claim) if person and is_letter else [],
    }
    return render(request, "staff/send_by_hand.html", context)


def _done_already(request: HttpRequest, message: Message) -> HttpResponse:
    is_letter = message.medium == Medium.LETTER
    messages.info(request, _("That letter was posted already.") if is_letter else _("That call was made already."))
    return redirect("staff:to_send")
