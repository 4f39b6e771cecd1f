"""How sure we are of who you are, what that opens, and the ways to prove it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.identity.forms import DocumentsForm, OfficeForm
from accounts.identity.levels import opened_at
from accounts.identity.services import ask_for_identity_check
from accounts.identity.standing import request_of, standing_of, was_tried_today
from accounts.models import IdentityLevel, IdentityRoute, Office, Person
from core import access
from core.http import Request


@access.roles("claimant")
@require_safe
def show(request: Request) -> HttpResponse:
    """Where they stand, what each level opens, what to do next, and what there is for who can do none of it here."""
    person = _own(request)
    standing = standing_of(person)
    levels = [(level, opened_at(level), level.rank <= standing.level.rank) for level in IdentityLevel]
    context = {
        "standing": standing,
        "levels": levels,
        "is_highest": standing.level == IdentityLevel.MEDIUM,
        "wish": request_of(person),
    }
    return render(request, "accounts/identity.html", context)


@access.roles("claimant")
def documents(request: Request) -> HttpResponse:
    """Which two documents they will show an adviser."""
    form = DocumentsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _asked(request, IdentityRoute.TWO_DOCUMENTS, documents=form.cleaned_data["documents"])
    return render(request, "accounts/identity_form.html", {"form": form, "is_documents": True})


@access.roles("claimant")
def face_to_face(request: Request) -> HttpResponse:
    """Which office they will come to."""
    offices = list(Office.objects.all())
    form = OfficeForm(request.POST if request.method == "POST" else None, offices=offices)
    if form.is_bound and form.is_valid():
        office = next(each for each in offices if str(each.pk) == form.cleaned_data["office"])
        return _asked(request, IdentityRoute.FACE_TO_FACE, office=office)
    return render(request, "accounts/identity_form.html", {"form": form, "is_documents": False})


@access.roles("claimant")
def questions(request: Request) -> HttpResponse:
    """That they would like to be called and asked questions."""
    if request.method == "POST":
        return _asked(request, IdentityRoute.SECURITY_QUESTIONS)
    person = _own(request)
    context = {"phone": person.phone, "was_tried": was_tried_today(person)}
    return render(request, "accounts/identity_questions.html", context)


@access.roles("claimant")
def another_way(request: Request) -> HttpResponse:
    """That they can do none of it online, and what happens then."""
    if request.method == "POST":
        return _asked(request, "")
    return render(request, "accounts/identity_another_way.html")


def _own(request: Request) -> Person:
    return get_object_or_404(Person.objects.for_actor(request.actor).defer("nino"))


def _asked(request: Request, route: str, **wanted: Any) -> HttpResponse:
    ask_for_identity_check(person=_own(request), route=route, by=request.actor, **wanted)
    messages.success(request, _("We have saved how you want to prove who you are."))
    return redirect("accounts:identity")
