"""What we sent somebody, for them to see whether a message that they got is from us."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import access
from core.http import Request
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
    """One message, word for word."""
    found = get_object_or_404(sent_to(request.actor).defer("address"), pk=message_id)
    return render(request, "letters/message.html", {"message": found})
