"""Looking at a password: counted first, then compared."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest

from accounts.devices import known_device
from accounts.models import User
from accounts.throttle import MustWait, count_try, password_counts, place_of, take_back
from govuk.text import plain_email


def user_with(request: HttpRequest, *, email: str, password: str) -> User | None:
    """The user who may sign in with these; None when there is none. One password is hashed either way.

    Every page that takes a password asks here, so that it cannot be guessed on another. Raises MustWait.
    """
    address = plain_email(email)
    counts = password_counts(email=address, place=place_of(request), device=known_device(request, address))
    next_at = count_try(counts)
    user = authenticate(request, username=address, password=password)
    if isinstance(user, User):
        take_back(counts)
        return user
    if next_at:
        raise MustWait(next_at)
    return None
