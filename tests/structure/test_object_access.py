"""Every thing of somebody's, asked for by everybody: at each address that names one, and on each page of one's own."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from accounts.models import Concern, Factor, Session, User
from accounts.sessions import stored_key
from audit.models import Access
from claims.models import Claim, Member
from claims.selectors import declared_groups
from govuk import error_views
from tests.conftest import fill_as_after_migrating
from tests.structure.object_access import ALWAYS, HELPERS, OF_EMPLOYERS, OF_NOBODY, OPENERS, OWNERS, ROWS, Meets, Row
from tests.structure.object_asking import asking, before, doings, undone
from tests.structure.object_kinds import Household, Mark, Stage, Who, World
from tests.structure.object_world import NONE, make_world
from tests.structure.test_url_access import ACCESS, DEMONSTRATION, EVERY, MACHINE, PUBLIC

PARTS = {each.name: frozenset(each.converters) for each in EVERY}
SERVED = [each.name for each in EVERY if ACCESS[each.name] not in (DEMONSTRATION, MACHINE)]
NAMING = [name for name in SERVED if PARTS[name] and name not in OF_NOBODY | OF_EMPLOYERS]
OWN_PAGES = [name for name in SERVED if not PARTS[name] and ACCESS[name] != PUBLIC]
# What an address may name of one claim with the reference of another before it.
BORROWED = frozenset({"item", "pay_id", "check_id", "person_id"})
REFUSED_ADMIN = {Who.VISITOR: Meets.STAFF_SIGN_IN, Who.SETTING_UP: Meets.SET_UP}
STEP = "accounts:remove_factor"
DRAWN = error_views._page


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once. What a test does to it is undone by itself."""
    # Whether a session that nothing changed is written again is looked at where sessions end, and not here.
    asked = override_settings(DEMONSTRATION=True, SESSION_SAVE_EVERY_REQUEST=False)
    with django_db_blocker.unblock(), asked, transaction.atomic():
        fill_as_after_migrating()
        logging.disable(logging.WARNING)  # most of what is asked for here is not there
        with pytest.MonkeyPatch.context() as patch:
            # What is in a file and not how it looks: to make and to read a PDF takes longer than all else here.
            patch.setattr("claims.views.sent.answers_pdf", lambda _claim, said, own: f"{said} {own}".encode())
            # Everybody signs in once, and a busy machine takes longer to ask for everything than a factor stays fresh.
            patch.setattr("accounts.step_up.STAYS_FRESH", timedelta(minutes=50))
            patch.setattr("privacy.views.copy_pdf", lambda document: json.dumps(document).encode())
            patch.setattr("accounts.views.factors._picture", lambda address: address)
            # The page that says there is no such page is met thousands of times, and one test looks at it.
            patch.setattr(error_views, "_page", lambda name, status, *_of, **_said: HttpResponse(name, status=status))
            with override_settings(CLOCK_CAN_MOVE=True):  # the households have a past
                made = make_world()
            # Each asking is undone, and what it had written again of a session too: none comes near its end here.
            Session.objects.update(expire_date=F("expire_date") + timedelta(minutes=50))
            yield made
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def read(response: Any) -> Any:
    """An answer; of one that comes in pieces, all of it, and under which name it is to be saved."""
    if not response.streaming:
        return response
    return HttpResponse(response.getvalue() + response.headers["Content-Disposition"].encode())


def text_of(response: Any) -> str:
    """All that a page or a file says."""
    return f"{response.content.decode()}{response.headers.get('Location', '')}"


def met(response: Any) -> Meets | int:
    """What came of asking."""
    to = response.headers.get("Location", "")
    doors = {
        "accounts:sign_in": Meets.SIGN_IN,
        "accounts:staff_sign_in": Meets.STAFF_SIGN_IN,
        "accounts:employer_sign_in": Meets.SIGN_IN,
        "accounts:step_up": Meets.CONFIRM,
        "accounts:add_factor": Meets.SET_UP,
    }
    for name, meets in doors.items():
        if to.startswith(reverse(name)):
            return meets
    if to.startswith("/staff/") and to.endswith("/open/"):
        return Meets.SAY_WHY
    if response.status_code == 200 and b'name="second_step_sent"' in response.content:
        return Meets.CONFIRM
    answered = dict.fromkeys((200, 302, 405, 409), Meets.PAGE)
    status = int(response.status_code)
    return {404: Meets.NOTHING, **answered}.get(status, status)


