"""How somebody asks, what was done meanwhile, and who need not ask because another is refused just the same."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import Client

from core.access import access_of
from tests.structure.object_kinds import Household, Stage, Who, World
from tests.structure.object_readers import Standing, standing_of
from tests.structure.test_url_access import EVERY

VIEWS = {each.name: each.view for each in EVERY}
_ABOUT = "WHERE person_id = ANY(%(people)s) OR claim_reference = %(reference)s"
DOINGS = f"SELECT (SELECT count(*) FROM audit_event {_ABOUT}), (SELECT count(*) FROM audit_access {_ABOUT})"


@contextmanager
def undone(browser: Client) -> Iterator[None]:
    """What was done meanwhile is undone, also what the browser was told to keep."""
    kept: Any = browser.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    browser.cookies = kept


def doings(household: Household) -> tuple[int, int]:
    """How much was done to what is a household's, and how often it was looked at."""
    people = [each.person.pk for each in (household.owner, household.partner, household.former)]
    with connection.cursor() as cursor:
        cursor.execute(DOINGS, {"people": people, "reference": household.claim.reference})
        events, accesses = cursor.fetchone()
    return events, accesses


def before(world: World, stage: Stage) -> tuple[int, int]:
    """The same before anybody asked: each asking is undone."""
    if stage not in world.done:
        world.done[stage] = doings(world.owned[stage])
    return world.done[stage]


def asking(world: World, name: str, stage: Stage = Stage.PAID, *, always: Container[Who] = ()) -> Iterator[Who]:
    """Everybody who is to ask at an address. Of those with the same roles by the same door, whom what its view declares
    keeps out before anything is looked up, only the first: nothing tells one from another there."""
    access = access_of(VIEWS[name])
    met_by: set[Standing] = set()
    for who in Who:
        standing = standing_of(world.browsers[who, stage])
        if access and access.roles and standing and access.roles.isdisjoint(standing.here) and who not in always:
            if standing in met_by:
                continue
            met_by.add(standing)
        yield who
