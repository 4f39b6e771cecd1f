"""The frame around every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch

from config import context

pytestmark = pytest.mark.django_db


def test_a_link_to_a_page_that_does_not_exist_fails_loudly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "FOOTER", (("help:privcy", "Privacy"),))
    with pytest.raises(NoReverseMatch):
        client.get("/help/cookies/")


def test_privacy_says_what_is_noted_how_long_it_is_kept_and_what_is_encrypted(client: Client) -> None:
    html = client.get("/help/privacy/").content.decode()
    for words in ("28 days", "which pages of a claim people reach", "400 days", "What we encrypt", "nobody’s"):
        assert words in html
