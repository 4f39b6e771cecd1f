"""What One Login publishes, kept for as long as it says: its addresses and its keys."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from accounts.one_login.web import Answer, NoAnswer, get_json

LEAST_SECONDS, USUAL_SECONDS, MOST_SECONDS = 60, 60 * 60, 24 * 60 * 60
"""A document is kept for as long as it says within these, or as usual when it does not say."""
STALE_SECONDS = 24 * 60 * 60
"""While it cannot be had anew, what was kept is trusted for this much longer: their documentation asks for that."""
AGAIN_SECONDS = 60
"""How often, at most, a document is asked for that failed, or in which a key was not found."""
MOST_KEPT = 8
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,9})(?:$|[\s,;])", re.IGNORECASE)


@dataclass(slots=True)
class _Kept:
    document: dict[str, Any] | None = None
    fresh_until: float = float("-inf")
    failed_at: float = float("-inf")
    anew_at: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)

    def is_fresh(self) -> bool:
        return self.document is not None and time.monotonic() < self.fresh_until

    def will_do(self) -> bool:
        """Whether to go on with what there is: it is fresh, or asking for it anew has just failed."""
        return self.is_fresh() or (self.document is not None and time.monotonic() < self.failed_at + AGAIN_SECONDS)


class Documents:
    """The documents of one process. ``time.monotonic`` counts: no clock that is set or moved makes them older."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()

    def get(self, url: str) -> dict[str, Any]:
        """The document at this address. Raises NoAnswer when there is none, not even one that is a little old."""
        kept = self._at(url)
        document = kept.document
        # Whoever is first asks; the others go on with the old one, or wait when there is none.
        if not kept.will_do() and kept.lock.acquire(blocking=document is None):
            try:
                if not kept.will_do():
                    self._refresh(url, kept)
                document = kept.document
            finally:
                kept.lock.release()
        if document is None:
            raise NoAnswer("too old")
        return document

    def get_anew(self, url: str) -> dict[str, Any]:
        """The document as it is now, for a key that is not in the one that was kept: at most once a minute, however
        many tokens name a key that nobody has. Raises NoAnswer."""
        kept = self._at(url)
        with kept.lock:
            if time.monotonic() >= kept.anew_at + AGAIN_SECONDS:
                kept.anew_at = time.monotonic()
                self._ask(url, kept)
        return self.get(url)

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()

    def _at(self, url: str) -> _Kept:
        with self._lock:
            if url not in self._kept and len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            return self._kept.setdefault(url, _Kept())

    def _refresh(self, url: str, kept: _Kept) -> None:
        try:
            self._ask(url, kept)
        except NoAnswer:
            if time.monotonic() > kept.fresh_until + STALE_SECONDS:
                kept.document = None
                raise
            kept.failed_at = time.monotonic()

    def _ask(self, url: str, kept: _Kept) -> None:
        answer = get_json(url)
        kept.document, kept.fresh_until = answer.document, time.monotonic() + _seconds(answer)


def _seconds(answer: Answer) -> int:
    if "no-store" in answer.cache_control.lower():
        return LEAST_SECONDS
    found = _MAX_AGE.search(answer.cache_control)
    return min(max(int(found[1]), LEAST_SECONDS), MOST_SECONDS) if found else USUAL_SECONDS


documents = Documents()
