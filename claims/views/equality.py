"""The equality questions, asked of each person for themself once the claim was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from claims.access import claim_page
from claims.equality import (
    asked_of,
    begin_equality,
    equality_sitting,
    last_page,
    send_equality,
    skip_equality,
)
from claims.models import Claim
from claims.submission import NotFinished
from equality.journey import ABOUT_YOU
from equality.services import FEWEST
from journeys import pages
from journeys.host import Host
from journeys.sitting import CHECK


@claim_page(act=True)
def start(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Why we ask, who sees it, and that nobody has to answer. Going on begins to keep answers."""
    person = _person(request)
    asked = asked_of(person.pk)
    if claim.submitted_at is None or (asked and asked.are_over):
        return redirect("claims:sent", claim.reference)
    if request.method == "POST":
        begun = begin_equality(person=person, by=request.actor)  # type: ignore[attr-defined]
        return redirect(equality_sitting(begun, claim).after(ABOUT_YOU))
    context = {"claim": claim, "is_begun": asked is not None, "others": FEWEST - 1}
    return render(request, "claims/equality_start.html", context)


@claim_page(act=True)
def skip(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Skip them all, from any page (by POST), and be asked no more."""
    if request.method != "POST":
        return redirect("claims:equality", claim.reference)
    if claim.submitted_at is not None:
        if skip_equality(person=_person(request), by=request.actor):  # type: ignore[attr-defined]
            messages.success(request, _("You skipped the equality questions. We will not ask again."))
        else:
            # Sent from another window, or too late: which of them, nothing that is kept can tell.
            messages.info(
                request,
                _(
                    "You had already finished with the equality questions, so nothing changed. "
                    "If you sent answers, we have them."
                ),
            )
    return redirect("claims:sent", claim.reference)


@claim_page(act=True)
def question(request: HttpRequest, claim: Claim, task: str, page: str) -> HttpResponse:
    """One of the questions."""
    host = _host(request, claim)
    return pages.question(request, host, task, page) if host else redirect("claims:equality", claim.reference)


@claim_page(act=True)
def to_check(request: HttpRequest, claim: Claim, task: str) -> HttpResponse:  # noqa: ARG001 - there is one task
    """All answers are on one page."""
    return redirect("claims:equality_check", claim.reference)


@claim_page(act=True)
def check(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Every answer before it is sent, and sending."""
    host = _host(request, claim)
    if host is None:
        return redirect("claims:equality", claim.reference)
    if closed := host.closed_gate():
        return redirect(closed)
    if request.method != "POST":
        return pages.check(request, host, "claims/equality_check.html")
    try:
        send_equality(person=_person(request), by=host.by)
    except NotFinished:
        # Another window changed an answer while this one was open.
        return redirect(host.sitting.after(ABOUT_YOU, came_from=CHECK))
    messages.success(request, _("Thank you for answering the equality questions."))
    return redirect("claims:sent", claim.reference)


def _person(request: HttpRequest) -> Person:
    person: Person = request.claim_member.person  # type: ignore[attr-defined]
    return person


def _host(request: HttpRequest, claim: Claim) -> Host | None:
    """Their own answers, whoever else is on the claim; None while they are not being answered."""
    asked = asked_of(_person(request).pk)
    if asked is None or asked.are_over:
        return None
    sitting = equality_sitting(asked, claim)
    return Host(
        sitting=sitting,
        drafts={"own": asked.draft_id},
        by=request.actor,  # type: ignore[attr-defined]
        closed_url=reverse("claims:sent", args=[claim.reference]),
        context={
            "claim": claim,
            "was_sent": claim.submitted_at is not None,
            "skip_url": reverse("claims:equality_skip", args=[claim.reference]),
            "last_url": last_page(sitting),
        },
    )
