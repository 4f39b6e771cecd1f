"""What the access declarations do to a request, whoever makes it and however."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.views import View
from django.views.decorators.http import require_safe

from accounts.models import Session, User
from accounts.roles import Role
from accounts.services import create_account
from core import access
from core.actor import Actor
from core.permissions import Permission
from tests.conftest import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def page(request: HttpRequest) -> HttpResponse:
    """A page."""
    return HttpResponse("a page")


def fresh() -> Any:
    """A view that declares nothing yet."""
    return lambda request: page(request)


@access.staff(Permission.CHECK_IDENTITY)
class StaffPage(View):
    """A class-based view."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request)


class StaffPageOfAKind(StaffPage):
    """A view that inherits its declaration."""


@access.signed_in
class OwnPage(StaffPage):
    """A view that replaces the declaration it inherits."""


urlpatterns = [
    path("", include("config.urls")),
    path("open/", access.public(fresh())),
    path("own/", access.signed_in(fresh())),
    path("work/", access.staff(Permission.CHECK_IDENTITY)(fresh())),
    path("try/", access.demonstration(fresh())),
    path("class/", StaffPage.as_view()),
    path("class/of-a-kind/", StaffPageOfAKind.as_view()),
    path("class/own/", OwnPage.as_view()),
    path("nothing/", page),
    path("wrapped/", require_safe(access.signed_in(fresh()))),
]
handler404 = "govuk.error_views.page_not_found"

SIGN_IN = "/sign-in/"
PRIVATE = ["/own/", "/work/", "/class/", "/class/of-a-kind/", "/class/own/", "/wrapped/"]
FOR_STAFF = ["/work/", "/class/", "/class/of-a-kind/"]
FOR_EVERY_USER = ["/own/", "/class/own/", "/wrapped/"]


def page_for(address: str) -> str:
    """Where a visitor signs in for this page."""
    return "/staff/sign-in/" if address in FOR_STAFF else SIGN_IN


def browser(*roles: str, **options: Any) -> Client:
    """A browser in which somebody with these roles is signed in."""
    made: User = create_account(
        email="sam@example.com", password=None, roles=roles or (Role.CLAIMANT,), by=Actor.system("Tests")
    )
    client = Client(**options)
    sign_in(client, made)
    return client


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_view_that_declares_nothing_is_never_served(client: Client, method: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="does not declare"):
        getattr(client, method)("/nothing/")
    with pytest.raises(ImproperlyConfigured):
        browser(Role.ADMIN, Role.ADVISER).get("/nothing/")


@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_visitor_is_sent_to_sign_in_and_comes_back(client: Client, address: str, method: str) -> None:
    response = getattr(client, method)(f"{address}?page=2")
    assert response.status_code == 302
    assert response.url == f"{page_for(address)}?next={address}%3Fpage%3D2"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PRIVATE)
@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/class/own/?change=rent", "/class/own/%3Fchange%3Drent"),
        ("http://testserver", "/"),
        ("http://testserver//elsewhere.example/", "/%252Felsewhere.example/"),
        ("https://elsewhere.example/own/", None),
        ("http://testserver.elsewhere.example/", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_what_a_visitor_sends_is_not_taken_and_leads_back_to_the_page(
    client: Client, address: str, came_from: str, leads_to: str | None
) -> None:
    response = client.post(f"{address}?page=2", {"answer": "yes"}, headers={"referer": came_from})
    assert response.url == f"{page_for(address)}?next={leads_to or f'{address}%3Fpage%3D2'}&unsent=1"


@pytest.mark.parametrize("method", ["get", "post"])
def test_whose_session_is_over_is_told_so_once(method: str) -> None:
    client = browser()
    Session.objects.all().delete()
    assert "&ended=1" in getattr(client, method)("/own/").url
    assert "&ended=1" not in getattr(client, method)("/own/").url
    assert "ended" not in getattr(Client(), method)("/own/").url


def test_a_visitor_who_began_to_sign_up_had_no_session_that_ended(client: Client) -> None:
    client.post(reverse("accounts:sign_up"), {"email": "kim@example.com"})
    assert client.get("/own/").url == f"{SIGN_IN}?next=/own/"


@pytest.mark.parametrize("address", FOR_STAFF)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_the_wrong_role_finds_no_page(address: str, method: str) -> None:
    response = getattr(browser(Role.CLAIMANT, Role.ADMIN), method)(address)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", FOR_STAFF)
def test_any_role_with_the_permission_enters(address: str) -> None:
    assert browser(Role.TEAM_LEADER).get(address).content == b"a page"


@pytest.mark.parametrize("address", FOR_EVERY_USER)
def test_anybody_signed_in_enters_and_nothing_is_cached(address: str) -> None:
    response = browser().get(address)
    assert response.content == b"a page"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_public_page_may_be_cached_for_visitors_only(client: Client) -> None:
    assert "Cache-Control" not in client.get("/open/").headers
    assert browser().get("/open/").headers["Cache-Control"] == "no-store"


def test_what_was_typed_is_not_cached_either(client: Client) -> None:
    assert client.post("/open/").headers["Cache-Control"] == "no-store"


def test_no_error_page_that_names_somebody_is_cached(client: Client) -> None:
    assert "Cache-Control" not in client.get("/there-is-no-such-page/").headers
    signed_in = browser(enforce_csrf_checks=True)
    missing, refused = signed_in.get("/there-is-no-such-page/"), signed_in.post("/own/")
    assert (missing.status_code, refused.status_code) == (404, 403)
    assert missing.headers["Cache-Control"] == refused.headers["Cache-Control"] == "no-store"


def test_demonstration_pages_are_nowhere_else(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert client.get("/try/").status_code == 404
    assert browser(Role.ADMIN).get("/try/").status_code == 404
    settings.DEMONSTRATION = True
    assert client.get("/try/").content == b"a page"


def test_access_is_declared_once() -> None:
    view = access.public(fresh())
    with pytest.raises(ImproperlyConfigured, match="twice"):
        access.signed_in(view)
    with pytest.raises(ImproperlyConfigured, match="twice"):
        access.signed_in(require_safe(view))


def test_naming_no_role_lets_in_nobody() -> None:
    with pytest.raises(ImproperlyConfigured, match="Name the roles"):
        access.roles()


def test_what_staff_may_do_is_a_permission() -> None:
    with pytest.raises(ImproperlyConfigured, match="is a permission"):
        access.roles("claimant", "adviser")


def test_a_declaration_is_found_through_wrappers() -> None:
    assert access.access_of(StaffPage.as_view()).name == "staff: check_identity"
    assert access.access_of(OwnPage.as_view()).name == "signed in"
    assert access.access_of(require_safe(access.public(fresh()))).name == "public"
    assert access.access_of(page) is None
