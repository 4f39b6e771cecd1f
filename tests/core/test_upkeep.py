"""Secrets are changed as written down: their age is told, and a deployment with an old one is warned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import checks

from config import metrics
from core import clock


def ago(days: int) -> date:
    return clock.machine_now().date() - timedelta(days=days)


@pytest.fixture(autouse=True)
def _as_deployed(settings: Any) -> None:
    settings.SECRETS_HELD = frozenset({"SECRET_KEY", "LOOKUP_KEY", "DATABASE_URL"})
    settings.SECRETS_SINCE = {"SECRET_KEY": ago(365), "LOOKUP_KEY": ago(365), "DATABASE_URL": ago(10)}
    settings.SECRET_DAYS = {"SECRET_KEY": 365, "LOOKUP_KEY": 730, "DATABASE_URL": 92, "METRICS_TOKEN": 365}


def warned() -> list[tuple[str | None, str]]:
    found = checks.run_checks(tags=[checks.Tags.security], include_deployment_checks=True)
    return [(each.id, each.msg) for each in found if str(each.id).startswith("core.") and "BREACHED" not in each.msg]


def test_nothing_is_said_while_none_is_older_than_it_may_be() -> None:
    assert warned() == []


def test_one_that_is_older_is_told_of_and_policy_can_be_another(settings: Any) -> None:
    settings.SECRETS_SINCE["DATABASE_URL"] = ago(93)
    assert warned() == [("core.W004", "DATABASE_URL has been used for 93 days, and may be for 92")]
    settings.SECRET_DAYS |= {"DATABASE_URL": 120, "LOOKUP_KEY": 364}
    assert warned() == [("core.W004", "LOOKUP_KEY has been used for 365 days, and may be for 364")]


def test_one_of_which_nobody_says_since_when_is_told_of(settings: Any) -> None:
    settings.SECRETS_HELD |= {"METRICS_TOKEN"}
    assert warned() == [("core.W003", "SECRETS_SINCE does not say since when METRICS_TOKEN is used")]


def test_what_cannot_be_is_refused(settings: Any) -> None:
    settings.SECRETS_SINCE |= {"LOOKUP": ago(1), "SECRET_KEY": ago(-2)}
    assert [each for each, _said in warned()] == ["core.E002", "core.E003"]


@pytest.mark.django_db
def test_their_ages_are_counted_and_nothing_of_them_is(settings: Any) -> None:
    counted = metrics.exposition().decode()
    assert 'uc_secret_age_days{secret="DATABASE_URL"} 10.0' in counted
    assert 'uc_secret_period_days{secret="DATABASE_URL"} 92.0' in counted
    assert settings.SECRET_KEY not in counted
