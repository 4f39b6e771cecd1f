"""Confirming again that it is them, before what matters: ``@needs_fresh_factor`` above a view, or
``@needs_fresh_factor_to_send`` above one that may be read without.

Whoever confirmed within five minutes sees nothing of it. Others are asked, and then are where they were: on the page
that they opened, or past the form that they sent, which is sent again with all that they typed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import CONFIRMED_AT, CONFIRMED_BY, PASSWORD, door_of, is_setting_up
from accounts.factors.selectors import kinds_at, kinds_of
from accounts.models import User
from accounts.signing_in import end_session
from accounts.views.confirming import Confirming
from core.http import Request
from govuk.languages import typed_so_far

STAYS_FRESH = timedelta(minutes=5)
OURS = "second_step_"
SENT = f"{OURS}sent"
"""Goes along with what was sent to another page, if only a button."""
LEFT_OUT = ("csrfmiddlewaretoken", "page-language")
View = Callable[..., HttpResponseBase]


def needs_fresh_factor(view: View) -> View:
    """Ask whoever comes to this view to confirm that it is them, if they have not within five minutes."""

    return _asking(view, when_read=True)


def needs_fresh_factor_to_send(view: View) -> View:
    """Ask whoever sends the form of this page. Its words can be read without."""
    return _asking(view, when_read=False)


def _asking(view: View, *, when_read: bool) -> View:
    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (request.method != "POST" and not when_read) or is_fresh(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return ask(request, next_url=request.get_full_path(), typed=request.POST)
        return redirect(f"{reverse('accounts:step_up')}?{urlencode({'next': request.get_full_path()})}")

    return asked


def is_fresh(request: Request) -> bool:
    """Whether they confirmed within five minutes that it is them: by a second step, if they have any; by their password
    otherwise. A query for those who last gave their password."""
    session = request.session
    if not request.actor.is_authenticated or time.time() - session.get(CONFIRMED_AT, 0) > STAYS_FRESH.total_seconds():
        return False
    return session.get(CONFIRMED_BY, PASSWORD) != PASSWORD or not kinds_of(signed_in_user(request))


def signed_in_user(request: Request) -> User:
    """Who is signed in."""
    assert isinstance(request.user, User)
    return request.user


def confirming(request: Request) -> Confirming:
    """The asking, by what they have that is enough where they came in. Staff who have only what is not enough there
    confirm with that, to set up what is."""
    user = signed_in_user(request)
    kinds = kinds_of(user)
    enough = kinds if is_setting_up(request.session) else kinds_at(door_of(request.session), kinds, user.roles)
    return Confirming(request, user, enough)


def ask(
    request: Request,
    *,
    next_url: str,
    typed: QueryDict | None = None,
    asking: Confirming | None = None,
    has_moved: bool = False,
) -> HttpResponse:
    """The page that asks. ``typed`` is what they had sent to ``next_url``: it goes along, unseen, and arrives there
    when they have confirmed. ``has_moved``: it asks because their session turned up elsewhere."""
    asking = asking or confirming(request)
    if not asking.kinds and not asking.user.has_usable_password():
        return _sign_in_again(request, next_url, is_unsent=typed is not None)
    return render(
        request,
        "accounts/step_up.html",
        {
            **asking.context(),
            "action": f"{reverse('accounts:step_up')}?{urlencode({'next': next_url})}",
            "back_url": next_url if typed is None else "",
            "has_moved": has_moved,
            "kept": [(SENT, "1"), *kept(typed)] if typed is not None else [],
        },
    )


def _sign_in_again(request: Request, next_url: str, *, is_unsent: bool) -> HttpResponse:
    """Whoever has no password of ours and no second step confirms that it is them as they came: by signing in."""
    end_session(request)
    messages.info(
        request,
        _(
            "Sign in again with GOV.UK One Login, so that we know that it is still you. "
            "Then you can go on with what you were doing."
        ),
    )
    query = {"next": next_url, **({"unsent": "1"} if is_unsent else {})}
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode(query)}")


def typed_before(request: Request) -> QueryDict | None:
    """What they had typed on the page before this one, if it was sent."""
    given = request.POST if request.method == "POST" else typed_so_far()
    return given if given is not None and SENT in given else None


def kept(typed: QueryDict) -> Iterator[tuple[str, str]]:
    """Names and values to send along: all but our own, and passwords, which are on no page."""
    for name, values in typed.lists():
        if not name.startswith(OURS) and name not in LEFT_OUT and "password" not in name:
            for value in values:
                yield name, value if isinstance(value, str) else str(value)
