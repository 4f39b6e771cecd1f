"""What is to be made in braille or as a recording."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Language, Person
from claims.postal import claim_of, postal_address
from claims.records import record_contact
from core import access
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from letters.addressing import with_people
from letters.models import ProductionState
from letters.production import begin_making, due, post_made, state_of, to_make
from notifications.models import Message

MESSAGES_A_PAGE = 20


@access.staff(Permission.SEND_BY_HAND)
@require_safe
def production(request: Request) -> HttpResponse:
    """What waits, the longest wait first: for whom, in what format, by when, and who makes it."""
    found = to_make(request.actor).defer("address", "body")
    page = Paginator(found, MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    rows = [(each, person, due(each), state_of(each)) for each, person in with_people(page.object_list)]
    return render(request, "letters/production.html", {"page": page, "rows": rows})


@access.staff(Permission.SEND_BY_HAND)
def make(request: Request, message_id: UUID) -> HttpResponse:
    """One of them: the words to be made, where it goes, and how far it is. Seeing it is recorded."""
    message = get_object_or_404(to_make(request.actor), pk=message_id)
    state = state_of(message)
    if request.method == "POST":
        return _done(request, message, state)
    [(_same, person)] = with_people([message])
    context = {
        "message": message,
        "person": person,
        "address": _seen(request, message, person) if person else [],
        "state": state,
        "is_begun": state == ProductionState.BEING_MADE,
        "due": due(message),
        "language": Language(message.language).label,
    }
    return render(request, "letters/make.html", context)


def _done(request: Request, message: Message, state: ProductionState) -> HttpResponse:
    try:
        if "post" in request.POST:
            post_made(message=message, by=request.actor)
            messages.success(request, _("It is marked as posted."))
            return redirect("batches:production")
        begin_making(message=message, by=request.actor)
        messages.success(request, _("It is marked as being made."))
    except MoveRefused:
        messages.info(request, _("It stands as: %(state)s.") % {"state": state.label})
    return redirect("batches:make", message.pk)


def _seen(request: Request, message: Message, person: Person) -> list[str]:
    claim = claim_of(person)
    note = _("Letter to post: %(subject)s") % {"subject": message.subject}
    page = request.resolver_match.view_name  # type: ignore[union-attr]
    record_contact(person=person, claim=claim, note=note, page=page, by=request.actor)
    return postal_address(person, claim)
