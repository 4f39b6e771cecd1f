"""What every test with a database may count on."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.signals import setting_changed
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.dispatch import receiver
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from accounts.doors import Door
from accounts.middleware import SIGNED_IN_AT
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.signing_in import BACKEND, mark_session
from claims.models import ReasonCode
from core.append_only import append_only_models, write_only_models
from govuk.bound import GovukBoundField
from govuk.checks import check_form
from govuk.forms import GovukForm
from support import notices, panel
from tests import beginnings
from tests.databases import migrated

# Most of what is made here is kept to the end: to look through it for rubbish less often saves a tenth of the start.
gc.set_threshold(100_000, 20, 50)
# No test is judged by the time it takes.
hypothesis_settings.register_profile("unhurried", parent=hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("unhurried")

WITH_A_DATABASE = {"db", "transactional_db"}
# Files with a test that takes longer than any other: begun first, so that two processes end at about the same time.
LONGEST = ("test_page_queries", "test_any_input", "test_nobody_elses", "test_gallery_states", "test_personas")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    order = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Begin with a copy of the database that this run has migrated, if it has (`make tests`)."""
    if begun := migrated():
        connection.settings_dict["TEST"]["TEMPLATE"] = begun


@receiver(setting_changed)
def _say_anew_how_to_reach_us(setting: str, **_: object) -> None:
    """The help of a page is kept for a minute, and says numbers that are settings: those change in tests only."""
    if setting.startswith("CONTACT_"):
        panel._reach.cache_clear()


@pytest.fixture(autouse=True)
def _as_after_migrating(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each test finds what migrations left, also after one that commits. What most begin with is made once."""
    marked = request.node.get_closest_marker("django_db")
    if not (marked or WITH_A_DATABASE & set(request.fixturenames)):
        yield
        return
    if beginnings.was_committed():
        with request.getfixturevalue("django_db_blocker").unblock():
            fill_as_after_migrating()
    request.getfixturevalue("_django_db_helper")
    patches = request.getfixturevalue("monkeypatch") if "monkeypatch" in request.fixturenames else None
    beginnings.begin_test(patches, in_earnest=request.node.get_closest_marker("in_earnest") is not None)
    yield
    beginnings.end_test()


def fill_as_after_migrating() -> None:
    """Put what a migration filled back where it is gone, and empty the queue, which is no model's: a test that commits
    leaves the one empty and the other full."""
    if not ReasonCode.objects.exists():
        import_module("claims.migrations.0002_reason_codes").add_reasons(apps, None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(autouse=True, scope="session")
def _every_form_drawn_is_well_worded() -> Iterator[None]:
    """Some forms are put together as they are made, after `manage.py check`: each is checked where a test draws it."""
    drawn = GovukForm.bound_fields
    checked: set[tuple[type[GovukForm], tuple[str, ...]]] = set()

    def check_and_draw(form: GovukForm) -> list[GovukBoundField]:
        shape = (type(form), tuple(form.fields))
        if shape not in checked and not type(form).__module__.startswith("tests."):
            with translation.override("en"):
                assert check_form(form) == []
            checked.add(shape)
        return drawn(form)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GovukForm, "bound_fields", check_and_draw)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_lock_that_the_application_may_not_take() -> Iterator[None]:
    """Tests run as who owns the tables. The application may not lock rows of those that are only added to, not even
    where another table is locked that they are joined to: ``of`` says which is."""
    made = SQLCompiler.as_sql
    added_to = {model._meta.db_table for model in (*append_only_models(), *write_only_models())}

    def check_and_make(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        query = compiler.query
        said = made(compiler, *args, **kwargs)
        if query.select_for_update and not query.select_for_update_of:
            joined = {query.alias_map[alias].table_name for alias, used in query.alias_refcount.items() if used}
            assert not joined & added_to, f"The application may not lock {joined & added_to}"
        return said

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", check_and_make)
        yield


@beginnings.beginning
def sign_in(browser: Client, user: User, *, door: Door | None = None, confirmed_by: str = "") -> Client:
    """Sign somebody in without the pages for it, as those pages would: each by their own door, confirmed by an app
    where a second step is needed, else by their password."""
    door = door or Door.of(user.roles)
    confirmed_by = confirmed_by or ("app" if door.needs_second_step else "password")
    before = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    session = SessionStore()
    session.update(SessionStore(before.value).load() if before and before.value else {})
    session.update({SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()})
    session.update({BACKEND_SESSION_KEY: BACKEND, SIGNED_IN_AT: time.time()})
    mark_session(session, door=door, confirmed_by=confirmed_by)
    session.create()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return browser


@pytest.fixture
def nothing_announced_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was announced is read anew, and what a test has read is not kept after it, when its rows are gone."""
    monkeypatch.setattr(notices._Kept, "notices", notices.Notices())
    monkeypatch.setattr(notices._Kept, "read_at", float("-inf"))
