"""Every state, somebody who is in it, and going to see them as staff do."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.actors import actor_for
from accounts.models import User
from accounts.signing_in import destination
from audit.models import AccessReason
from claims import records
from claims.models import Claim
from core import access
from core.http import Request
from demo.entering import enter_as
from demo.gallery.examples import counts_of, examples_of
from demo.gallery.machines import machines
from demo.personas import persona_of


@access.demonstration
@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """Every state with the ways in and out of it, and whoever is in it."""
    shown = [(machine, counts_of(machine), examples_of(machine)) for machine in machines()]
    return render(request, "demo/gallery/states.html", {"machines": shown})


@access.demonstration
@require_POST
def open_record(request: Request, reference: str, persona: str) -> HttpResponse:
    """Sign in as a member of staff, open the record of a claim with a reason, as they must, and go to ``next``."""
    known = persona_of(persona)
    user = User.objects.filter(email=known.email, is_active=True).first() if known and known.is_staff else None
    if user is None:
        raise Http404
    claim = get_object_or_404(Claim, reference=reference, submitted_at__isnull=False)
    with transaction.atomic():
        enter_as(request, user)
        records.open_record(claim=claim, reason=AccessReason.CHECK, note="", by=actor_for(user))
    return redirect(destination(request))
