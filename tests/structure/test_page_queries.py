"""Each page asks the database a fixed number of times, which the table says, however much there is to read; and what
is sent is small."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.weight import NEXT_BYTES
from core.access import access_of
from tests.structure.page_queries import QUERIES, QUERY, WITHIN
from tests.structure.page_readers import Reader, readers
from tests.structure.test_url_access import DEMONSTRATION, EVERY, MACHINE, Address

TODAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MUCH = 7  # of everything: more than the few that a page shows first
# Those that machines ask are counted in tests/config/test_machines.py.
PAGES = [each for each in EVERY if each.declared != MACHINE]
Key = tuple[str, str]  # an address and a reader, by their names


@dataclass(frozen=True)
class Page:
    """What a page asked the database, and how many bytes were sent of it, compressed."""

    queries: Counter[str]
    size: int


Measured = dict[Key, tuple[Page | None, Page | None]]


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
    assert not lacking, f"Say under WITHIN in tests/structure/page_queries.py what {address.name} is about: {lacking}"
    url = reverse(address.name, kwargs={name: about[name] for name in address.converters})
    return url + QUERY.get(address.name, "")


def opened(address: Address, reader: Reader) -> Page | None:
    """A page as it is opened; None when this reader gets none."""
    with CaptureQueriesContext(connection) as captured:
        response = reader.browser.get(url_of(address, reader), headers={"accept-encoding": "gzip"})
    if response.status_code != 200:
        if reader.is_new_each_time:
            # On their way elsewhere they were given a session, which the next page would look for.
            reader.browser.cookies.clear()
        return None
    queries = Counter(re.sub(r"'[^']*'|\d+|SAVEPOINT .*", "_", query["sql"])[:150] for query in captured)
    return Page(queries, len(response.content) if response["Content-Type"].startswith("text/html") else 0)


@pytest.fixture(scope="module")
def kept() -> Measured:
    """What was measured, once for all tests."""
    return {}


@pytest.fixture
def measured(kept: Measured, db: None, settings: Any, caplog: pytest.LogCaptureFixture) -> Measured:
    """Every page and reader: with little to read, and with much."""
    if kept:
        return kept
    caplog.set_level(logging.CRITICAL)  # many an address is no page to somebody

    def demonstrate(it_is_one: bool) -> None:
        # Set where it changes only: a setting is looked up through everything that was ever set in its test.
        if it_is_one != settings.DEMONSTRATION:
            settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = it_is_one

    def measure(times: int, before: dict[Key, Page | None]) -> dict[Key, Page | None]:
        demonstrate(True)  # invented numbers are taken, a past is given
        everybody, found = readers(times), {}
        for address in PAGES:
            demonstrate(address.declared == DEMONSTRATION)
            for name, reader in everybody.items():
                key = (address.name, name)
                page, earlier = opened(address, reader) if is_asked(address, reader) else None, before.get(key)
                if page and not (earlier and page.queries == earlier.queries):
                    page = opened(address, reader)  # caches are warm now
                found[key] = page
        return found

    with time_machine.travel(TODAY):
        little = measure(1, {})
        much = measure(MUCH, little)
    kept.update({key: (little[key], much[key]) for key in little})
    return kept


def test_every_page_takes_as_many_queries_as_the_table_says(measured: Measured) -> None:
    found: dict[str, dict[str, int]] = {each.name: {} for each in PAGES}
    growing = []
    for (address, reader), (little, much) in measured.items():
        assert (little is None) == (much is None), (
            f"{address}: only with little or with much is there a page to {reader}"
        )
        if little is None or much is None:
            continue
        fewer, more = little.queries, much.queries
        found[address][reader] = fewer.total()
        if fewer.total() != more.total():
            which = "\n".join(f"      {sql}" for sql in (more - fewer) + (fewer - more))
            growing.append(f"  {address}, {reader}: {fewer.total()}, and with much to read {more.total()}\n{which}")
    assert not growing, "These pages ask more the more there is:\n" + "\n".join(growing)
    wrong = [name for name in found | QUERIES if found.get(name) != QUERIES.get(name)]
    write = [f'    "{name}": {found[name]},'.replace("'", '"') if name in found else f"    no {name}" for name in wrong]
    assert not wrong, "\n".join(["In tests/structure/page_queries.py write", *write])


def test_no_page_sends_more_than_12_kilobytes_however_much_there_is_to_read(measured: Measured) -> None:
    sizes = {key: much.size for key, (_little, much) in measured.items() if much and not key[0].startswith("demo:")}
    assert {key: size for key, size in sizes.items() if size >= NEXT_BYTES} == {}
