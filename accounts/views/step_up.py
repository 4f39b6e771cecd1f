"""The page that asks somebody who is signed in to confirm that it is them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.doors import Door, door_of
from accounts.moving import NOTED, has_moved
from accounts.signing_in import confirm_again, destination
from accounts.step_up import ask, confirming, is_fresh, typed_before
from accounts.throttle import MustWait, waiting_page
from accounts.where import note_where
from core import access
from core.http import Request


@access.setting_up
@never_cache
@sensitive_post_parameters()
def step_up(request: Request) -> HttpResponse:
    """Ask for a factor, or the password; then go on, with what was typed."""
    to, typed = destination(request), typed_before(request)
    asking = confirming(request)
    try:
        confirmed_by = asking.confirmed_by() if request.method == "POST" else ""
    except MustWait as waiting:
        return waiting_page(request, waiting)
    if confirmed_by:
        confirm_again(request, confirmed_by=confirmed_by)
        if door_of(request.session) is Door.STAFF:
            # From now on it is here that they are.
            note_where(request)
            request.session.pop(NOTED, None)
    elif not is_fresh(request) or has_moved(request) or request.method == "POST":
        return ask(request, next_url=to, typed=typed, asking=asking, has_moved=has_moved(request))
    # The browser sends the form anew, to where it was going.
    return redirect(to, preserve_request=typed is not None)
