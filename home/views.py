"""The claimant's front door."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.factors.selectors import has_second_step
from accounts.models import Person
from accounts.roles import Role
from accounts.throttle import client_address
from claims.equality import are_offered
from claims.models import Claim
from claims.services import start_claim as begin_claim
from core import access, clock
from core.actor import Actor
from core.hosts import Host, here
from core.http import Request
from core.permissions import Permission
from govuk.languages import chosen_language
from home.forms import FeedbackForm
from home.glance import glance_at
from home.selectors import situation_of
from home.services import TooMuchFeedback, leave_feedback
from home.visits import visits_as_csv, visits_to
from journal.selectors import latest_entries

VISITS_A_PAGE = 25
MOST_PAGES = 10_000


@access.public_at_both
@require_safe
def start(request: Request) -> HttpResponse:
    """What the service is for and where to begin; who is signed in goes on to their own page."""
    actor = request.actor
    if actor.is_authenticated:
        return redirect("staff:home" if actor.may(Permission.OPEN_CLAIMS) else "home:home")
    if here() is Host.STAFF:
        return redirect(settings.STAFF_LOGIN_URL)
    return render(request, "home/start.html")


@access.signed_in
@require_safe
def home(request: Request) -> HttpResponse:
    """What is happening with somebody's claim and what to do next; staff go to their work."""
    actor = request.actor
    if actor.claimant_id is None:
        return redirect(_without_a_claim(actor))
    situation = situation_of(actor, request.user.person)  # type: ignore[union-attr]
    return render(
        request,
        "home/home.html",
        {
            "situation": situation,
            "claim": situation.claim,
            "has_second_step": has_second_step(actor),
            "equality_is_offered": _is_offered_equality(situation.claim, actor),
            "glance": glance_at(actor.claimant_id, clock.today()),
            "entries": latest_entries(actor),
            "own_name": actor.name,
        },
    )


@access.roles("claimant")
@require_safe
def payments(request: Request) -> HttpResponse:
    """The payments of the claim there is, from a link that needs no reference; home while there are none."""
    actor = request.actor
    claims = Claim.objects.of_person(actor.claimant_id).filter(entitled_from__isnull=False)
    claim = claims.order_by("-started_at").first()
    if claim is None:
        messages.info(request, _("You have no payments yet. When your claim is accepted they will be here."))
        return redirect("home:home")
    return redirect("payments:history", claim.reference)


def _is_offered_equality(claim: Claim | None, actor: Actor) -> bool:
    return claim is not None and are_offered(claim, actor.claimant_id)


def _without_a_claim(actor: Actor) -> str:
    if actor.may(Permission.OPEN_CLAIMS):
        return "staff:home"
    if actor.has_role(Role.HELPER):
        return "home:helping"
    if actor.is_employer:
        return "employers:home"
    return "admin:index" if actor.may(Permission.ADMINISTER) else "accounts:account"


@access.roles("claimant")
@require_POST
def start_claim(request: Request) -> HttpResponse:
    """Begin a claim, or go on with the one there is."""
    actor = request.actor
    person = get_object_or_404(Person.objects.for_actor(actor))
    return redirect("claims:tasks", begin_claim(person=person, by=actor).reference)


@access.roles("claimant")
@require_safe
def who_looked(request: Request) -> HttpResponse:
    """Who read this person's record or changed it, when, how and why; and what was done by itself."""
    number = _number(request.GET.get("page", ""))
    visits = visits_to(request.actor, first=(number - 1) * VISITS_A_PAGE, most=VISITS_A_PAGE)
    if number > 1 and not visits.shown:
        return redirect("home:who_looked")
    context = {"visits": visits, "page": number, "has_more": visits.count > number * VISITS_A_PAGE}
    return render(request, "home/who_looked.html", context)


@access.roles("claimant")
@require_safe
def who_looked_file(request: Request) -> HttpResponse:
    """All of it as a file, to keep or to show to somebody."""
    return HttpResponse(
        visits_as_csv(visits_to(request.actor).shown),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="who-looked.csv"'},
    )


def _number(typed: str) -> int:
    """The number of a page; the first for anything that is none."""
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and int(typed[:6]) <= MOST_PAGES else 1


@access.public_at_both
def feedback(request: Request) -> HttpResponse:
    """Say how the service is, and go back to where one was."""
    place = _place(request)
    form = FeedbackForm(request.POST) if request.method == "POST" else FeedbackForm()
    if not (form.is_bound and form.is_valid()):
        return render(request, "home/feedback.html", {"form": form, "place": place})
    try:
        leave_feedback(
            page=place,
            satisfaction=form.cleaned_data["satisfaction"],
            comment=form.cleaned_data["comment"] or "",
            language=chosen_language(request),
            address=client_address(request),
        )
    except TooMuchFeedback:
        return render(request, "home/too_much_feedback.html", {"place": place}, status=429)
    messages.success(request, _("Thank you. We have your feedback."))
    return redirect(place)


def _place(request: Request) -> str:
    """The page they came from, if it is one of ours."""
    wanted = request.GET.get("page", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None) and wanted.isprintable()
    return wanted if safe else "/"
