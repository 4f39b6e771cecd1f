"""What we sent a claimant, and a copy of it on paper when they ask staff for one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from letters.copies import ask_for_written_copy, to_copy
from staff.access import Record, record_page
from staff.copy_forms import CopyForm
from staff.pages import record_response, whose_page

SHOWN = 20
"""The latest. Whoever wants an older one finds it in their own list."""


@record_page(Permission.SEND_BY_HAND)
def show(request: Request, record: Record) -> HttpResponse:
    """The latest messages, of which one is chosen to be copied. Of a couple, first whose."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:copies_of", _("Whose messages?"))
    found = list(to_copy(record.person).defer("address", "body")[:SHOWN])
    form = CopyForm(request.POST if request.method == "POST" else None, messages=found)
    if form.is_bound and form.is_valid():
        try:
            ask_for_written_copy(
                message_id=UUID(form.cleaned_data["message"]),
                person=record.person,
                asked_through=form.cleaned_data["asked"],
                by=request.actor,
            )
        except MoveRefused:
            messages.info(request, _("That message cannot be copied."))
        else:
            messages.success(request, _("A copy on paper will be posted."))
        return redirect("staff:copies_of", record.claim.reference, record.person.pk)
    context = {"form": form, "messages_found": found, "has_errors": bool(form.errors)}
    return record_response(request, "staff/copies.html", record, context)
