"""GOV.UK One Login: the way there and the way back, to sign in and to prove who one is."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from accounts.devices import remember_device
from accounts.doors import ONE_LOGIN, Door
from accounts.identity.services import ProvedBy
from accounts.models import Person
from accounts.one_login import connections
from accounts.one_login.client import SignedIn, address_to_ask, exchange, proven_identity, return_codes
from accounts.one_login.configuration import configuration, when_on
from accounts.one_login.identity import details_of, record_proven
from accounts.one_login.kept import keep_id_token, offer
from accounts.one_login.leaving import leaving_to_ask
from accounts.one_login.outcomes import ERRORS, OUTCOMES, STOPPED, UNFINISHED, outcome_page, to
from accounts.one_login.pending import Pending, Purpose, begin, purpose_of, take
from accounts.one_login.return_codes import PAGES, what_follows
from accounts.one_login.tokens import Refused, logout_token_claims
from accounts.one_login.web import NoAnswer
from accounts.signing_in import destination, end_session, home_url, start_session
from accounts.step_up import signed_in_user
from accounts.throttle import ANSWERS_FROM_PLACE, MustWait, count_try, place_of, take_back
from audit.services import record
from core import access
from core.http import Request
from govuk.languages import chosen_language

logger = logging.getLogger(__name__)

REFUSED_PAGES: dict[type[connections.NotPossible], str] = {
    connections.ForStaff: "for-staff",
    connections.Closed: "closed",
    connections.AddressIsKnown: "known-address",
    connections.NoAddress: "no-address",
    connections.Taken: "taken",
}


@access.public
@when_on
@never_cache
@require_safe
def start(request: Request) -> HttpResponse:
    """To One Login, to sign in or to make an account. A link: nobody is signed in who has not done so there."""
    if request.actor.is_authenticated:
        return redirect(destination(request))
    return go_there(request, Purpose.SIGN_IN, leads_to=destination(request))


@access.public
@when_on
@never_cache
@require_safe
def come_back(request: Request) -> HttpResponse:
    """Back from One Login, with a code or an error. Only the browser that went there can come back, once."""
    state = request.GET.get("state", "")
    pending = take(request, state)
    if pending is None:
        if request.actor.is_authenticated and purpose_of(state) == Purpose.SIGN_IN:
            return redirect(home_url())
        return to(UNFINISHED[purpose_of(state)])
    if request.GET.get("iss", configuration().issuer) != configuration().issuer:
        return _not_believed(request, pending, "issuer of the answer")
    if error := request.GET.get("error"):
        return _error(request, pending, error)
    # Each asks One Login something, which nobody may have us do without end.
    counts = [(ANSWERS_FROM_PLACE, place_of(request))]
    try:
        count_try(counts)
        person = exchange(configuration(), pending, code=request.GET.get("code", ""))
        take_back(counts)
        return AFTER[pending.purpose](request, pending, person)
    except MustWait:
        return to("too-many")
    except NoAnswer as problem:
        logger.warning("GOV.UK One Login gave no answer: %s", problem)
        return to("unavailable")
    except Refused as refused:
        return _not_believed(request, pending, refused.reason)


@access.public
@when_on
@require_safe
def outcome(request: Request, name: str) -> HttpResponse:
    """What happened instead of what somebody meant to do, and what to do now."""
    if name not in OUTCOMES:
        raise Http404
    return outcome_page(request, name)


@access.roles("claimant")
@when_on
@never_cache
@require_safe
def prove(request: Request) -> HttpResponse:
    """To One Login, to prove who one is, with the One Login that is one's own here: it is connected first."""
    if works_here(request):
        return to("for-staff")
    if not connections.is_connected(signed_in_user(request)):
        return redirect(address_of("accounts:one_login", reverse("accounts:one_login_prove")))
    return go_there(request, Purpose.PROVE, leads_to=reverse("accounts:identity"))


