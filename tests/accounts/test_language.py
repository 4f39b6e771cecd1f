"""Pages are offered in the languages they are translated into, and a choice is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.models import Event
from config.languages import offered
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

LANGUAGE, SIGN_IN = reverse("accounts:language"), reverse("accounts:sign_in")
BOTH = [("en", _("English")), ("cy", _("Welsh"))]
COOKIE = installed.LANGUAGE_COOKIE_NAME


@pytest.fixture
def both(settings: Any) -> None:
    """As if the Welsh pages were there."""
    settings.LANGUAGES = BOTH


@pytest.fixture
def english_only(settings: Any) -> None:
    settings.LANGUAGES = BOTH[:1]


def choose(client: Client, language: str, **headers: str) -> Any:
    return client.get(LANGUAGE, {"language": language, "next": "/help/privacy/"}, headers=headers or None)


def test_a_language_is_offered_when_its_catalogue_is_compiled(tmp_path: Path) -> None:
    assert offered(BOTH, [tmp_path]) == BOTH[:1]
    catalogue = tmp_path / "cy" / "LC_MESSAGES" / "django.mo"
    catalogue.parent.mkdir(parents=True)
    (catalogue.parent / "django.po").touch()
    assert offered(BOTH, [tmp_path]) == BOTH[:1]
    catalogue.touch()
    assert offered(BOTH, [tmp_path]) == BOTH


@pytest.mark.usefixtures("english_only")
def test_english_words_are_never_called_welsh(client: Client) -> None:
    choose(client, "cy")
    client.cookies[COOKIE] = "cy"
    page = client.get(SIGN_IN, headers={"accept-language": "cy"}).content.decode()
    assert '<html lang="en"' in page
    assert "Cymraeg" not in page


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("place", "returned_to"),
    [("/journal/?page=2", "/journal/?page=2"), ("https://example.org/", "/"), ("//example.org", "/")],
)
def test_choosing_a_language_returns_to_the_page(client: Client, place: str, returned_to: str) -> None:
    assert client.get(LANGUAGE, {"language": "cy", "next": place}).url == returned_to


@pytest.mark.usefixtures("both")
def test_a_visitor_changes_the_language_where_they_are(client: Client) -> None:
    assert "Cymraeg" in client.get(SIGN_IN).content.decode()
    response = choose(client, "cy")
    assert response.url == "/help/privacy/"
    assert '<html lang="cy"' in client.get(SIGN_IN).content.decode()
    assert choose(client, "xx").url == "/help/privacy/"
    assert client.cookies[COOKIE].value == "cy"


@pytest.mark.usefixtures("both")
def test_whoever_is_signed_in_is_written_to_in_it(claimant: User, browser: Any) -> None:
    client = browser(claimant)
    choose(client, "cy", **{"sec-fetch-site": "cross-site"})
    claimant.person.refresh_from_db()
    assert claimant.person.language == "en", "another site's link"
    for _time in range(2):
        choose(client, "cy", **{"sec-fetch-site": "same-origin"})
    claimant.person.refresh_from_db()
    assert claimant.person.language == "cy"
    assert Event.objects.get(kind="language_chosen").data == {"language": "cy"}


@pytest.mark.usefixtures("both")
def test_staff_who_are_not_served_choose_for_themselves(adviser: User, browser: Any) -> None:
    assert choose(browser(adviser), "cy").status_code == 302


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(("before", "after"), [("", "cy"), ("en", "en")])
def test_signing_in_elsewhere_brings_the_language_unless_one_was_chosen_there(
    claimant: User, client: Client, before: str, after: str
) -> None:
    claimant.person.language = "cy"
    claimant.person.save()
    if before:
        client.cookies[COOKIE] = before
    client.post(SIGN_IN, {"email": claimant.email, "password": PASSWORD})
    assert client.cookies[COOKIE].value == after
