"""What somebody tried and was refused can be seen afterwards."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.throttle import FROM_PLACE
from audit.models import Event
from core import logs
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_what_staff_are_refused_is_on_the_record(adviser: User, browser: Callable[..., Client]) -> None:
    client = browser(adviser)
    assert client.get("/staff/claims/UC-ZZZZ-9Q2M/").status_code == 404
    assert client.get(reverse("admin:index")).status_code == 404
    assert client.get("/there-is-none/").status_code == 404, "a slip of the finger"
    first, second = Event.objects.filter(kind="page_refused").order_by("at")
    assert (first.user_id, first.roles) == (adviser.pk, ["adviser"])
    assert first.data == {"view": "staff:record", "status": 404, "asked_for": "UC-ZZZZ-9Q2M"}
    assert (first.claim_reference, first.person_id) == ("", None), "nobody is told of it"
    assert second.data["view"] == "admin:index"


def test_of_the_public_it_is_not_noted_who_was_refused(claimant: User, browser: Callable[..., Client]) -> None:
    assert browser(claimant).get("/staff/").status_code == 404
    assert browser(claimant).get(reverse("claims:tasks", args=["UC-ZZZZ-9Q2M"])).status_code == 404
    assert not Event.objects.filter(kind="page_refused").exists()


def test_wrong_passwords_are_in_the_log_and_not_whose(claimant: User) -> None:
    text, logger = io.StringIO(), logging.getLogger("accounts.passwords")
    handler = logging.StreamHandler(text)
    handler.setFormatter(logs.JsonFormatter())
    logger.addHandler(handler)
    try:
        for email in [*["sam@example.com"] * (FROM_PLACE.free + 1), "SAM@example.com", "nobody@example.com"]:
            Client().post(reverse("accounts:sign_in"), {"email": email, "password": "wrong words here"})
        Client().post(reverse("accounts:sign_in"), {"email": "nobody@example.com", "password": PASSWORD})
    finally:
        logger.removeHandler(handler)
    lines = [json.loads(line) for line in text.getvalue().splitlines()]
    events = [line["event"] for line in lines]
    assert (
        events[: FROM_PLACE.free + 2]
        == ["A password was refused"] * FROM_PLACE.free + ["A password was not looked at"] * 2
    )
    assert len({line["account"] for line in lines}) == 2
    assert "example.com" not in text.getvalue()
    assert "wrong words" not in text.getvalue()
