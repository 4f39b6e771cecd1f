"""Whom a helper helps: with what, until when, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.helping import give_up
from accounts.models import Help, HelpScope
from claims.models import Claim, ClaimState, Member
from core import access, clock
from core.actor import Actor
from core.http import Request


@dataclass(frozen=True, slots=True)
class Helped:
    """Somebody who is helped, and the pages that their helper may open now."""

    help: Help
    links: list[tuple[str, str]]


@access.roles("helper")
@require_safe
def helping(request: Request) -> HttpResponse:
    """Everybody whom this helper may help today."""
    return render(request, "home/helping.html", {"people": _people(request.actor)})


@access.roles("helper")
@require_POST
def stop(request: Request) -> HttpResponse:
    """Help somebody no more. Doing it twice is doing it once."""
    key = request.POST.get("help", "")
    for help_ in Help.objects.by_helper(request.actor, clock.today()):
        if str(help_.pk) == key:
            give_up(help_=help_, by=request.actor)
            messages.success(request, _("You no longer help them. We told them."))
    return redirect("home:helping")


def _people(actor: Actor) -> list[Helped]:
    """Two queries, however many they are."""
    today = clock.today()
    given = Help.objects.by_helper(actor, today).select_related("person").defer("email", "person__nino")
    helps = list(given.order_by("person__family_name", "person__given_names", "pk"))
    places = Member.objects.current(today).filter(person__in=[each.person_id for each in helps])
    latest: dict[Any, Claim] = {
        member.person_id: member.claim for member in places.select_related("claim").order_by("claim__started_at")
    }
    return [Helped(each, _links(each, latest.get(each.person_id))) for each in helps]


def _links(help_: Help, claim: Claim | None) -> list[tuple[str, str]]:
    scopes, links = help_.scopes, []
    if claim is not None:
        about = [claim.reference]
        if claim.state == ClaimState.STARTED:
            if HelpScope.ANSWERS in scopes:
                links.append((_("Fill in answers"), reverse("claims:tasks", args=about)))
        elif HelpScope.CLAIM in scopes:
            links.append((_("See the claim"), reverse("claims:sent", args=about)))
        if HelpScope.PAYMENTS in scopes and claim.state != ClaimState.STARTED:
            links.append((_("See payments"), reverse("payments:history", args=about)))
    if HelpScope.JOURNAL in scopes:
        links.append((_("Read the journal"), reverse("journal:helped_journal", args=[help_.pk])))
    return links
