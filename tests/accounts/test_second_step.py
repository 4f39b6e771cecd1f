"""Signing in with a second step, by either door."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.doors import ONE_LOGIN
from accounts.factors import app, backup, changes, texts
from accounts.models import Factor, Session, SignIn, User
from accounts.roles import Role
from accounts.services import end_sessions
from audit.models import Event
from core import clock
from core.actor import Actor
from notifications.models import Message
from tests.accounts.authenticator import Authenticator, asked
from tests.accounts.conftest import PASSWORD, code_in, make_user
from tests.accounts.test_factors import newest_text, with_app, with_text
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

SIGN_IN, STAFF_SIGN_IN, SECOND_STEP, ACCOUNT, ADD, ADD_PASSKEY = (
    reverse(f"accounts:{name}")
    for name in ("sign_in", "staff_sign_in", "second_step", "account", "add_factor", "add_passkey")
)
HOME, WORK = reverse("home:home"), reverse("staff:home")


def give_password(client: Client, email: str = "sam@example.com", page: str = SIGN_IN, **query: str) -> Any:
    return client.post(page, {"email": email, "password": PASSWORD}, query_params=query)


def give_code(client: Client, code: str, **query: str) -> Any:
    return client.post(SECOND_STEP, {"second_step_code": code}, query_params=query)


def with_passkey(user: User, confirmed_by: str = "") -> Authenticator:
    """Set up a passkey through the pages."""
    client, key = sign_in(Client(), user, confirmed_by=confirmed_by), Authenticator()
    page = client.get(ADD_PASSKEY).content.decode()
    assert client.post(ADD_PASSKEY, {"passkey": key.make(page)}).status_code == 302
    return key


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_password_alone_opens_nothing(claimant: User, client: Client) -> None:
    with_app(claimant)
    assert give_password(client).url == SECOND_STEP
    assert not is_signed_in(client)
    assert not SignIn.objects.exists()
    for page in (ACCOUNT, HOME, ADD, reverse("accounts:second_steps"), reverse("accounts:step_up")):
        assert client.get(page).url.startswith(SIGN_IN)
    assert "sam@example.com" not in client.get(SECOND_STEP).content.decode()


def test_a_code_from_the_app_signs_in_and_leads_to_where_they_were_going(claimant: User, client: Client) -> None:
    key = with_app(claimant)
    query = {"next": ACCOUNT, "unsent": "1"}
    asked_at = give_password(client, **query).url
    before = client.session.session_key
    assert "next=" in asked_at
    assert give_code(client, app.code_now(key), **query).url == ACCOUNT
    assert is_signed_in(client)
    assert client.session.session_key != before
    assert "Fill it in again" in client.get(ACCOUNT).content.decode()
    event = Event.objects.get(kind="signed_in")
    assert (event.data["door"], event.data["confirmed_by"]) == ("public", "app")


def test_the_session_has_another_key_after_the_password_and_after_the_code(claimant: User, client: Client) -> None:
    key = with_app(claimant)
    client.post(reverse("accounts:sign_up"), {"email": "kim@example.com"})
    keys = [client.session.session_key]
    give_password(client)
    keys.append(client.session.session_key)
    give_code(client, app.code_now(key))
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_a_wrong_code_is_said_and_in_the_end_makes_them_wait(claimant: User, client: Client) -> None:
    with_app(claimant)
    give_password(client)
    pages = [give_code(client, "000000").content.decode() for _ in range(6)]
    assert "The code is not right" in pages[3]
    for page in pages[4:]:
        assert "You have entered too many wrong codes. You can try again at" in page
    assert not is_signed_in(client)


def test_a_second_browser_does_not_begin_a_new_count(claimant: User) -> None:
    key = with_app(claimant)
    for _ in range(5):
        client = Client()
        give_password(client)
        give_code(client, "000000")
    client = Client(REMOTE_ADDR="192.0.2.7")
    give_password(client)
    assert "too many wrong codes" in give_code(client, app.code_now(key)).content.decode()


def test_half_way_in_lasts_a_quarter_of_an_hour(claimant: User, client: Client) -> None:
    key = with_app(claimant)
    began = clock.now()
    give_password(client)
    with time_machine.travel(began + timedelta(minutes=10)):
        assert client.get(SECOND_STEP).status_code == 200
    with time_machine.travel(began + timedelta(minutes=15, seconds=5)):
        assert client.get(SECOND_STEP).url == SIGN_IN
        assert give_code(client, app.code_now(key)).url == SIGN_IN


@pytest.mark.parametrize("what", ["password", "is_active"])
def test_half_way_in_ends_with_a_new_password_and_with_the_account(claimant: User, client: Client, what: str) -> None:
    key = with_app(claimant)
    give_password(client)
    if what == "password":
        claimant.set_password("another three words")
    else:
        claimant.is_active = False
    claimant.save()
    assert give_code(client, app.code_now(key)).url == SIGN_IN
    assert not is_signed_in(client)


def test_signing_out_half_way_in_ends_it(claimant: User, client: Client) -> None:
    with_app(claimant)
    give_password(client)
    client.post(reverse("accounts:sign_out"))
    assert client.get(SECOND_STEP).url == SIGN_IN


def test_a_text_is_sent_at_once_where_there_is_no_other_way(claimant: User, client: Client) -> None:
    with_text(claimant)
    Message.objects.all().delete()
    give_password(client)
    page = client.get(SECOND_STEP).content.decode()
    assert "ending 982" in page
    assert "900982" not in page
    assert give_code(client, code_in(newest_text())).url == HOME


def test_a_text_is_sent_when_asked_for_where_there_is_another_way(claimant: User, client: Client) -> None:
    with_app(claimant)
    phone = with_text(claimant)
    Message.objects.all().delete()
    give_password(client)
    assert not Message.objects.exists()
    page = client.post(SECOND_STEP, {"second_step_code": "", "second_step_send": str(phone.pk)}).content.decode()
    assert "We have texted a code to the number ending 982" in page
    assert "There is a problem" not in page
    assert give_code(client, code_in(newest_text())).url == HOME


def test_too_many_texts_are_refused_in_words(claimant: User, client: Client) -> None:
    phone = with_text(claimant)
    give_password(client)
    for _ in range(texts.CODES_AN_HOUR):
        page = client.post(SECOND_STEP, {"second_step_send": str(phone.pk)}).content.decode()
    assert "We have sent you too many codes" in page


def test_nobody_elses_phone_is_texted(claimant: User, client: Client) -> None:
    with_app(claimant)
    phone = with_text(make_user("lee@example.com"))
    Message.objects.all().delete()
    give_password(client)
    client.post(SECOND_STEP, {"second_step_send": str(phone.pk)})
    assert not Message.objects.exists()


def test_a_backup_code_signs_in_and_few_left_are_said(claimant: User, client: Client) -> None:
    with_app(claimant)
    codes = [backup.as_printed(code) for code in changes.make_backup_codes(user=claimant, by=actor_for(claimant))]
    give_password(client)
    assert give_code(client, codes[0]).url == HOME
    assert "few backup codes left" not in client.get(ACCOUNT).content.decode()
    for code in codes[1:7]:
        client = Client()
        give_password(client)
        give_code(client, code)
    assert "few backup codes left" in client.get(ACCOUNT).content.decode()


def test_a_passkey_signs_in(claimant: User, client: Client) -> None:
    key = with_passkey(claimant)
    give_password(client)
    page = client.get(SECOND_STEP).content.decode()
    assert client.post(SECOND_STEP, {"second_step_passkey": key.use(page)}).url == HOME
    assert is_signed_in(client)


def test_what_a_passkey_answered_is_taken_once_and_for_this_challenge(claimant: User, client: Client) -> None:
    key = with_passkey(claimant)
    give_password(client)
    answer = key.use(client.get(SECOND_STEP).content.decode())
    client.get(SECOND_STEP)  # asks for another
    assert (
        "We could not check your passkey" in client.post(SECOND_STEP, {"second_step_passkey": answer}).content.decode()
    )
    fresh = key.use(client.get(SECOND_STEP).content.decode())
    assert client.post(SECOND_STEP, {"second_step_passkey": fresh}).url == HOME
    other = Client()
    give_password(other)
    other.get(SECOND_STEP)
    assert other.post(SECOND_STEP, {"second_step_passkey": fresh}).status_code == 200


@pytest.mark.parametrize("fault", ["other key", "other site", "copied", "no challenge", "nonsense", "a list", "long"])
def test_a_passkey_that_is_not_right_is_refused(claimant: User, client: Client, fault: str) -> None:
    key = with_passkey(claimant)
    Factor.objects.update(counter=5 if fault == "copied" else 0)
    give_password(client)
    page = client.get(SECOND_STEP).content.decode()
    if fault == "other site":
        key.origin, key.host = "https://sign-in.example", "sign-in.example"
    if fault == "other key":
        key.key = Authenticator().key
    answer = {"nonsense": "{", "a list": "[1]", "long": json.dumps({"id": "x" * 30_000})}.get(fault) or key.use(page)
    if fault == "no challenge":
        session = client.session
        del session["passkey_challenge"]
        session.save()
    assert client.post(SECOND_STEP, {"second_step_passkey": answer}).status_code == 200
    assert not is_signed_in(client)


def test_a_passkey_is_not_kept_waiting_by_wrong_codes(claimant: User, client: Client) -> None:
    with_app(claimant)
    key = with_passkey(claimant, confirmed_by="app")
    give_password(client)
    for _ in range(6):
        give_code(client, "000000")
    page = client.get(SECOND_STEP).content.decode()
    assert client.post(SECOND_STEP, {"second_step_passkey": key.use(page)}).url == HOME


def test_a_passkey_is_one_accounts_only_and_asked_for_by_name(claimant: User) -> None:
    key = with_passkey(claimant)
    client = sign_in(Client(), make_user("lee@example.com"))
    page = client.get(ADD_PASSKEY).content.decode()
    assert asked(page)["excludeCredentials"] == []
    assert "The passkey was not made" in client.post(ADD_PASSKEY, {"passkey": key.make(page)}).content.decode()
    own = sign_in(Client(), claimant, confirmed_by="passkey").get(ADD_PASSKEY).content.decode()
    assert len(asked(own)["excludeCredentials"]) == 1


def test_a_sign_in_costs_one_password_hash(monkeypatch: pytest.MonkeyPatch, claimant: User, client: Client) -> None:
    key = with_app(claimant)
    hashed: list[str] = []
    original = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, raw: (hashed.append(raw), original(self, raw))[1])
    give_password(client)
    give_code(client, app.code_now(key))
    assert is_signed_in(client)
    assert len(hashed) == 1


# Staff's door


def test_staff_without_a_second_step_are_nobody_until_they_have_one(adviser: User, client: Client) -> None:
    assert give_password(client, "rosa@example.com", STAFF_SIGN_IN).status_code == 302
    for page in (WORK, HOME, ACCOUNT, reverse("staff:find"), reverse("admin:index"), reverse("home:who_looked")):
        assert client.get(page).url == ADD, page
        assert client.post(page).url == ADD, page
    page = client.get(reverse("accounts:add_app")).content.decode()
    assert "Work to do" not in page
    key = Factor.objects.get().secret
    client.post(reverse("accounts:add_app"), {"code": app.code_now(key)})
    assert client.get(WORK).status_code == 200


def test_claimants_need_one_too_where_the_department_says_so(settings: Any, claimant: User, client: Client) -> None:
    settings.CLAIMANTS_NEED_SECOND_STEP = True
    give_password(client)
    assert client.get(HOME).url == ADD
    page = client.get(ADD, {"new": "1"}).content.decode()
    assert "your claim and your payments go on" in page
    assert "Not now" not in page
    client.post(reverse("accounts:add_text"), {"number": "07700 900982"})
    client.post(reverse("accounts:add_text_code"), {"code": code_in(newest_text())})
    assert client.get(HOME).status_code == 200
    # GOV.UK One Login has asked for two itself.
    assert sign_in(Client(), make_user("lee@example.com"), confirmed_by=ONE_LOGIN).get(HOME).status_code == 200


def test_staff_are_offered_no_text_and_it_would_not_do(adviser: User, client: Client) -> None:
    with_text(adviser)
    give_password(client, "rosa@example.com", STAFF_SIGN_IN)
    assert reverse("accounts:add_text") not in client.get(ADD).content.decode()
    assert client.get(reverse("accounts:add_text")).status_code in (302, 404)
    assert client.get(WORK).url == ADD
    # To set up what does, they confirm with what they have: the password alone is not enough for that either.
    asks = client.get(reverse("accounts:add_app")).url
    assert asks.startswith(reverse("accounts:step_up"))
    client.post(asks, {"second_step_send": ""})
    assert client.post(asks, {"second_step_code": code_in(newest_text())}).url == reverse("accounts:add_app")
    assert client.get(reverse("accounts:add_app")).status_code == 200
    assert client.get(WORK).url == ADD


def test_staff_sign_in_with_their_app(adviser: User, client: Client) -> None:
    key = with_app(adviser)
    assert give_password(client, "rosa@example.com", STAFF_SIGN_IN, next=WORK).url.startswith(SECOND_STEP)
    assert give_code(client, app.code_now(key), next=WORK).url == WORK
    assert client.get(WORK).status_code == 200


def test_whose_role_wants_a_passkey_comes_in_by_nothing_else(adviser: User, client: Client, settings: Any) -> None:
    settings.PASSKEY_ROLES = frozenset({Role.ADVISER})
    key = with_app(adviser)
    changes.make_backup_codes(user=adviser, by=actor_for(adviser))
    assert give_password(client, "rosa@example.com", STAFF_SIGN_IN).status_code == 302
    assert client.get(WORK).url == ADD, "an app is not enough"
    page = client.get(ADD).content.decode()
    assert reverse("accounts:add_app") not in page
    # They confirm with the app, this once, to set up what is.
    asks = client.get(ADD_PASSKEY).url
    assert client.post(asks, {"second_step_code": app.code_now(key)}).url == ADD_PASSKEY
    assert client.get(WORK).url == ADD
    passkey = Authenticator()
    client.post(ADD_PASSKEY, {"passkey": passkey.make(client.get(ADD_PASSKEY).content.decode())})
    assert client.get(WORK).status_code == 200
    again = Client()
    assert give_password(again, "rosa@example.com", STAFF_SIGN_IN).url.startswith(SECOND_STEP)
    page = again.get(SECOND_STEP).content.decode()
    assert "second_step_code" not in page
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        give_code(again, app.code_now(key))
        assert again.get(WORK).status_code == 302
    page = again.get(SECOND_STEP).content.decode()
    assert again.post(SECOND_STEP, {"second_step_passkey": passkey.use(page)}).status_code == 302
    assert again.get(WORK).status_code == 200
    left = again.post(reverse("accounts:remove_factor", args=[Factor.objects.get(kind="passkey").pk]), follow=True)
    assert "Add another before you remove this one." in left.content.decode()


def test_a_passkey_is_wanted_of_those_roles_only(adviser: User, claimant: User, client: Client, settings: Any) -> None:
    settings.PASSKEY_ROLES = frozenset({Role.PAYMENT_OFFICER})
    key = with_app(adviser)
    give_password(client, "rosa@example.com", STAFF_SIGN_IN)
    give_code(client, app.code_now(key))
    assert client.get(WORK).status_code == 200
    with_app(claimant)
    assert give_password(Client()).url == SECOND_STEP


def test_the_publics_door_shows_staff_theirs(adviser: User, client: Client) -> None:
    with_app(adviser)
    response = give_password(client, "rosa@example.com", next=WORK)
    assert response.url == f"{STAFF_SIGN_IN}?next=%2Fstaff%2F"
    assert not is_signed_in(client)
    assert client.get(SECOND_STEP).url == SIGN_IN


def test_at_staffs_door_a_claimant_is_told_nothing(claimant: User, browser: Any, mask: Any) -> None:
    right = give_password(browser(), page=STAFF_SIGN_IN)
    wrong = browser().post(STAFF_SIGN_IN, {"email": "sam@example.com", "password": "wrong"})
    assert mask(right, "sam@example.com") == mask(wrong, "sam@example.com")


def test_who_is_both_is_one_at_a_time(client: Client) -> None:
    both = make_user("both@example.com", "Bo", (Role.ADVISER, Role.CLAIMANT))
    key = with_app(both)
    at_home, at_work = Client(), Client()
    give_password(at_home, "both@example.com")
    give_code(at_home, app.code_now(key))
    assert at_home.get(HOME).status_code == 200
    assert at_home.get(WORK).status_code == 404
    with time_machine.travel(clock.now() + timedelta(seconds=60)):
        give_password(at_work, "both@example.com", STAFF_SIGN_IN)
        give_code(at_work, app.code_now(key))
    assert at_work.get(HOME).url == WORK
    assert at_work.get(reverse("accounts:identity")).status_code == 404
    assert at_work.get(reverse("journal:todos")).status_code == 404
    acted = Event.objects.filter(kind="signed_in").order_by("at")
    assert [event.roles for event in acted] == [["claimant"], ["adviser"]]


def test_the_admin_is_behind_staffs_door() -> None:
    ada = make_user("ada@example.com", "Ada", (Role.ADMIN, Role.CLAIMANT))
    assert sign_in(Client(), ada, confirmed_by="text").get(reverse("admin:index")).url == ADD
    elsewhere = Client()
    elsewhere.force_login(ada, backend="accounts.backends.EmailBackend")
    assert elsewhere.get(reverse("admin:index")).status_code == 404
    assert sign_in(Client(), ada).get(reverse("admin:index")).status_code == 200


def test_one_click_of_a_demonstration_counts_in_demonstrations_only(adviser: User, settings: Any) -> None:
    client = sign_in(Client(), adviser, confirmed_by="demonstration")
    assert client.get(WORK).url == ADD
    settings.DEMONSTRATION = True
    assert client.get(WORK).status_code == 200


def test_an_idle_staff_session_leads_back_by_staffs_door(adviser: User) -> None:
    client = sign_in(Client(), adviser)
    assert 'data-ended-url="/staff/sign-in/?' in client.get(ACCOUNT).content.decode()
    end_sessions(adviser, by=Actor.system("Tests"))
    assert client.get(WORK).url.startswith(f"{STAFF_SIGN_IN}?next={WORK}&ended=1")
    assert not Session.objects.filter(user_id=adviser.pk).exists()
