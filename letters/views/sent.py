"""What we sent somebody, for them to see whether a message that they got is from us."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Person
from core import access
from core.http import Request
from letters.copies import WRITTEN_COPY, ask_for_written_copy, copy_of
from letters.selectors import sent_to

MESSAGES_A_PAGE = 20


@access.roles("claimant")
@require_safe
def sent_to_you(request: Request) -> HttpResponse:
    """Every message to them, the newest first: when it was sent, how, what about and whether it went."""
    page = Paginator(sent_to(request.actor).defer("address", "body"), MESSAGES_A_PAGE)
    return render(request, "letters/sent_to_you.html", {"page": page.get_page(request.GET.get("page"))})


@access.roles("claimant")
def message(request: Request, message_id: UUID) -> HttpResponse:
    """One message, word for word, and asking for it on paper."""
    found = get_object_or_404(sent_to(request.actor).defer("address"), pk=message_id)
    may_be_copied = found.template != WRITTEN_COPY
    if request.method == "POST":
        person = get_object_or_404(Person.objects.for_actor(request.actor).defer("nino"))
        if may_be_copied:
            ask_for_written_copy(message_id=found.pk, person=person, by=request.actor)
        return redirect("letters:message", found.pk)
    context = {"message": found, "copy": copy_of(found.pk, request.actor.claimant_id), "may_be_copied": may_be_copied}
    return render(request, "letters/message.html", context)