def url_of(name: str, row: Row, of: Household, **instead: Any) -> str:
    """The address about what is a household's."""
    about = {**of.about, **{part: of.about.get(said, said) for part, said in row.items.items()}, **instead}
    return reverse(name, kwargs={part: about[part] for part in PARTS[name]})


def faults(world: World, name: str, row: Row, who: Who) -> Iterator[str]:
    """What is not as the row says when they ask: for the thing, and for it as if it were of a claim that they see."""
    household, other = world.owned[row.stage], world.others[row.stage]
    yield from _asked(world, url_of(name, row, household), row, who, row.meets.get(who, Meets.NOTHING))
    if BORROWED & PARTS[name] and "reference" in PARTS[name] and who in (Who.OTHER, *OPENERS):
        url = url_of(name, row, household, reference=other.claim.reference)
        yield from _asked(world, url, row, who, row.borrowed.get(who, Meets.NOTHING))


def _asked(world: World, url: str, row: Row, who: Who, expected: Meets) -> Iterator[str]:
    household, browser = world.owned[row.stage], world.browsers[who, row.stage]
    so_far = before(world, row.stage)
    for method in ("get", "post"):
        with undone(browser):
            response = read(getattr(browser, method)(url, row.form if method == "post" else None))
            after = doings(household)
        is_page = expected is Meets.PAGE or (expected is Meets.READS and method == "get")
        meets = Meets.PAGE if is_page else Meets.NOTHING if expected is Meets.READS else expected
        found = met(response)
        said = f"{method} {url} by {who}"
        if meets is Meets.LED_ON and response.status_code == 302:
            found = Meets.LED_ON
        if found != meets:
            yield f"{said}: meets {found} ({response.status_code}), not {meets}"
        may_find = ALWAYS.get(who, frozenset()) | row.also if is_page else frozenset()
        if seen := {mark for mark in Mark if mark in text_of(response)} - may_find:
            yield f"{said}: finds {sorted(seen)}"
        if not is_page and after != so_far:
            yield f"{said}: something was done, or recorded as seen"
        if (
            is_page
            and method == "get"
            and row.recorded
            and response.status_code == 200  # who is sent on has seen nothing yet
            and who in (*OPENERS, *HELPERS, Who.ADVISER)
            and after[1] == so_far[1]
        ):
            yield f"{said}: nobody recorded that they saw it"


def test_every_address_that_names_a_thing_has_a_row() -> None:
    """A row of tests/structure/object_access.py says who meets what there; ``OF_NOBODY`` names those of nobody's."""
    assert set(NAMING) == set(ROWS)


@pytest.mark.parametrize("name", list(ROWS))
def test_a_thing_is_there_for_whom_it_is_and_for_nobody_else(world: World, db: None, name: str) -> None:
    found = [
        fault
        for row in ROWS[name]
        for who in asking(world, name, row.stage, always=row.meets)
        for fault in faults(world, name, row, who)
    ]
    assert found == []


@pytest.mark.parametrize("who", list(Who))
def test_the_page_that_says_there_is_no_such_page_says_nothing_else(world: World, db: None, who: Who) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(error_views, "_page", DRAWN)
        response = world.browsers[who, Stage.PAID].get("/no-such-page/")
    assert (response.status_code, b"govuk-template" in response.content) == (404, True)
    assert {mark for mark in Mark if mark in text_of(response)} <= ALWAYS.get(who, frozenset())


def test_what_is_looked_for_is_there_to_be_found(world: World, db: None) -> None:
    found: dict[Who, set[Mark]] = {}
    for who, name, row in (
        (Who.OWNER, "claims:check", ROWS["claims:check"][0]),
        (Who.PARTNER, "claims:check", ROWS["claims:check"][0]),
        (Who.TEAM_LEADER, "staff:record", ROWS["staff:record"][0]),
    ):
        said = text_of(world.browsers[who, row.stage].get(url_of(name, row, world.owned[row.stage])))
        found[who] = {mark for mark in Mark if mark in said}
    assert found == {
        Who.OWNER: {Mark.NAME, Mark.OWN, Mark.SHARED, Mark.BANK},
        Who.PARTNER: {Mark.PARTNER, Mark.SHARED, Mark.BANK},
        Who.TEAM_LEADER: {Mark.NAME, Mark.OWN, Mark.SHARED},
    }


