"""One table says what staff may do: every address of theirs, page of the admin and service goes through it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse

import core.permissions
from accounts.roles import Role
from core.access import Access, AccessMiddleware, access_of
from core.permissions import STAFF_ROLES, TABLE, Permission, may, permission_in_admin, roles_with
from staff.roles_page import addresses_by_permission
from tests.claims.claimants import make_user, signed_in
from tests.structure import repository
from tests.structure.test_url_access import EVERY

DECLARED: dict[str, Access] = {each.name: found for each in EVERY if (found := access_of(each.view))}
FOR_STAFF = [each for each in EVERY if not STAFF_ROLES.isdisjoint(DECLARED[each.name].roles)]
# Who asks what somebody is, not what they may do: how they are shown, told or signed in.
MAY_NAME_ROLES = {
    "accounts/admin.py": "lists who works here",
    "accounts/models/role_changes.py": "which roles two admins give",
    "accounts/role_changes.py": "which roles two admins give",
    "accounts/doors.py": "the two doors have the roles of each",
    "accounts/models/users.py": "the first admin is made by a command",
    "accounts/roles.py": "what there is to be",
    "accounts/one_login/connections.py": "staff connect no One Login",
    "conversations/services.py": "how staff are named to claimants",
    "core/access.py": "staff have their own sign-in page",
    "core/actor.py": "who works here",
    "core/permissions.py": "the table",
    "core/states.py": "a table of moves, whose roles come from the permissions",
    "govuk/passwords.py": "words of this service that make a password easy to guess",
    "home/visits.py": "how staff are named to claimants",
    "home/words.py": "how staff are named to claimants",
    "signals/finding/staff.py": "whose work is looked at",
    "staff/roles_page.py": "draws the table",
}
ROLE_NAMED = re.compile(
    r"\.has_role\((?!Role\.(?:CLAIMANT|HELPER|EMPLOYER)\b)|STAFF_ROLES|Role\.(?:ADVISER|DECISION_MAKER|PAYMENT_OFFICER|TEAM_LEADER|ADMIN)\b"
    r"|[\"'](?:adviser|decision_maker|payment_officer|team_leader|admin)[\"'] in "
    r"|[{(\[, ][\"'](?:adviser|decision_maker|payment_officer|team_leader)[\"']"
)
PRODUCT = "accounts audit claims core documents equality govuk home journal journeys letters notifications payments"
PACKAGES = (*PRODUCT.split(), "contacts", "conversations", "privacy", "signals", "staff", "support")


def test_every_permission_has_one_row_that_says_what_it_opens_and_a_role_of_staff() -> None:
    assert [grant.permission for grant in TABLE] == list(Permission)
    for grant in TABLE:
        assert grant.words
        assert grant.roles
        assert grant.roles <= STAFF_ROLES


def test_every_role_of_staff_may_do_something_and_its_own() -> None:
    may_do = {role: frozenset(each for each in Permission if role in roles_with(each)) for role in STAFF_ROLES}
    assert all(may_do.values())
    assert len(set(may_do.values())) == len(may_do)


def test_every_address_of_staff_names_a_permission() -> None:
    names = {each.name for each in FOR_STAFF}
    assert [name for name in names if DECLARED[name].permission is None] == []
    assert names == {name for opened in addresses_by_permission().values() for name in opened}
    under_staff = {each.name for each in EVERY if each.example.startswith("/staff/") and DECLARED[each.name].signed_in}
    assert names == under_staff


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_else_says_what_a_role_may_do(package: str) -> None:
    """A role is named nowhere but in the table, and where it matters what somebody is and not what they may do."""
    named = set()
    for path in repository.files():
        name = repository.name(path)
        if path.suffix == ".py" and name.startswith(f"{package}/") and "/migrations/" not in name:
            named |= {name} if ROLE_NAMED.search(repository.text(path)) else set()
    assert named == {name for name in MAY_NAME_ROLES if name.startswith(f"{package}/")}


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the addresses that somebody was let in to."""
    names: list[str] = []
    asked = AccessMiddleware.process_view

    def process_view(middleware: AccessMiddleware, request: Any, *given: Any) -> Any:
        answer = asked(middleware, request, *given)
        if answer is None:
            names.append(request.resolver_match.view_name)
        return answer

    monkeypatch.setattr(AccessMiddleware, "process_view", process_view)
    return names


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [*Role])
def test_each_role_enters_where_its_permissions_lead_and_nowhere_else(
    role: str, method: str, entered: list[str]
) -> None:
    """Each address of staff as each role, about something that does not exist. Who may is let in to the view; to
    everybody else there is no such page."""
    browser = signed_in(make_user(role))
    for each in FOR_STAFF:
        entered.clear()
        response = getattr(browser, method)(each.example)
        assert (each.name in entered) == (role in DECLARED[each.name].roles), each.name
        assert each.name in entered or response.status_code == 404, each.name


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role])
def test_each_role_reads_the_pages_of_the_admin_that_it_may(role: str) -> None:
    browser = signed_in(make_user(role))
    for model in admin.site._registry:
        permission = permission_in_admin(model._meta.label_lower)
        assert permission is not None, f"{model._meta.label_lower} is in the admin, and no permission opens it"
        reached = browser.get(reverse(admin_urlname(model._meta, "changelist")))
        assert reached.status_code == (200 if may([role], permission) else 404), model


@pytest.mark.django_db
def test_a_page_of_the_admin_that_the_table_does_not_name_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user(Role.ADMIN)
    assert user.has_perm("accounts.change_office")
    assert not user.has_perm("accounts.change_person")
    assert not user.has_perm("nonsense")
    browser = signed_in(user)
    office = reverse("admin:accounts_office_changelist")
    assert browser.get(office).status_code == 200
    monkeypatch.delitem(core.permissions._IN_ADMIN, "accounts.office")
    assert browser.get(office).status_code == 403


def test_no_model_is_named_for_the_admin_that_is_not_in_it() -> None:
    in_it = {model._meta.label_lower for model in admin.site._registry}
    within = {
        "support.update",
        *(f"appointments.{name}" for name in ("openday", "closedday", "room")),
        *(f"employers.{name}" for name in ("representative", "registercheck", "employerdecision")),
    }
    assert {model for grant in TABLE for model in grant.admin} == in_it | within
