"""The pages of the demonstration's One Login: who one is there, and signing out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.one_login.configuration import configuration, is_on
from core import access
from core.http import Request
from demo.one_login.forms import ERRORS, LETTERS, OTHER_NAME, PROVED, ProveThereForm, SignInThereForm
from demo.one_login.provider import NotAsked, Somebody
from demo.one_login.wire import provider

OF_NOBODY_WE_KNOW = ("Alex", "Example")
OF_SOMEBODY_ELSE = ("Robin", "Otherwise")


@access.demonstration
def authorize(request: Request) -> HttpResponse:
    """Who somebody is there. The answer leads back to the service, with a code or an error."""
    asked = {name: str(value) for name, value in request.GET.items()}
    _refuse_unasked(asked)
    kind = ProveThereForm if asked["vtr"].endswith('P2"]') else SignInThereForm
    form = kind(request.POST) if request.method == "POST" else kind()
    if not (form.is_bound and form.is_valid()):
        page = render(request, "demo/one_login.html", {"form": form})
        # Its form leads back to the service, which is elsewhere.
        page._csp_update = {"form-action": [settings.SERVICE_URL]}  # type: ignore[attr-defined]
        return page
    outcome = form.cleaned_data["outcome"]
    if outcome in ERRORS:
        answer = {"error": ERRORS[outcome]}
    else:
        answer = {"code": provider().grant(asked, _somebody(form.cleaned_data["email"], outcome))}
    query = urlencode({**answer, "state": asked["state"]})
    return HttpResponseRedirect(f"{asked['redirect_uri']}?{query}")


@access.demonstration
@require_safe
def logout(request: Request) -> HttpResponse:
    """Signed out, there is nothing to see: back to the service."""
    after = request.GET.get("post_logout_redirect_uri", "")
    return HttpResponseRedirect(after) if after == configuration().after_sign_out_uri else redirect("demo:index")


def _refuse_unasked(asked: dict[str, str]) -> None:
    if not is_on():
        raise Http404
    try:
        provider().check(asked)
    except NotAsked:
        raise Http404 from None


def _somebody(email: str, outcome: str) -> Somebody:
    """Whoever has that address: what they declared here is what they can prove there."""
    person = Person.objects.filter(email=email).defer("nino").first()
    is_known = person is not None and bool(person.family_name) and person.date_of_birth is not None
    own = (person.given_names, person.family_name) if person and is_known else OF_NOBODY_WE_KNOW
    born = person.date_of_birth.isoformat() if person and person.date_of_birth else Somebody.born
    names = {PROVED: own, OTHER_NAME: OF_SOMEBODY_ELSE}.get(outcome)
    return Somebody(email, names, born, (LETTERS[outcome],) if outcome in LETTERS else ())
