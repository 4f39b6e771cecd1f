"""Looking at a password: counted first, then compared."""

from __future__ import annotations

import logging

from django.contrib.auth import authenticate
from django.http import HttpRequest

from accounts.devices import known_device
from accounts.models import User
from accounts.throttle import MustWait, count_try, password_counts, place_of, take_back
from core.digests import digest
from govuk.text import plain_email

logger = logging.getLogger(__name__)


def user_with(request: HttpRequest, *, email: str, password: str) -> User | None:
    """The user who may sign in with these; None when there is none. One password is hashed either way.

    Every page that takes a password asks here, so that it cannot be guessed on another. A wrong one is in the log, with
    a keyed hash of the address: whoever reads it sees guesses at one account, and not at whose. Raises MustWait.
    """
    address = plain_email(email)
    account = {"account": digest(f"log {address}").hex()[-16:]}
    counts = password_counts(email=address, place=place_of(request), device=known_device(request, address))
    try:
        next_at = count_try(counts)
    except MustWait:
        logger.info("A password was not looked at", extra={"fields": account})
        raise
    user = authenticate(request, username=address, password=password)
    if isinstance(user, User):
        take_back(counts)
        return user
    logger.info("A password was refused", extra={"fields": account})
    if next_at:
        raise MustWait(next_at)
    return None
