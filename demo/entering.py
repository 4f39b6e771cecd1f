"""Coming in with one click, without password or second step: in demonstrations only."""

from __future__ import annotations

from accounts.doors import DEMONSTRATION, Door
from accounts.models import User
from accounts.signing_in import end_session, start_session
from core.http import Request


def enter_as(request: Request, user: User) -> None:
    """Sign in as somebody, everybody by their own door. Whoever was signed in is signed out first."""
    end_session(request)
    start_session(request, user, door=Door.of(user.roles), confirmed_by=DEMONSTRATION)
