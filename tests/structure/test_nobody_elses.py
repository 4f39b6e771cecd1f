"""What the process keeps in memory is the same for everybody: a page is what it would be had nobody else ever come."""

from __future__ import annotations

import functools
import gc
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from accounts.roles import Role
from core import clock
from core.actor import Actor
from demo.stories import LONE_PARENT
from support import notices
from support.models import Announcement
from support.services import publish_announcement
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PACKAGES = frozenset(
    {"accounts", "claims", "config", "core", "demo", "govuk", "home", "journal", "journeys", "payments", "support"}
)
DIFFERS = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=nonce=")[^"]*')
# What somebody could write to be taken for markup, for a template, for a place to fill, or for a hole in what is kept.
HOSTILE = (
    "<script>alert(1)</script> \x02csrf_input\x03 \x020\x03",
    "{{ 7 * 7 }} {% x %} {name} {employer} {0} {}",
    "%(name)s %s %%(day)s \\1 \\g<0> \u202e\u05d0 \"'&amp;",
)
ASKED = "?q=%02csrf_input%03%22%3Cscript%3E{{7*7}}%25(words)s{0}&from=check&next=//evil.example"
Reader = tuple[Client, Claimant]  # whose browser, and whose claim they ask for
Ask = tuple[int, str, str, bool]  # the place of a reader, a language, an address, and whether a form is sent


@pytest.fixture(autouse=True)
def _announced(db: None, nothing_announced_before: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Something for everybody, for claimants and for staff, in words that a template would trip over."""
    monkeypatch.setattr(settings, "NOTICES_KEPT_SECONDS", 3600)
    by = Actor(user_id=7, name="Ada", roles=frozenset({Role.ADMIN}), person_id=None, channel="online")
    with time_machine.travel(NOW, tick=False):
        for audience in ("everyone", "claimants", "staff"):
            said = Announcement(kind="problem", audience=audience, starts_at=clock.now())
            said.title, said.words = f"For {audience} {{0}} %s", f"{audience} \x02to\x03 %(count)s {{{{ title }}}}"
            publish_announcement(announcement=said, by=by)
        notices.expire()
        yield


def _caches() -> list[Any]:
    """Everything of ours that is kept by what it was asked."""
    # By its type: to ask a lazy object what it is an instance of would make it.
    kept = [each for each in gc.get_objects() if type(each) is functools._lru_cache_wrapper]
    return [each for each in kept if str(each.__module__).partition(".")[0] in PACKAGES]


def _claimant(number: int, words: str) -> Claimant:
    """Somebody whose every answer in words is marked and hostile: put there past the checks of what is typed."""
    said = f"mark{number}mark {words}"
    named = ("employer", "child_given_names")
    entries = {
        task: [
            {**LONE_PARENT.entries[task][0], **{name: said for name in named if name in LONE_PARENT.entries[task][0]}}
        ]
        for task in ("children", "work")
    }
    answers = {"given_names": said, "family_name": words, "address_line_1": said, "account_holder": said}
    return make_claimant().answer(LONE_PARENT.but(entries, **answers, nino=f"QQ{number:06}C"))


def _asked(readers: list[Reader]) -> list[Ask]:
    """Everybody's turn by turn, so that each page is met after everybody else's of its kind."""
    pages = [("home", "address"), ("bank", "bank-details"), ("children", "list"), ("work", "check"), ("check",), ()]
    ours = ["/", "/home/", "/account/", "/to-do/", "/help/", "/service-status/", "/nothing/", "/staff/", "/sign-in/"]
    turns = []
    for address, language, (place, (_browser, about)) in product(
        [*ours, *pages], ("en", "cy"), list(enumerate(readers))
    ):
        where = address if isinstance(address, str) else about.url(*address)
        turns += [(place, language, where, False), (place, language, where + ASKED, False)]
        turns += (
            [(place, language, where, True)] if where.endswith(("/address/", "/bank-details/", "/sign-in/")) else []
        )
    return turns


def _shown(readers: list[Reader], ask: Ask) -> tuple[int, str]:
    place, language, address, is_sent = ask
    browser = readers[place][0]
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    typed = dict.fromkeys(("address_line_1", "postcode", "account_holder", "email"), f"mark{place}mark {HOSTILE[0]}")
    response = browser.post(address, typed) if is_sent else browser.get(address)
    return response.status_code, DIFFERS.sub("", response.content.decode())


def test_a_page_is_the_same_whoever_came_before() -> None:
    claimants = [_claimant(number, words) for number, words in enumerate(HOSTILE)]
    readers = [(each.browser, each) for each in claimants]
    readers += [(Client(), claimants[0]), (signed_in(make_user(Role.DECISION_MAKER)), claimants[0])]
    asked = _asked(readers)
    for _twice in range(2):
        warm = {ask: _shown(readers, ask) for ask in asked}
    statuses = [status for status, _html in warm.values()]
    assert 500 not in statuses
    assert statuses.count(200) > len(asked) / 2
    for ask, (_status, html) in warm.items():
        assert not [n for n in range(len(readers)) if n != ask[0] and f"mark{n}mark" in html], ask
        assert "<script>alert" not in html, ask
        assert not ("For staff" in html and ask[0] != 4), ask
        assert not ("For claimants" in html and ask[0] > 2), ask
    assert {n for ask, (_s, html) in warm.items() for n in range(3) if f"mark{n}mark" in html} == {0, 1, 2}
    caches = _caches()
    for ask in asked[::4]:
        # As in a process that has only begun.
        notices.expire()
        for each in caches:
            each.cache_clear()
        assert _shown(readers, ask) == warm[ask], ask
