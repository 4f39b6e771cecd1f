"""Making a claim: the journey's own pages, at this claim's address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from claims.access import claim_page
from claims.bank import BankDetailsStay
from claims.considered import considered
from claims.models import Claim
from claims.reaching import keep_in_step, told_before
from claims.selectors import answered_by_others, sitting_for
from claims.submission import AnswerNoLongerFits, NotFinished, declaration_wording, submit_claim
from journeys import pages
from journeys.saving import AGAIN
from journeys.services import DraftClosed
from journeys.sitting import CHECK


def _host(request: HttpRequest, claim: Claim) -> pages.Host:
    member, by = request.claim_member, request.actor  # type: ignore[attr-defined]
    helping = getattr(request, "helping", None)
    return pages.Host(
        sitting=sitting_for(claim, member, is_helped=helping is not None),
        drafts={"shared": claim.draft_id, "own": member.draft_id},
        by=by,
        closed_url=reverse("claims:sent", args=[claim.reference]),
        context={"claim": claim, "expires_at": claim.draft.expires_at, "helping": helping},
        told_before=told_before(member.person) if by.person_id == member.person_id else {},
        after_saving=lambda page, answer: keep_in_step(person=member.person, page=page, answer=answer, by=by),
    )


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def tasks(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The task list."""
    return pages.task_list(request, _host(request, claim))


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def question(request: HttpRequest, claim: Claim, task: str, page: str, item: UUID | None = None) -> HttpResponse:
    """A question page, of a task or of one entry in a list."""
    return pages.question(request, _host(request, claim), task, page, item)


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def task_check(request: HttpRequest, claim: Claim, task: str) -> HttpResponse:
    """The answers of one task."""
    return pages.task_check(request, _host(request, claim), task)


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def list_summary(request: HttpRequest, claim: Claim, task: str) -> HttpResponse:
    """The entries of a list."""
    return pages.list_summary(request, _host(request, claim), task)


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def item_check(request: HttpRequest, claim: Claim, task: str, item: UUID) -> HttpResponse:
    """The answers about one entry."""
    return pages.item_check(request, _host(request, claim), task, item)


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def add_item(request: HttpRequest, claim: Claim, task: str) -> HttpResponse:
    """Start another entry."""
    return pages.add_item(request, _host(request, claim), task)


@claim_page(act=True, help_with=(HelpScope.ANSWERS,))
def remove_item(request: HttpRequest, claim: Claim, task: str, item: UUID) -> HttpResponse:
    """Take an entry out."""
    return pages.remove_item(request, _host(request, claim), task, item)


@claim_page(act=True)
def check(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Every answer, before declaring."""
    told = {"considered": considered, "others": answered_by_others}
    return pages.check(request, _host(request, claim), "claims/check.html", **told)


@claim_page(act=True)
def declare(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Agree to the declaration and send. Sending twice sends once."""
    host = _host(request, claim)
    if elsewhere := host.closed_gate():
        return redirect(elsewhere)
    if not host.sitting.is_complete:
        return redirect(host.sitting.url())
    context: dict[str, Any] = {
        "claim": claim,
        "wording": declaration_wording(),
        "back_url": host.sitting.url(CHECK),
    }
    if request.method != "POST":
        return render(request, "claims/declaration.html", context)
    try:
        submit_claim(claim=claim, member=request.claim_member, by=host.by)  # type: ignore[attr-defined]
    except (NotFinished, DraftClosed):
        # Another window changed or sent it while this one was open: its own page says where it stands.
        return redirect(host.sitting.url())
    except BankDetailsStay:
        return render(request, "claims/bank_details_stay.html", {"back_url": host.sitting.url(CHECK)}, status=409)
    except AnswerNoLongerFits as problem:
        messages.warning(request, _("One of your answers needs to be given again before you can send your claim."))
        page_url = host.sitting.page_url(problem.task, problem.page.slug, problem.item, came_from=CHECK)
        return redirect(f"{page_url}&{AGAIN}=1")
    return redirect("claims:sent", claim.reference)
