"""Whom a helper helps: with what, until when, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.helping import InvitationOver, account_of, agree_to_help, give_up, why_not
from accounts.middleware import lazy_actor
from accounts.models import Help, HelpScope, User
from accounts.views.invitation import INVITED, pending
from claims.models import Claim, ClaimState, Member
from core import access, clock
from core.actor import Actor
from core.http import Request
from home.standing import SEEN_WITH
from journal.services import add_entry


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


@access.public
def agree(request: Request) -> HttpResponse:
    """Who asks for help, with what and until when; and whether to help, in the account with that address."""
    found = pending(request)
    if found is None:
        return redirect("accounts:invitation")
    user = request.user
    if not isinstance(user, User):
        if account_of(found) is None:
            return redirect("accounts:helper_account")
        return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': reverse('home:agree_to_help')})}")
    if request.method == "POST":
        try:
            begin_to_help(help_=found, user=user, by=request.actor)
        except InvitationOver:
            messages.warning(request, _("That invitation cannot be used here. Nothing has changed."))
            return redirect("home:home")
        # With another role comes another key of the session: everywhere else they are signed out.
        update_session_auth_hash(request, user)
        request.actor = lazy_actor(request)
        request.session.pop(INVITED, None)
        messages.success(request, _("You can help now. They can see that you agreed."))
        return redirect("home:helping")
    return render(request, "home/agree_to_help.html", {"help": found, "why_not": why_not(found, user, request.actor)})


@access.roles("helper")
@require_POST
def stop(request: Request) -> HttpResponse:
    """Help somebody no more. Doing it twice is doing it once."""
    key = request.POST.get("help", "")
    for help_ in Help.objects.by_helper(request.actor, clock.today()):
        if str(help_.pk) == key:
            stop_helping(help_=help_, by=request.actor)
            messages.success(request, _("You no longer help them. We told them."))
    return redirect("home:helping")


def begin_to_help(*, help_: Help, user: User, by: Actor) -> None:
    """Agree to help, which the claimant reads in their journal. Raises InvitationOver."""
    with transaction.atomic():
        agreed = agree_to_help(help_=help_, user=user, by=by)
        add_entry(person=agreed.person, kind="help_agreed", data={"name": agreed.name}, by=by)


def stop_helping(*, help_: Help, by: Actor) -> None:
    """Help somebody no more, which they read in their journal. Raises MoveRefused, PermissionDenied."""
    with transaction.atomic():
        ended = give_up(help_=help_, by=by)
        add_entry(person=ended.person, kind="help_given_up", data={"name": ended.name}, by=by)


def _people(actor: Actor) -> list[Helped]:
    """Two queries, however many they are."""
    today = clock.today()
    given = Help.objects.by_helper(actor, today).select_related("person").defer("email", "person__nino")
    helps = list(given.order_by("person__family_name", "person__given_names", "pk"))
    places = Member.objects.current(today).filter(person__in=[each.person_id for each in helps])
    places = places.select_related("claim").order_by("claim__started_at")
    if actor.person_id:
        # Who is on the claim too sees it as their own, from their home page, and never in the other's place.
        places = places.exclude(claim__in=Member.objects.current(today).filter(person=actor.person_id).values("claim"))
    latest: dict[Any, Claim] = {member.person_id: member.claim for member in places}
    return [Helped(each, _links(each, latest.get(each.person_id))) for each in helps]


def _links(help_: Help, claim: Claim | None) -> list[tuple[str, str]]:
    scopes, links = help_.scopes, []
    if claim is not None:
        about = [claim.reference]
        if not set(SEEN_WITH).isdisjoint(scopes):
            links.append((_("See how things stand, and what to do next"), reverse("standing:now", args=about)))
        if claim.state == ClaimState.STARTED:
            if HelpScope.ANSWERS in scopes:
                links.append((_("Fill in answers"), reverse("claims:tasks", args=about)))
        elif HelpScope.CLAIM in scopes:
            links.append((_("See the claim"), reverse("claims:sent", args=about)))
        if HelpScope.PAYMENTS in scopes and claim.state != ClaimState.STARTED:
            links.append((_("See payments"), reverse("payments:history", args=about)))
    if HelpScope.APPOINTMENTS in scopes:
        links.append((_("See and book appointments"), reverse("appointments:helped_list", args=[help_.pk])))
    if HelpScope.JOURNAL in scopes:
        links.append((_("Read the journal"), reverse("journal:helped_journal", args=[help_.pk])))
    if HelpScope.MESSAGES in scopes:
        links.append((_("Read and write messages"), reverse("conversations:helped_list", args=[help_.pk])))
    return links
