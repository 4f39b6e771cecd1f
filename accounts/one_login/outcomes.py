"""What people are told when One Login does not lead where they meant to go: what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.one_login.pending import Purpose
from core.http import Request
from govuk.fields.base import Words

TEMPLATE = "accounts/one_login/outcome.html"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A page: what it says, and the way on (words, the name of an address, where that leads then)."""

    title: Words
    said: tuple[Words, ...]
    on: tuple[Words, str] | None = None
    then: str = ""
    or_by_email: bool = False
    """Whether to offer the other way to sign in."""
    other_proof: bool = False
    """Whether to offer the other ways to prove who one is."""


START, PROVE, CONNECT, HOME = "accounts:one_login_start", "accounts:one_login_prove", "accounts:one_login", "home:home"
_AGAIN = _("Try again")
_KEPT = _("Everything you had saved is still there.")

OUTCOMES: dict[str, Outcome] = {
    # The way back was not the way there: a page opened again, another browser, too long ago.
    "sign-in-unfinished": Outcome(
        _("We could not finish signing you in"),
        (
            _(
                "This happens when you go back to a page, take longer than 15 minutes, or finish in another browser "
                "than the one you began in."
            ),
            _("Try again in this browser. GOV.UK One Login may let you straight in."),
            _KEPT,
        ),
        (_AGAIN, START),
        or_by_email=True,
    ),
    "prove-unfinished": Outcome(
        _("We do not have the result yet"),
        (
            _(
                "This happens when proving who you are takes longer than 15 minutes, or when you finish in another "
                "browser than the one you began in. We may have signed you out meanwhile."
            ),
            _("GOV.UK One Login has kept what you did. Continue, and we will ask it for the result."),
        ),
        (_("Continue"), START),
        PROVE,
        other_proof=True,
    ),
    "connect-unfinished": Outcome(
        _("We could not connect your GOV.UK One Login"),
        (
            _("This happens when you go back to a page, take longer than 15 minutes, or finish in another browser."),
            _KEPT,
        ),
        (_AGAIN, CONNECT),
    ),
    # What One Login answers instead of letting them through.
    "sign-in-stopped": Outcome(
        _("You did not finish signing in to GOV.UK One Login"),
        (_("GOV.UK One Login lost its place, or you chose to stop. You can start again."), _KEPT),
        (_AGAIN, START),
        or_by_email=True,
    ),
    "prove-stopped": Outcome(
        _("GOV.UK One Login has not proved who you are"),
        (
            _("You may have stopped before the end, changed browsers, or shown something that was not enough."),
            _("You can try again, or prove who you are in another way. Your claim is not affected."),
        ),
        (_AGAIN, PROVE),
        other_proof=True,
    ),
    "connect-stopped": Outcome(
        _("Your GOV.UK One Login is not connected"),
        (_("You did not finish signing in to it. Nothing has changed."),),
        (_AGAIN, CONNECT),
    ),
    "signed-out-there": Outcome(
        _("Sign in again"),
        (_("GOV.UK One Login could not check that it was you, so we signed you out here as well."), _KEPT),
        (_("Sign in with GOV.UK One Login"), START),
        or_by_email=True,
    ),
    "unavailable": Outcome(
        _("GOV.UK One Login is not working right now"),
        (_("Try again in a few minutes. It is not something you did."), _KEPT),
        or_by_email=True,
        other_proof=True,
    ),
    "too-many": Outcome(
        _("You cannot use GOV.UK One Login here for a short while"),
        (_("It was tried too often from your network without success. Try again in an hour."), _KEPT),
        or_by_email=True,
        other_proof=True,
    ),
    "closed-to-us": Outcome(
        _("You cannot use GOV.UK One Login here at the moment"),
        (_("It is not something you did. Try again later, or use another way."), _KEPT),
        or_by_email=True,
        other_proof=True,
    ),
    "not-believed": Outcome(
        _("We could not use what GOV.UK One Login told us"),
        (
            _("Something in its answer was not as it must be, so we did not act on it. It keeps your account safe."),
            _KEPT,
        ),
        (_AGAIN, START),
        or_by_email=True,
    ),
    # Who it is, may not come in like this.
    "for-staff": Outcome(
        _("You cannot sign in with GOV.UK One Login"),
        (_("Your account belongs to somebody who works for us. Sign in to it with its own password."),),
        or_by_email=True,
    ),
    "closed": Outcome(
        _("You cannot sign in to this account"),
        (_("The account that your GOV.UK One Login belongs to is closed. Ask us why."),),
    ),
    "no-address": Outcome(
        _("We could not create your account"),
        (_("GOV.UK One Login did not give us an email address that it has checked. Create an account with us."),),
        (_("Create an account"), "accounts:sign_up"),
    ),
    "known-address": Outcome(
        _("You already have an account"),
        (
            _("There is an account here with the email address of your GOV.UK One Login."),
            _(
                "Sign in to it once with its password. Then you can connect the two, and sign in with GOV.UK One "
                "Login from then on."
            ),
        ),
        (_("Sign in with your password"), "accounts:sign_in"),
        CONNECT,
    ),
    "taken": Outcome(
        _("This GOV.UK One Login cannot be connected"),
        (
            _("It belongs to another account here, or another GOV.UK One Login belongs to your account."),
            _("If you do not know why, tell us."),
        ),
        (_("Back to your account"), "accounts:account"),
    ),
    "of-another": Outcome(
        _("You used another GOV.UK One Login"),
        (
            _(
                "It is not the one that is connected to your account, so we did not use it. Sign out of GOV.UK One "
                "Login and try again with your own."
            ),
        ),
        (_AGAIN, PROVE),
        other_proof=True,
    ),
    # What came of proving who they are (accounts.one_login.return_codes).
    "try-again": Outcome(
        _("GOV.UK One Login has not proved who you are"),
        (
            _("Not everything was done that it needs. You can try again, and it has kept what you did."),
            _("Your claim is not affected."),
        ),
        (_AGAIN, PROVE),
        other_proof=True,
    ),
    "another-way": Outcome(
        _("GOV.UK One Login could not prove who you are"),
        (
            _("This happens to many people, for example when they have no passport or driving licence, or have moved."),
            _("You can prove who you are in another way. Your claim is not affected."),
        ),
        other_proof=True,
    ),
    "see-us": Outcome(
        _("We have to prove who you are ourselves"),
        (
            _("GOV.UK One Login could not do it for us. An adviser will help you do it in another way."),
            _("Your claim is not affected."),
        ),
        other_proof=True,
    ),
    "other-details": Outcome(
        _("Your details are not the same"),
        (
            _("The name or date of birth that GOV.UK One Login has for you is not the one in your claim."),
            _(
                "If it is wrong in your claim, tell us. If you have changed your name, an adviser can check it with "
                "you. We have not changed anything."
            ),
        ),
        other_proof=True,
    ),
}
UNFINISHED = {purpose: f"{purpose.value}-unfinished" for purpose in Purpose}
STOPPED = {purpose: f"{purpose.value}-stopped" for purpose in Purpose}
ERRORS = {
    "login_required": "signed-out-there",
    "temporarily_unavailable": "unavailable",
    "server_error": "unavailable",
    "unauthorized_client": "closed-to-us",
}
"""What each error that One Login answers with leads to, besides ``access_denied``. Any other is a mistake of ours."""


def to(name: str) -> HttpResponse:
    """To the page that says what happened and what to do: one that can be read again, and in the other language."""
    return redirect("accounts:one_login_outcome", name)


def outcome_page(request: Request, name: str) -> HttpResponse:
    """That page."""
    outcome = OUTCOMES[name]
    is_in = request.actor.is_authenticated
    on = None
    if outcome.on:
        words, place = outcome.on
        query = f"?next={reverse(outcome.then)}" if outcome.then else ""
        # Who is signed in goes straight there.
        on = (words, reverse(outcome.then) if is_in and outcome.then else reverse(place) + query)
    context = {
        "outcome": outcome,
        "on": on,
        "by_email_url": reverse("accounts:sign_in") if outcome.or_by_email and not is_in else "",
        "proof_url": reverse("accounts:identity") if outcome.other_proof and is_in else "",
    }
    return render(request, TEMPLATE, context)
