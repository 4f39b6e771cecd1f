"""A person's own journal, and that of somebody whom they help."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import Help, HelpScope
from audit.models import AccessReason
from audit.services import record_access
from core import access, clock
from core.actor import Channel
from core.http import Request
from journal.timeline import page_of


@access.roles("helper")
def helped_journal(request: Request, help_id: UUID) -> HttpResponse:
    """The journal of somebody whom the signed-in helper may help with it."""
    given = Help.objects.by_helper(request.actor, clock.today()).filter(scopes__contains=[HelpScope.JOURNAL])
    help_ = get_object_or_404(given.select_related("person").defer("email", "person__nino"), pk=help_id)
    by = request.actor.assisting(help_.person_id, Channel.ONLINE)
    record_access(
        by=by,
        person_id=help_.person_id,
        claim_reference="",
        reason=AccessReason.HELP,
        note="",
        page="journal:helped_journal",
    )
    request.helping = {"name": help_.person.full_name}
    page = page_of(help_.person_id, request.GET, is_helper=True)
    return render(request, "journal/helped.html", {"page": page})


@access.roles("claimant")
def journal(request: Request) -> HttpResponse:
    """What has happened and what was written, the newest first."""
    if request.actor.claimant_id is None:
        raise Http404
    return render(request, "journal/journal.html", {"page": page_of(request.actor.claimant_id, request.GET)})
