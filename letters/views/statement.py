"""A statement, posted on paper to whoever asks for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from claims.access import claim_page
from claims.models import Claim
from core.http import Request
from letters.copies import ask_for_statement
from payments.selectors import latest_statement


@claim_page(act=True)
def on_paper(request: Request, claim: Claim, number: int) -> HttpResponse:
    """Have the statement that counts posted, to somebody on the claim who may see payments."""
    person = request.claim_member.person
    statement = latest_statement(claim, number)
    if statement is None or not standing_of(person).may(Thing.PAYMENTS):
        raise Http404
    if request.method == "POST":
        ask_for_statement(statement=statement, person=person, by=request.actor)
        messages.success(request, _("We will post this statement to where you live, as you told us on your claim."))
    return redirect("payments:statement", claim.reference, number)
