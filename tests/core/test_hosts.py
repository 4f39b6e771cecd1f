"""Two hosts: each page is answered where it belongs, a session is of one, and links lead to the right one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as installed
from django.test import Client
from django.urls import resolve, reverse

from accounts.doors import Door
from accounts.models import Session, User
from accounts.roles import Role
from accounts.was_this_you import NEW_DEVICE, ask_whether_it_was_them
from core.access import ADMIN, access_of
from core.actor import Actor
from core.hosts import Host
from tests.accounts.conftest import PASSWORD, make_user
from tests.conftest import sign_in
from tests.structure.test_url_access import EVERY, addresses

pytestmark = pytest.mark.django_db
PUBLIC, STAFF = "service.example", "work.example"
QUESTIONS = ("prove-identity", "journal-what")  # whose answers lead to a claimant's pages
STAFFS = ("staff:", "signals:", "copies:", "batches:", "accounts:staff_sign_in")
# What staff need too, and what they may read of a claimant's own pages.
AT_BOTH = {
    *("home:start", "home:home", "home:feedback"),
    *("help:privacy", "help:cookies", "help:accessibility", "help:contact", "help:status", "help:security"),
    *("help:questions", "help:question"),
    *("accounts:second_step", "accounts:step_up", "accounts:sign_out", "accounts:signed_out", "accounts:stay"),
    *("accounts:language", "accounts:account", "accounts:change_password", "accounts:sessions", "accounts:not_me"),
    *("accounts:sign_out_everywhere", "accounts:change_email", "accounts:change_email_code"),
    *("accounts:change_email_again", "accounts:second_steps", "accounts:add_factor", "accounts:add_app"),
    *("accounts:add_text", "accounts:add_text_code", "accounts:add_passkey", "accounts:backup_codes"),
    "accounts:remove_factor",
    *(f"accounts:forgotten_password{page}" for page in ("", "_code", "_again", "_step", "_new")),
    *("standing:now", "claims:sent", "claims:answers", "claims:answers_pdf"),
    *("payments:history", "payments:dates", "payments:statement"),
    *("health", "health_live", "health_ready", "metrics", "accounts:one_login_signed_out_there"),
    "notifications:notify_callback",
    "conversations:notify_inbound",
}


@pytest.fixture(autouse=True)
def _apart(settings: Any) -> None:
    settings.SERVICE_URL, settings.STAFF_URL = f"https://{PUBLIC}", f"https://{STAFF}"
    settings.ALLOWED_HOSTS = [PUBLIC, STAFF]
    settings.DEMONSTRATION = False


def at(host: str) -> Client:
    return Client(headers={"host": host})


def host_of(name: str) -> Host:
    if name in AT_BOTH or name.startswith("demo:"):
        return Host.EITHER
    return Host.STAFF if name.startswith(STAFFS) else Host.PUBLIC


@pytest.fixture
def adviser() -> User:
    return make_user("amina@work.example", "Amina Yusuf", (Role.ADVISER,))


def test_every_address_is_declared_to_be_where_the_table_says() -> None:
    declared = {each.name: access.host for each in EVERY if (access := access_of(each.view))}
    assert declared == {each.name: host_of(each.name) for each in EVERY}
    assert ADMIN.host is Host.STAFF


def test_an_address_is_answered_at_its_own_host_only() -> None:
    """Whoever asks is a visitor: elsewhere even the way in is no page."""
    browsers = {Host.PUBLIC: at(PUBLIC), Host.STAFF: at(STAFF)}
    wrong = []
    for each in addresses():
        own = host_of(each.name)
        for host, browser in browsers.items():
            if own not in (Host.EITHER, host):
                wrong += [(each.name, host)] * (browser.get(each.example).status_code != 404)
    assert not wrong
    for path in ("", "login/", "accounts/user/"):
        assert browsers[Host.PUBLIC].get(f"/admin/{path}").status_code == 404
        assert browsers[Host.STAFF].get(f"/admin/{path}").status_code == 302
    assert browsers[Host.PUBLIC].get("/staff/sign-in/", headers={"host": f"{STAFF.upper()}:443"}).status_code == 200
    assert at("elsewhere.example").get("/").status_code == 400


def test_machines_and_whoever_found_a_weakness_ask_either() -> None:
    for host in (PUBLIC, STAFF):
        assert at(host).get("/health/live/").status_code == 200
        told = at(host).get(reverse("help:security")).content.decode()
        assert all(f"Canonical: https://{each}/.well-known/security.txt" in told for each in (PUBLIC, STAFF))


def test_each_door_is_at_its_own_host_and_leads_to_no_other(adviser: User) -> None:
    staffs, publics = at(STAFF), at(PUBLIC)
    assert staffs.get("/").url == reverse("accounts:staff_sign_in")
    assert staffs.get(reverse("accounts:account")).url.startswith(reverse("accounts:staff_sign_in"))
    page = publics.get(reverse("accounts:sign_in")).content.decode()
    assert STAFF not in page
    assert "/staff/" not in page
    typed = {"email": adviser.email, "password": PASSWORD}
    told = publics.post(reverse("accounts:sign_in"), typed).content.decode()
    assert f'href="https://{STAFF}/staff/sign-in/"' in told
    assert not Session.objects.exclude(user_id=None).exists()


def test_a_session_counts_at_its_own_host_only(adviser: User) -> None:
    for user, own, other in ((adviser, STAFF, PUBLIC), (make_user(), PUBLIC, STAFF)):
        browser = sign_in(at(own), user)
        assert browser.get(reverse("accounts:account")).status_code == 200
        carried = at(other)
        carried.cookies[installed.SESSION_COOKIE_NAME] = browser.cookies[installed.SESSION_COOKIE_NAME].value
        assert carried.get(reverse("accounts:account")).status_code == 302
        assert browser.get(reverse("accounts:account")).status_code == 302, "whoever carried it has ended it"


def leads(page: str) -> list[str]:
    return re.findall(r'(?:href|action)="(https?://[^"]+|/[^"#?]*)', page)


@pytest.mark.parametrize("host", [PUBLIC, STAFF])
def test_no_link_leads_to_where_there_is_no_such_page(host: str, adviser: User) -> None:
    visitor, member = at(host), sign_in(at(host), adviser if host == STAFF else make_user())
    pages = [("/no-such-page/", 404), *((reverse(name), 200) for name in ("help:questions", "help:contact"))]
    doors = ("accounts:staff_sign_in",) if host == STAFF else ("accounts:sign_in", "accounts:employer_sign_in")
    own = ("staff:home", "staff:known", "accounts:account") if host == STAFF else ("home:home", "accounts:account")
    asked = [(visitor, *page) for page in [*pages, *((reverse(name), 200) for name in doors)]]
    asked += [(member, *page) for page in [*pages, *((reverse(name), 200) for name in own)]]
    asked.append((visitor, reverse("accounts:signed_out"), 200))
    asked += [(visitor, reverse("help:question", args=[slug]), 200) for slug in QUESTIONS]
    for browser, path, status in asked:
        response = browser.get(path)
        assert response.status_code == status, path
        for to in leads(response.content.decode()):
            there = to.removeprefix(f"https://{STAFF if host == PUBLIC else PUBLIC}")
            if there.startswith(("/assets/", "http")):
                continue
            access = access_of(resolve(there or "/").func) or ADMIN
            side = Host.STAFF if (STAFF in to or (to.startswith("/") and host == STAFF)) else Host.PUBLIC
            assert access.host in (Host.EITHER, side), f"{path} leads to {to}"


def test_a_message_names_the_host_at_which_its_reader_signs_in(adviser: User) -> None:
    for user, host in ((adviser, STAFF), (make_user(), PUBLIC)):
        (message,) = ask_whether_it_was_them(user=user, template=NEW_DEVICE, by=Actor.anonymous())
        assert f"https://{host}/account/not-me/" in message.body
    assert Door.of([Role.EMPLOYER]).host is Host.PUBLIC
