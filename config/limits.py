"""How many pages are asked for in a minute: so many in one session, or from one place where nobody is signed in.

A person reads a few pages in a minute, a program hundreds. Counted in the memory of each process, without a query: what
it forgets when it ends is a minute old at most. Guesses at passwords and codes are counted elsewhere, and for longer
(``accounts.throttle``).
"""

from __future__ import annotations

import functools
import math
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.throttle import place_of, round_up
from config import metrics
from core import clock
from govuk.error_views import too_many_requests

SECONDS = 60
MOST_KEPT = 100_000
"""Of sessions and places that one process counts in a minute. More at once is no single asker's doing."""
LEAST_A_PROCESS = {"session": 60, "place": 600}
"""A process never refuses fewer: whose requests come to which is chance."""


class Counts:
    """How often each asked since the minute began. Threads that count at the same moment may lose one."""

    def __init__(self) -> None:
        self.minute, self.of = -1, dict[str, int]()

    def add(self, who: str) -> int:
        """Count one more; returns how many there are."""
        minute = int(time.monotonic()) // SECONDS
        if minute != self.minute:
            self.minute, self.of = minute, {}
        count = self.of.get(who, 0) + 1
        if count > 1 or len(self.of) < MOST_KEPT:
            self.of[who] = count
        return count


COUNTS = Counts()
"""Of this process."""


def seconds_left() -> int:
    """Until a new minute begins."""
    return SECONDS - int(time.monotonic()) % SECONDS


def most(kind: str) -> int:
    """How many this process answers in a minute for one session, or for one place."""
    whole = settings.REQUESTS_A_MINUTE if kind == "session" else settings.REQUESTS_A_MINUTE_FROM_PLACE
    return _share(whole, settings.WEB_PROCESSES, LEAST_A_PROCESS[kind])


@functools.lru_cache(maxsize=16)
def _share(whole: int, processes: int, least: int) -> int:
    return max(math.ceil(whole / processes), min(whole, least))


class LimitMiddleware:
    """Answers who asks for too many pages with one that says when to go on. After the session is known, and before
    anything else is done for them; machines and static files were answered before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.REQUESTS_A_MINUTE:
            return self.get_response(request)
        # A cookie that anybody made up is no session: only one that is signed in counts for itself.
        is_in = settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session
        kind = "session" if is_in else "place"
        who = request.session.session_key if is_in else place_of(request)
        if COUNTS.add(who or "") <= most(kind):
            return self.get_response(request)
        metrics.count_refusal(kind)
        left = seconds_left()
        return too_many_requests(request, seconds=left, again_at=round_up(clock.now() + timedelta(seconds=left)))