@access.machine
@when_on
@csrf_exempt
@never_cache
def signed_out_there(request: HttpRequest) -> HttpResponse:
    """One Login says that somebody signed out there (OpenID Connect Back-Channel Logout): their sessions end here.

    200 also for a message that came before, because whoever sends it again did not hear our answer.
    """
    try:
        claims = logout_token_claims(request.POST.get("logout_token", ""), configuration=configuration())
    except Refused as refused:
        logger.warning("A logout token of GOV.UK One Login was refused: %s", refused.reason)
        return HttpResponse(status=400, content_type="text/plain")
    except NoAnswer:
        return HttpResponse(status=503, content_type="text/plain")
    connections.sign_out_everywhere(configuration(), claims)
    return HttpResponse(content_type="text/plain")


def go_there(request: Request, purpose: Purpose, *, leads_to: str) -> HttpResponse:
    """To One Login, and afterwards to a page of ours."""
    state, pending = begin(request, purpose, leads_to=leads_to)
    try:
        address = address_to_ask(configuration(), pending, state=state, language=chosen_language(request))
    except NoAnswer as problem:
        logger.warning("GOV.UK One Login gave no answer: %s", problem)
        return to("unavailable")
    return redirect(address) if purpose == Purpose.SIGN_IN else leaving_to_ask(request, address)


def _error(request: Request, pending: Pending, error: str) -> HttpResponse:
    """One Login let nobody through, and says why in a word."""
    if error == "access_denied":
        return to(STOPPED[pending.purpose])
    if error not in ERRORS:
        return _not_believed(request, pending, "error")
    if error == "login_required":
        end_session(request)
    return to(ERRORS[error])


def _not_believed(request: Request, pending: Pending, reason: str) -> HttpResponse:
    """Noted by a word for what was wrong; what was said is not."""
    logger.error("An answer of GOV.UK One Login was refused: %s", reason)
    record("one_login_refused", by=request.actor, reason=reason, purpose=pending.purpose)
    return to("not-believed")


def _sign_in(request: Request, pending: Pending, person: SignedIn) -> HttpResponse:
    """Into the account that this One Login belongs to, or into a new one."""
    try:
        user = connections.user_of(configuration(), person.subject) or connections.sign_up(
            configuration(), person, language=chosen_language(request), by=request.actor
        )
    except connections.NotPossible as problem:
        record("one_login_not_possible", by=request.actor, reason=REFUSED_PAGES[type(problem)])
        return to(REFUSED_PAGES[type(problem)])
    start_session(request, user, door=Door.PUBLIC, confirmed_by=ONE_LOGIN)
    keep_id_token(request, person.id_token)
    response = redirect(pending.next)
    remember_device(request, response)
    return response


def _offer(request: Request, pending: Pending, person: SignedIn) -> HttpResponse:
    """Ask whoever is signed in whether they mean this One Login."""
    offer(request, person, leads_to=pending.next)
    return redirect("accounts:one_login_agree")


def _prove(request: Request, pending: Pending, person: SignedIn) -> HttpResponse:
    """Note who they are, or say what to do when One Login could not find out."""
    trusted, by = configuration(), request.actor
    assert by.user_id is not None
    if not connections.is_theirs(trusted, user_id=by.user_id, subject=person.subject):
        record("one_login_not_possible", by=by, person_id=by.person_id, reason="of-another")
        return to("of-another")
    claims, codes = proven_identity(trusted, person), return_codes(person)
    if claims is None:
        follows = what_follows(codes, trusted.return_codes)
        record("one_login_identity_not_proven", by=by, person_id=by.person_id, codes=codes, follows=follows)
        return to(PAGES[follows])
    who = Person.objects.for_actor(by).defer("nino").get()
    proved_by = ProvedBy(trusted.issuer, person.subject)
    if not record_proven(person=who, proved_by=proved_by, details=details_of(claims), codes=codes):
        return to("other-details")
    keep_id_token(request, person.id_token)
    messages.success(request, _("GOV.UK One Login has proved who you are."))
    return redirect(pending.next)


AFTER = {Purpose.SIGN_IN: _sign_in, Purpose.CONNECT: _offer, Purpose.PROVE: _prove}


def address_of(name: str, leads_to: str) -> str:
    """A page of ours that goes on to another."""
    return reverse(name) + (f"?{urlencode({'next': leads_to})}" if leads_to else "")


def works_here(request: Request) -> bool:
    """Whether they are staff too, by whichever door they came in."""
    return not Door.STAFF.roles.isdisjoint(signed_in_user(request).roles)