@pytest.mark.parametrize("who", list(Who))
def test_pages_of_ones_own_show_nothing_of_anybody_elses(world: World, db: None, who: Who) -> None:
    """To-dos, messages, sessions, devices, a copy of one's data, lists of work: whatever has no name in an address."""
    browser, household = world.browsers[who, Stage.PAID], world.owned[Stage.PAID]
    session = world.browsers[Who.OWNER, Stage.PAID].session.session_key
    theirs = {str(each) for each in household.about.values() if isinstance(each, UUID)} | {household.claim.reference}
    theirs.discard(str(NONE))
    if who in (Who.OWN_CLAIM, Who.HELPS_TOO):
        # What staff said of themselves, which every team leader may end (staff:end_known).
        theirs.discard(str(household.about["known_id"]))
    sent = {"session": stored_key(str(session)), **{name: str(value) for name, value in household.about.items()}}
    so_far = before(world, Stage.PAID)
    for name in OWN_PAGES:
        if who not in asking(world, name):
            continue
        for method in ("get", "post") if who not in OWNERS else ("get",):
            with undone(browser):
                response = getattr(browser, method)(reverse(name), sent if method == "post" else None)
                after = doings(household)
                assert Session.objects.filter(session_key=sent["session"]).exists(), name
            assert response.status_code in (200, 204, 302, 400, 404, 405, 409, 429), (
                name,
                method,
                response.status_code,
            )
            said = text_of(response)
            assert {mark for mark in Mark if mark in said} <= ALWAYS.get(who, frozenset()), (name, method)
            if who not in (*OWNERS, Who.PARTNER, *HELPERS, *OPENERS, Who.ADVISER):
                assert not [each for each in theirs if each in said], (name, method)
            if who not in (*OWNERS, Who.PARTNER, *OPENERS, Who.OWN_CLAIM, Who.ADVISER, Who.FORMER):
                assert after == so_far, (name, method)


@pytest.mark.parametrize("who", list(Who))
def test_the_admin_is_for_admins_and_shows_nothing_of_a_claim(world: World, db: None, who: Who) -> None:
    """Whoever is no admin is kept out of all of it alike: two of them try every page."""
    browser = world.browsers[who, Stage.PAID]
    for model in admin.site._registry if who in (Who.ADMIN, Who.TEAM_LEADER, Who.VISITOR) else [User]:
        row = model._default_manager.first()
        pages: list[tuple[str, list[Any]]] = [("changelist", []), ("add", [])]
        pages += [(page, [row.pk]) for page in ("change", "history", "delete") if row]
        for page, args in pages:
            response = browser.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args))
            if who is Who.ADMIN:
                assert response.status_code in (200, 302, 403), (model, page)
            else:
                assert met(response) == REFUSED_ADMIN.get(who, Meets.NOTHING), (model, page)
            assert {mark for mark in Mark if mark in text_of(response)} <= ALWAYS.get(who, frozenset()), (model, page)


def _any_place(actor: Any, reference: str) -> Member | None:
    return Member.objects.filter(claim__reference=reference).select_related("claim__draft").first()


BROKEN = {
    "whose claim it is": ("claims.access._own_place", _any_place, "claims:tasks", Who.OTHER),
    "that they left it": ("claims.access._own_place", _any_place, "claims:sent", Who.FORMER),
    "whose claims staff may handle": (
        "staff.access.claims_for_staff",
        lambda _actor: Claim.objects.all(),
        "staff:record",
        Who.OWN_CLAIM,
    ),
    "that they said why": (
        "staff.access.opening_of",
        lambda *_of: Access.objects.filter(page="record opened").first(),
        "staff:record",
        Who.ADVISER,
    ),
    "that it is recorded": ("staff.access.record_visit", lambda **_of: None, "staff:record", Who.OPENED),
    "whose second step it is": ("accounts.views.factors.steps_of", lambda _of: Factor.objects.all(), STEP, Who.OTHER),
    "whose account they ask about": (
        "staff.views.accounts.concerns_for",
        lambda _actor: Concern.objects.all(),
        "staff:concern",
        Who.OWN_CLAIM,
    ),
    "which declaration is whose": (
        "claims.views.sent.declared_groups",
        lambda claim, _member, **said: declared_groups(claim, None, **said),
        "claims:answers",
        Who.PARTNER,
    ),
}


@pytest.mark.parametrize("check", list(BROKEN))
def test_it_is_found_out_when_a_check_is_taken_away(
    world: World, db: None, monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    where, nothing, name, who = BROKEN[check]
    monkeypatch.setattr(where, nothing)
    found = [fault for row in ROWS[name] for fault in faults(world, name, row, who)]
    assert [fault for fault in found if "(500)" not in fault]  # found out, and not only broken
