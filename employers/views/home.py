"""An employer's own pages: where the organisation stands, and what we know of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.step_up import signed_in_user
from core import access
from core.http import Request
from employers.forms import ChangeContactForm
from employers.people import invitations_for
from employers.registration import CONTACT, change_contact, employer_of, first_unanswered


@access.roles("employer")
@require_safe
def home(request: Request) -> HttpResponse:
    """Where the organisation stands, what happens next, and its details."""
    employer = employer_of(request.actor)
    context = {
        "employer": employer,
        "invitations": invitations_for(signed_in_user(request)) if employer is None else [],
        "is_complete": first_unanswered(employer) is None,
        "decision": employer.decisions.defer("note").first() if employer else None,
    }
    return render(request, "employers/home.html", context)


@access.roles("employer")
def contact(request: Request) -> HttpResponse:
    """Whom we ask, and the website; both may change at any time."""
    employer = employer_of(request.actor)
    if employer is None or employer.is_filled_in:
        return redirect("employers:home")
    initial = {name: getattr(employer, name) for name in CONTACT}
    form = ChangeContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        answers = {name: value or "" for name, value in form.cleaned_data.items()}
        change_contact(employer=employer, answers=answers, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("employers:home")
    return render(request, "employers/contact.html", {"form": form})
