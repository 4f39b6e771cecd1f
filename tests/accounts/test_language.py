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
from accounts.services import choose_language
from audit.models import Event
from config.languages import offered
from core.actor import Actor
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


def choose(client: Client, language: str, place: str = "/help/privacy/") -> Any:
    return client.post(LANGUAGE, {"language": language, "next": place})


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
    assert choose(client, "cy", place).url == returned_to


@pytest.mark.usefixtures("both")
def test_a_visitor_changes_the_language_where_they_are(client: Client) -> None:
    assert "Cymraeg" in client.get(SIGN_IN).content.decode()
    response = choose(client, "cy")
    assert response.url == "/help/privacy/"
    assert '<html lang="cy"' in client.get(SIGN_IN).content.decode()
    assert choose(client, "xx").url == "/help/privacy/"
    assert client.cookies[COOKIE].value == "cy"


@pytest.mark.usefixtures("both")
def test_following_a_link_changes_nothing(claimant: User, browser: Any) -> None:
    """Browsers, mail programs and other sites follow links by themselves."""
    client = browser(claimant)
    assert client.get(LANGUAGE, {"language": "cy", "next": "/"}).status_code == 405
    another_site = Client(enforce_csrf_checks=True)
    another_site.cookies = client.cookies
    for address, button in ((LANGUAGE, "language"), ("/account/", "page-language")):
        assert another_site.post(address, {button: "cy"}).status_code == 403
    claimant.person.refresh_from_db()
    assert claimant.person.language == "en"
    assert COOKIE not in client.cookies


@pytest.mark.usefixtures("both")
def test_whoever_is_signed_in_is_written_to_in_it(claimant: User, browser: Any) -> None:
    client = browser(claimant)
    for _time in range(2):
        choose(client, "cy")
    claimant.person.refresh_from_db()
    assert claimant.person.language == "cy"
    assert claimant.person.language_chosen_at is not None
    assert Event.objects.get(kind="language_chosen").data == {"language": "cy"}


@pytest.mark.usefixtures("both")
def test_staff_who_are_not_served_choose_for_themselves(adviser: User, browser: Any) -> None:
    assert choose(browser(adviser), "cy").status_code == 302


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(("before", "after"), [("", "cy"), ("en", "en")])
def test_signing_in_elsewhere_brings_the_language_unless_one_was_chosen_there(
    claimant: User, client: Client, before: str, after: str
) -> None:
    choose_language(person=claimant.person, language="cy", by=Actor.system("Tests"))
    if before:
        client.cookies[COOKIE] = before
    client.post(SIGN_IN, {"email": claimant.email, "password": PASSWORD})
    assert client.cookies[COOKIE].value == after
    claimant.person.refresh_from_db()
    assert claimant.person.language == "cy", "they said so themselves"


@pytest.mark.usefixtures("both")
def test_a_language_chosen_before_signing_in_counts_for_who_never_said(claimant: User, client: Client) -> None:
    choose(client, "cy")
    client.post(SIGN_IN, {"email": claimant.email, "password": PASSWORD})
    claimant.person.refresh_from_db()
    assert claimant.person.language == "cy"


@pytest.mark.usefixtures("both")
def test_what_was_typed_comes_back_in_the_other_language(client: Client) -> None:
    """The switch on a page with a form sends the form: nothing is judged, nothing is lost."""
    page = client.get(SIGN_IN).content.decode()
    assert page.index("</main>") < page.index('form="page-form"'), "Enter presses the first button"
    typed = {"email": "mari@", "password": "not shown again", "page-language": "cy"}
    page = client.post(f"{SIGN_IN}?next=/journal/", typed).content.decode()
    assert '<html lang="cy"' in page
    assert 'value="mari@"' in page
    assert "not shown again" not in page
    assert "govuk-error" not in page
    assert client.cookies[COOKIE].value == "cy"
    assert 'value="mari@"' not in client.get(SIGN_IN).content.decode()


@pytest.mark.usefixtures("both")
def test_the_switch_on_a_page_that_cannot_be_opened_leads_to_the_one_before(client: Client) -> None:
    came_from = {"referer": "http://testserver/create-account/?again=1"}
    page = client.post("/no-such-page/", headers=came_from).content.decode()
    assert 'name="next" value="/create-account/?again=1"' in page
    page = client.post("/no-such-page/", headers={"referer": "https://example.org/"}).content.decode()
    assert 'name="next" value="/no-such-page/"' in page


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("address", ["/no-such-page/", "/help/contact/?from=here", "/"])
def test_the_switch_is_on_pages_without_a_form_too(client: Client, address: str) -> None:
    choose(client, "cy")
    page = client.get(address, follow=True).content.decode()
    assert '<html lang="cy"' in page
    assert "English</button>" in page
    assert f'name="next" value="{address}"' in page or address == "/"
