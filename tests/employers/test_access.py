"""Every address that names what is an employer's, asked for by everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.roles import Role
from audit.models import Event
from core import access
from core.actor import STAFF_ROLES
from core.permissions import Permission, roles_with
from employers.models import Representative
from employers.people import invite
from tests.accounts.conftest import make_user
from tests.conftest import sign_in
from tests.employers.organisations import ANSWERS, Acting, approve, colleague, somebody
from tests.structure.object_access import OF_EMPLOYERS
from tests.structure.test_url_access import EVERY

pytestmark = pytest.mark.django_db
STAFFS = [name for name in sorted(OF_EMPLOYERS) if name.startswith("staff:")]
MARK = "Harbour Bakery Ltd"


@dataclass
class World:
    """An approved employer with a colleague and an invitation, another employer, and everybody else's browsers."""

    owner: Acting
    colleague: Acting
    about: dict[str, Any]
    browsers: dict[str, Client]

    def url(self, name: str) -> str:
        parts = next(each.converters for each in EVERY if each.name == name)
        return reverse(name, kwargs={part: self.about[part] for part in parts})


@pytest.fixture
def world() -> World:
    adviser = make_user("amina@example.com", "Amina Yusuf", (Role.ADVISER,))
    owner, other = somebody().answer().send(), somebody().answer(**{**ANSWERS, "name": "Another Ltd"}).send()
    assert owner.employer
    owner.employer = approve(owner.employer, actor_for(adviser))
    joined = colleague(owner.employer, owner.by)
    invitation = invite(employer=owner.employer, email="x@example.com", by=owner.by)
    about = {
        "employer": owner.employer.reference,
        "event": "suspend",
        "page": "kind",
        "invitation_id": invitation.pk,
        "representative_id": Representative.objects.get(user=joined.user).pk,
    }
    browsers = {"visitor": Client(), "another employer": other.browser(), "nobody's": somebody().browser()}
    for role in (Role.CLAIMANT, Role.HELPER, *sorted(STAFF_ROLES)):
        user = adviser if role == Role.ADVISER else make_user(f"{role}@example.com", roles=(Role(role),))
        browsers[role] = sign_in(Client(), user)
    return World(owner, joined, about, browsers)


@pytest.mark.parametrize("name", STAFFS)
def test_what_staff_see_of_an_employer(world: World, name: str) -> None:
    checkers = roles_with(Permission.CHECK_EMPLOYERS)
    for who, browser in world.browsers.items():
        answer = browser.get(world.url(name))
        assert answer.status_code == (200 if who in checkers else 302 if who == "visitor" else 404), who
        assert (MARK in answer.content.decode()) == (who in checkers), who
    for acting in (world.owner, world.colleague):
        assert acting.browser().get(world.url(name)).status_code == 404


@pytest.mark.parametrize("name", ["employers:remove", "employers:withdraw"])
def test_what_only_its_own_people_do(world: World, name: str) -> None:
    done = Event.objects.filter(kind__startswith="employer_")
    before = done.count()
    for who, browser in world.browsers.items():
        answer = browser.post(world.url(name))
        is_led_home = who in ("another employer", "nobody's") and name == "employers:withdraw"
        assert answer.status_code == (302 if who == "visitor" or is_led_home else 404), who
    assert done.count() == before
    assert world.owner.employer
    assert world.owner.employer.invitations.open().exists()
    assert world.owner.employer.representatives.acting().count() == 2
    assert world.owner.browser().post(world.url(name)).status_code == 302
    assert done.count() > before


def test_ones_own_pages_show_nothing_of_anothers(world: World) -> None:
    for who in ("another employer", "nobody's"):
        for page in ("home", "people", "check", "sent", "contact"):
            answer = world.browsers[who].get(reverse(f"employers:{page}"), follow=True).content.decode()
            assert MARK not in answer, (who, page)
            assert world.colleague.user.email not in answer


def test_each_address_is_asked_for_here() -> None:
    named = {"employers:question", "employers:remove", "employers:withdraw", *STAFFS}
    of_employers: Callable[[str], bool] = lambda name: name.startswith(("employers:", "staff:employer"))  # noqa: E731
    assert named == {each.name for each in EVERY if each.converters and of_employers(each.name)}
    assert all(access.access_of(each.view) for each in EVERY)
