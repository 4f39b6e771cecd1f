"""What admins keep, and what they cannot see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.doors import Door
from accounts.factors.changes import begin_app
from accounts.models import BackupCode, ContactCode, Factor, Office, Person, Purpose, Session, TextCode, User
from accounts.roles import Role
from accounts.was_this_you import EMAIL_CHANGED
from audit.models import Access, Event
from audit.services import USERS_READ
from core import clock
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, make_user
from tests.claims.claimants import make_claimant
from tests.conftest import sign_in
from tests.helping import helper_of

pytestmark = pytest.mark.django_db

USERS = reverse("admin:accounts_user_changelist")
NEW_USER = reverse("admin:accounts_user_add")


@pytest.fixture
def admin_browser(browser) -> Client:
    return browser(make_user("ada@example.com", "Ada", (Role.ADMIN,)))


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def change(client: Client, user: User, **fields: object):
    return client.post(
        page_of(user),
        {"email": user.email, "name": user.name, "roles": user.roles, "is_active": "on", **fields},
    )


def test_only_admins_enter(client: Client, claimant: User, adviser: User, browser) -> None:
    assert client.get(USERS).url.startswith(reverse("accounts:staff_sign_in"))
    for user in (claimant, adviser):
        assert browser(user).get(USERS).status_code == 404
        assert browser(user).get(reverse("admin:login")).status_code == 404


def test_an_admin_adds_a_member_of_staff(admin_browser: Client, client: Client) -> None:
    office = Office.objects.create(name="Leeds", address="1 Park Row", opening_hours="9 to 5", phone="0113 496 0000")
    response = admin_browser.post(
        NEW_USER,
        {
            "email": "Rosa@example.com",
            "name": "Rosa Hughes",
            "roles": ["adviser", "decision_maker"],
            "why": "She joins the team in Leeds",
            "office": office.pk,
        },
    )
    assert response.status_code == 302
    user = User.objects.get(email="rosa@example.com")
    assert (user.roles, user.office, user.name) == ([], office, "Rosa Hughes")
    assert user.role_changes.get().roles == ["adviser", "decision_maker"]
    event = Event.objects.get(kind="account_created", subject_id=str(user.pk))
    assert event.user_name == "Ada"
    assert user.email_confirmed_at is None, "nobody has shown yet that they read it"


def test_nobody_gives_another_a_password(admin_browser: Client, client: Client) -> None:
    assert 'name="password"' not in admin_browser.get(NEW_USER).content.decode()
    admin_browser.post(NEW_USER, {"email": "rosa@example.com", "password": PASSWORD})
    rosa = User.objects.get(email="rosa@example.com")
    assert not rosa.has_usable_password()
    change(admin_browser, rosa, password=PASSWORD, new_password=PASSWORD)
    signing_in = {"email": "rosa@example.com", "password": PASSWORD}
    assert client.post(reverse("accounts:staff_sign_in"), signing_in).status_code == 200
    rosa.refresh_from_db()
    assert not rosa.has_usable_password()


def test_who_may_sign_in_is_changed_after_confirming(admin_browser: Client, adviser: User) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        asked = admin_browser.get(NEW_USER)
        assert asked.url.startswith(reverse("accounts:step_up"))
        answer = change(admin_browser, adviser, roles=["admin"])
        assert "Confirm that it is you" in answer.content.decode()
    adviser.refresh_from_db()
    assert adviser.roles == ["adviser"]


def test_a_role_is_taken_away_at_once_recorded_and_signs_them_out(admin_browser: Client, browser) -> None:
    rosa = make_user("rosa@example.com", "Rosa", (Role.ADVISER, Role.TEAM_LEADER))
    browser(rosa)
    assert change(admin_browser, rosa, roles=["adviser"]).status_code == 302
    event = Event.objects.get(kind="user_changed")
    assert event.data["roles_before"] == ["adviser", "team_leader"]
    assert event.data["roles_after"] == ["adviser"]
    assert not Session.objects.filter(user_id=rosa.pk).exists()
    assert Message.objects.filter(template="roles_changed").exists()
    history = apps.get_model("accounts", "UserEvent").objects.filter(pgh_obj_id=rosa.pk)
    assert history.order_by("-pgh_id")[0].roles == ["adviser"]


def test_staff_who_may_also_claim_can_start_to(admin_browser: Client, adviser: User, browser) -> None:
    change(admin_browser, adviser, roles=["adviser", "claimant"])
    change(admin_browser, adviser, roles=["adviser", "claimant"], name="Rosa")
    assert Person.objects.get(user=adviser).created_by.email == "ada@example.com"
    adviser.refresh_from_db()
    at_work = browser(adviser)
    assert at_work.post(reverse("home:start_claim")).status_code == 404
    at_home = sign_in(Client(), adviser, door=Door.PUBLIC)
    assert at_home.post(reverse("home:start_claim")).status_code == 302
    assert at_home.get(reverse("staff:home")).status_code == 404


def test_another_address_has_to_be_confirmed_again(admin_browser: Client, claimant: User) -> None:
    change(admin_browser, claimant, name="Sam")
    claimant.refresh_from_db()
    assert claimant.email_confirmed_at is not None
    change(admin_browser, claimant, email="other@example.com")
    claimant.refresh_from_db()
    assert claimant.email_confirmed_at is None


def test_the_history_of_a_user_can_be_read(admin_browser: Client, adviser: User) -> None:
    change(admin_browser, adviser, name="Rosa Hughes-Lee")
    page = admin_browser.get(page_of(adviser)).content.decode()
    history = reverse("admin:accounts_user_history", args=[adviser.pk])
    assert reverse("admin:pghistory_events_changelist") in page
    assert history in page
    response = admin_browser.get(history, follow=True)
    assert "Rosa Hughes-Lee" in response.content.decode()


def test_no_password_is_shown_or_kept_in_the_history(admin_browser: Client, adviser: User) -> None:
    page = admin_browser.get(page_of(adviser)).content.decode()
    assert adviser.password not in page
    assert "password" not in [field.name for field in apps.get_model("accounts", "UserEvent")._meta.fields]


def test_nobody_is_deleted_and_people_are_not_there(admin_browser: Client, adviser: User) -> None:
    assert admin_browser.get(reverse("admin:accounts_user_delete", args=[adviser.pk])).status_code == 403
    page = admin_browser.get(reverse("admin:index")).content.decode()
    assert "/accounts/user/" in page
    assert "/accounts/person/" not in page


def test_what_holds_secrets_is_not_there(admin_browser: Client, adviser: User) -> None:
    assert not set(admin.site._registry) & {Factor, TextCode, BackupCode, Session, Person}
    factor = begin_app(user=adviser, by=actor_for(adviser))
    for page in (page_of(adviser), USERS, reverse("admin:pghistory_events_changelist")):
        html = admin_browser.get(page).content.decode()
        assert factor.secret not in html
        assert adviser.password not in html


def test_the_password_cannot_be_guessed_by_filters_in_the_address(admin_browser: Client, adviser: User) -> None:
    listing = reverse("admin:accounts_user_changelist")
    right, wrong = (admin_browser.get(listing, {"password__startswith": text}) for text in ("md5", "zzz"))
    assert right.status_code == wrong.status_code == 400


def test_a_changed_address_is_where_messages_go(admin_browser: Client, claimant: User) -> None:
    change(admin_browser, claimant, email="new@example.com", roles=[Role.CLAIMANT])
    assert Person.objects.get(user=claimant).email == "new@example.com"


def test_that_the_history_of_somebody_was_read_is_recorded(admin_browser: Client, claimant: User) -> None:
    claimant.name = "Robin"
    claimant.save()
    shown = admin_browser.get(reverse("admin:pghistory_events_changelist"), {"obj": f"accounts.User:{claimant.pk}"})
    assert shown.status_code == 200
    assert Event.objects.filter(kind="history_read", user_name="Ada").exists()
    assert Access.objects.filter(person_id=claimant.person.pk, page="admin:audit").exists()
    row = shown.context_data["cl"].result_list[0]
    assert admin_browser.get(reverse("admin:pghistory_events_change", args=[row.pk])).status_code == 200
    assert Access.objects.filter(person_id=claimant.person.pk).count() == 2


def test_nobody_gives_themself_another_role(admin_browser: Client) -> None:
    ada = User.objects.get(email="ada@example.com")
    change(admin_browser, ada, name="Ada Price", roles=["admin", "adviser"], email="other@example.com", is_active="")
    ada.refresh_from_db()
    assert (ada.name, ada.roles, ada.email, ada.is_active) == ("Ada Price", ["admin"], "ada@example.com", True)
    assert "Ask another admin" in admin_browser.get(page_of(ada)).content.decode()


def test_whose_address_an_admin_changed_is_told_at_the_one_before(admin_browser: Client, claimant: User) -> None:
    before = claimant.email
    make_code = {"purpose": Purpose.PASSWORD, "contact": before, "user": claimant, "sent_at": clock.now()}
    ContactCode.objects.create(**make_code, code_digest=bytes(32))
    change(admin_browser, claimant, email="new@example.com", roles=[Role.CLAIMANT])
    told = {message.address for message in Message.objects.filter(template=EMAIL_CHANGED)}
    assert told >= {before, "new@example.com"}
    assert not ContactCode.objects.exists()


def test_of_the_public_only_those_are_shown_who_were_looked_for_and_they_can_see_it(
    admin_browser: Client, claimant: User, adviser: User
) -> None:
    page = admin_browser.get(USERS, {"is_active__exact": "1"}).content.decode()
    assert adviser.email in page
    assert claimant.email not in page
    assert not Access.objects.exists()
    assert claimant.email in admin_browser.get(USERS, {"q": claimant.email}).content.decode()
    assert admin_browser.get(page_of(claimant)).status_code == 200
    read = Access.objects.values_list("person_id", "page", "user_name")
    assert list(read) == [(claimant.person.pk, USERS_READ, "Ada")] * 2
    assert Event.objects.filter(kind="users_read", user_name="Ada").count() == 3


def test_nobody_is_looked_up_as_another_page_completes_a_field(admin_browser: Client, claimant: User) -> None:
    field = {"app_label": "employers", "model_name": "representative", "field_name": "user", "term": claimant.email}
    assert admin_browser.get(reverse("admin:autocomplete"), field).status_code == 404


def test_the_history_shows_only_what_has_one(admin_browser: Client, claimant: User) -> None:
    Person.objects.filter(user=claimant).update(given_names="Sam", family_name="Hidden")
    listing = reverse("admin:pghistory_events_changelist")
    secret = (f"accounts.Person:{claimant.person.pk}", f"claims.Claim:{claimant.person.pk}", "accounts.User:abc", "zzz")
    for asked in secret:
        for method in ("tracks", "references"):
            answer = admin_browser.get(listing, {"obj": asked, "method": method})
            assert (answer.status_code, "Hidden" in answer.content.decode()) == (404, False), asked
    shown = reverse("admin:pghistory_events_change", args=[f"accounts.Person:{claimant.person.pk}"])
    assert admin_browser.get(shown).status_code == 404
    assert admin_browser.get(listing, {"model": "accounts.Person"}).status_code == 404


def test_a_password_is_changed_in_one_place_only(admin_browser: Client) -> None:
    ada = User.objects.get(email="ada@example.com")
    typed = {
        "old_password": PASSWORD,
        "new_password1": "four other plain words",
        "new_password2": "four other plain words",
    }
    answer = admin_browser.post(reverse("admin:password_change"), typed)
    assert answer.url == reverse("accounts:change_password")
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_help_ends_with_whether_somebody_may_sign_in(admin_browser: Client, settings: Any) -> None:
    settings.DEMONSTRATION = True  # stories use National Insurance numbers that were never issued
    claimant = make_claimant().answer().send()
    helper = helper_of(claimant)
    page = f"/claims/{claimant.claim.reference}/answers/"
    assert helper.browser.get(page).status_code == 200
    User.objects.filter(pk=claimant.user.pk).update(is_active=False)  # however that came to be
    assert helper.browser.get(page).status_code == 404
    User.objects.filter(pk=claimant.user.pk).update(is_active=True)
    change(admin_browser, claimant.user, is_active="")
    assert helper.browser.get(page).status_code == 404
    assert Message.objects.get(template="help_stopped").address == helper.user.email
    change(admin_browser, User.objects.get(pk=claimant.user.pk))
    assert helper.browser.get(page).status_code == 404, "it does not come back with the account"
    assert Event.objects.get(kind="help_ended_with_account").person_id == claimant.person.pk
