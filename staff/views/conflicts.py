"""People whom staff know, and what is kept from them because of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.knowing import declare_known, end_known, known_to_staff_of
from accounts.models import KnownPerson
from claims.closeness import Kept
from claims.handing import StillClose
from claims.handing import hand_over as hand_claim_over
from claims.handing import let_back as let_them_back
from claims.kept import Closeness
from claims.models import Claim
from core import access
from core.http import Request
from core.permissions import Permission
from staff.access import claim_or_kept
from staff.conflicts import attempts_for, colleagues_of, kept_out_of
from staff.knowing_forms import EndKnownForm, HandOverForm, KnownForm, LetBackForm

A_PAGE = 20


@access.staff(Permission.SAY_WHOM_THEY_KNOW)
@require_safe
def known(request: Request) -> HttpResponse:
    """Whom one said that one knows: how, by what and since when. Nothing secret of them is read again."""
    found = KnownPerson.objects.for_actor(request.actor).defer("nino", "family_name", "date_of_birth", "end_reason")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/known.html", {"page": page, "rows": [(each, by_what(each)) for each in page]})


@access.staff(Permission.SAY_WHOM_THEY_KNOW)
def add_known(request: Request) -> HttpResponse:
    """Say that one knows somebody. The answer is the same whether they have a claim or not."""
    form = KnownForm(request.POST) if request.method == "POST" else KnownForm()
    if form.is_bound and form.is_valid():
        declare_known(by=request.actor, **form.cleaned_data)
        messages.success(request, _("It is saved. What this person claims is kept from you."))
        return redirect("staff:known")
    return render(request, "staff/add_known.html", {"form": form})


@access.staff(Permission.OVERSEE_CONFLICTS)
@require_safe
def conflicts(request: Request) -> HttpResponse:
    """Whom the staff of one's office know, and which kept claims they asked for."""
    people = known_to_staff_of(request.actor).select_related("staff")
    people = people.defer("nino", "family_name", "date_of_birth", "end_reason").order_by("staff__name", "-declared_at")
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    attempts = Paginator(attempts_for(request.actor), A_PAGE).get_page(request.GET.get("asked"))
    context = {"page": page, "rows": [(each, by_what(each)) for each in page], "attempts": attempts}
    return render(request, "staff/conflicts.html", context)


@access.staff(Permission.OVERSEE_CONFLICTS)
def end(request: Request, known_id: UUID) -> HttpResponse:
    """It does not hold any more that a member of one's staff knows somebody: why."""
    found = get_object_or_404(known_to_staff_of(request.actor).select_related("staff"), pk=known_id)
    form = EndKnownForm(request.POST) if request.method == "POST" else EndKnownForm()
    if form.is_bound and form.is_valid():
        end_known(known=found, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, _("It is ended."))
        return redirect("staff:conflicts")
    return render(request, "staff/end_known.html", {"form": form, "known": found, "by_what": by_what(found)})


@access.staff(Permission.OVERSEE_CONFLICTS)
def hand_over(request: Request, reference: str) -> HttpResponse:
    """Choose who deals with a claim. Nothing of it is shown but its reference."""
    claim = claim_or_kept(request, reference)
    if not isinstance(claim, Claim):
        return claim
    colleagues = colleagues_of(request.actor)
    form = HandOverForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if form.is_bound and form.is_valid():
        chosen = next(each for each in colleagues if str(each.pk) == form.cleaned_data["to"])
        try:
            hand_claim_over(claim=claim, to=chosen, note=form.cleaned_data["note"], by=request.actor)
        except Kept:
            form.add_error("to", _("Select somebody else: this claim is kept from them too"))
        else:
            messages.success(request, _("It is saved who deals with the claim."))
            return redirect("staff:conflicts")
    return render(request, "staff/hand_over.html", {"form": form, "claim": claim})


@access.staff(Permission.OVERSEE_CONFLICTS)
def let_back(request: Request, reference: str) -> HttpResponse:
    """End that a claim is kept for good from one of one's staff: why. Nothing of it is shown but its reference."""
    claim = claim_or_kept(request, reference)
    if not isinstance(claim, Claim):
        return claim
    kept_out = kept_out_of(claim, request.actor)
    form = LetBackForm(request.POST if request.method == "POST" else None, kept_out=kept_out)
    if form.is_bound and form.is_valid():
        chosen = next(each for each in kept_out if str(each.pk) == form.cleaned_data["staff"])
        try:
            let_them_back(claim=claim, staff=chosen, reason=form.cleaned_data["reason"], by=request.actor)
        except StillClose as still:
            said = _("It is still kept from them: %(why)s") % {"why": Closeness(still.why).label}
            form.add_error("staff", said)
        else:
            messages.success(request, _("It is saved who may deal with the claim again."))
            return redirect("staff:conflicts")
    return render(request, "staff/hand_over.html", {"form": form, "claim": claim})


def by_what(known: KnownPerson) -> str:
    """By what somebody is known again, in words; the claim's reference is no secret."""
    ways = [
        (known.claim_reference, known.claim_reference),
        (known.nino_digest, _("National Insurance number")),
        (known.birth_digest, _("Family name and date of birth")),
    ]
    return "; ".join(words for is_given, words in ways if is_given)
