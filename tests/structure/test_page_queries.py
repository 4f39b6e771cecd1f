"""Each page asks the database a fixed number of times, which the table says, however much there is to read."""

from __future__ import annotations

import logging
import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access import access_of
from tests.structure.page_queries import QUERIES
from tests.structure.page_readers import Reader, readers
from tests.structure.test_url_access import DEMONSTRATION, EVERY, MACHINE, Address

TODAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MUCH = 7  # of everything: more than the few that a page shows first
# What a page of a claim is about, where its address says more than whose claim it is.
WITHIN: dict[str, dict[str, str]] = {
    "claims:question": {"task": "home", "page": "rent"},
    "claims:task_check": {"task": "home"},
    "claims:list": {"task": "children"},
    "claims:add_item": {"task": "children"},
    "claims:remove_item": {"task": "children"},
    "claims:item_check": {"task": "children"},
    "claims:item_question": {"task": "children", "page": "child-benefit"},
    "claims:equality_task_check": {"task": "about-you"},
    "claims:equality_question": {"task": "about-you", "page": "health"},
    "help:question": {"slug": "can-i-claim"},
    "demo:sign_in": {"persona": "rosa.hughes"},
    "demo:gallery_component": {"name": "button"},
    "demo:gallery_state": {"name": "button", "state": "default"},
    "demo:gallery_journey": {"journey": "claim"},
    "demo:gallery_go": {"journey": "claim", "page": "rent"},
}
QUERY = {"staff:find": "?q=Hughes"}
# Those that machines ask are counted in tests/config/test_machines.py.
PAGES = [each for each in EVERY if each.declared != MACHINE]
Queries = Counter[str]
Measured = dict[tuple[str, str], tuple[Queries | None, Queries | None]]


def is_asked(address: Address, reader: Reader) -> bool:
    """Whether the declared access lets this reader in at all (tests/structure/test_url_access.py). A demonstration's
    own pages are counted for a visitor only: in production there are none."""
    access = access_of(address.view)
    assert access
    is_let_in = not reader.roles if access.demonstration else bool(reader.roles) or not access.signed_in
    return (
        is_let_in
        and address.name.startswith(reader.only)
        and not (access.roles and access.roles.isdisjoint(reader.roles))
    )


def url_of(address: Address, reader: Reader) -> str:
    """The address, as this reader asks for it."""
    about = {**reader.about(address.name), **WITHIN.get(address.name, {})}
    lacking = address.converters.keys() - about.keys()
    assert not lacking, f"Say in WITHIN what {address.name} is about: {', '.join(lacking)}"
    url = reverse(address.name, kwargs={name: about[name] for name in address.converters})
    return url + QUERY.get(address.name, "")


def queries(address: Address, reader: Reader) -> Queries | None:
    """What a page asks; None when this reader gets no page."""
    with CaptureQueriesContext(connection) as captured:
        if reader.browser.get(url_of(address, reader)).status_code != 200:
            return None
    return Counter(re.sub(r"'[^']*'|\d+|SAVEPOINT .*", "_", query["sql"])[:150] for query in captured)


@pytest.fixture
def measured(db: None, settings: Any, caplog: pytest.LogCaptureFixture) -> Measured:
    """Every page and reader: the queries with little to read, and with much."""
    caplog.set_level(logging.CRITICAL)  # many an address is no page to somebody

    def measure(times: int, before: dict[tuple[str, str], Queries | None]) -> dict[tuple[str, str], Queries | None]:
        settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = True  # invented numbers are taken, a past is given
        everybody, found = readers(times), {}
        for address in PAGES:
            settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = address.declared == DEMONSTRATION
            for name, reader in everybody.items():
                key = (address.name, name)
                found[key] = queries(address, reader) if is_asked(address, reader) else None
                if found[key] is not None and found[key] != before.get(key):
                    found[key] = queries(address, reader)  # caches are warm now
        return found

    with time_machine.travel(TODAY):
        little = measure(1, {})
        much = measure(MUCH, little)
    return {key: (little[key], much[key]) for key in little}


def test_every_page_takes_as_many_queries_as_the_table_says(measured: Measured) -> None:
    found: dict[str, dict[str, int]] = {each.name: {} for each in PAGES}
    growing = []
    for (address, reader), (little, much) in measured.items():
        assert (little is None) == (much is None), (
            f"{address}: only with little or with much is there a page to {reader}"
        )
        if little is None or much is None:
            continue
        found[address][reader] = little.total()
        if little.total() != much.total():
            more = "\n".join(f"      {sql}" for sql in (much - little) + (little - much))
            growing.append(f"  {address}, {reader}: {little.total()}, and with much to read {much.total()}\n{more}")
    assert not growing, "These pages ask more the more there is:\n" + "\n".join(growing)
    wrong = [name for name in found | QUERIES if found.get(name) != QUERIES.get(name)]
    write = [f'    "{name}": {found[name]},'.replace("'", '"') if name in found else f"    no {name}" for name in wrong]
    assert not wrong, "\n".join(["In tests/structure/page_queries.py write", *write])
