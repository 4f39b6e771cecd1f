"""What every test with a database may count on."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import settings

from claims.models import ReasonCode

# No test is judged by the time it takes.
settings.register_profile("unhurried", parent=settings(), deadline=None)
settings.load_profile("unhurried")

WITH_A_DATABASE = {"db", "transactional_db"}


@pytest.fixture(autouse=True)
def _as_after_migrating(request: pytest.FixtureRequest) -> None:
    """A test that commits leaves the tables empty that a migration filled, and the queue, which is no model's, full."""
    marked = request.node.get_closest_marker("django_db")
    if not (marked or WITH_A_DATABASE & set(request.fixturenames)):
        return
    request.getfixturevalue("_django_db_helper")
    if not ReasonCode.objects.exists():
        import_module("claims.migrations.0002_reason_codes").add_reasons(apps, None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
