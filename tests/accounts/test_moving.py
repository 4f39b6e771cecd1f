"""A session of staff in another network or browser is confirmed before it goes on; a claimant's is not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.factors.app import code_now
from accounts.models import User
from accounts.moving import network_of
from accounts.where import ADDRESS, BROWSER
from audit.models import Event
from tests.accounts.test_factors import with_app
from tests.accounts.test_step_up import again
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db
KNOWN, ADD, ACCOUNT = (reverse(name) for name in ("staff:known", "staff:add_known", "accounts:account"))
FIREFOX, CHROME = ("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0")


def begun(user: User) -> Client:
    """Signed in at one desk, with Firefox."""
    client = sign_in(Client(REMOTE_ADDR="203.0.113.9", headers={"user-agent": FIREFOX}), user)
    session = client.session
    session[ADDRESS], session[BROWSER] = "203.0.113.9", ["Firefox", "Linux"]
    session.save()
    return client


@pytest.mark.parametrize("moved", [{"REMOTE_ADDR": "198.51.100.7"}, {"HTTP_USER_AGENT": CHROME}])
def test_staff_confirm_when_their_session_turns_up_elsewhere(adviser: User, moved: dict[str, str]) -> None:
    key = with_app(adviser)
    client = begun(adviser)
    assert client.get(KNOWN, REMOTE_ADDR="203.0.113.200").status_code == 200, "along the corridor"
    at_the_desk = dict(client.defaults)
    client.defaults.update(moved)
    asked = [client.get(KNOWN, follow=True) for _ in range(2)]
    assert all("Confirm that it is you" in each.content.decode() for each in asked)
    assert "on another network, or in another browser" in asked[0].content.decode()
    assert Event.objects.filter(kind="session_moved", user_id=adviser.pk).count() == 1
    assert client.get(reverse("help:privacy")).status_code == 200
    typed = client.post(ADD, {"full_name": "Their sister"})
    assert 'value="Their sister"' in typed.content.decode()
    arrived = again(client, typed, second_step_code=code_now(key))
    assert arrived.redirect_chain[0] == (ADD, 307)
    assert client.get(KNOWN).status_code == 200
    client.defaults = at_the_desk
    assert client.get(KNOWN).status_code == 302, "and at the desk again"


def test_a_claimant_is_nowhere_asked(claimant: User) -> None:
    client = begun(claimant)
    assert client.get(ACCOUNT, REMOTE_ADDR="198.51.100.7", headers={"user-agent": CHROME}).status_code == 200


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("a socket", "a socket"),
    ],
)
def test_a_network_is_as_wide_as_an_office(address: str, network: str) -> None:
    assert network_of(address) == network
