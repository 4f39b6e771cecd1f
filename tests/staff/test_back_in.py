"""Somebody lost their phone or their email address, and an adviser helps them back in the same day, and nobody else."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.factors.app import code_now
from accounts.factors.changes import begin_app, confirm_app
from accounts.models import Concern, Factor, OneLoginAccount, Person, Recovery, User
from accounts.reset import request_reset
from accounts.reset_answers import answer_reset_request
from accounts.roles import Role
from audit.models import Access, Event
from claims.models import Fact
from claims.services import start_claim, withdraw_claim
from claims.submission import submit_claim
from core import clock
from core.actor import Actor
from demo.stories import LONE_PARENT
from notifications.models import Message
from staff.recovery import bank_changes_from
from tests.accounts.conftest import code_in
from tests.claims.claimants import Claimant, make_claimant, signed_in
from tests.proving import LOW, MEDIUM, prove
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db

BACK_IN, NEW, STOP = (reverse(f"accounts:{name}") for name in ("back_in", "back_in_password", "recovery"))
SIGN_IN, ACCOUNT, CONCERNS = reverse("accounts:sign_in"), reverse("accounts:account"), reverse("staff:concerns")
ANOTHER = "another three words"
LOST_PHONE = {"lost": "phone", "note": "Phone stolen on the bus", "way": "spoken"}


def page_of(claimant: Claimant) -> str:
    return reverse("staff:recovery", args=[claimant.claim.reference])


def make_sure(claimant: Claimant, worker: Worker, level: str = "medium") -> None:
    prove(claimant.person, by=worker.by, evidence=MEDIUM if level == "medium" else LOW)


def help_them(claimant: Claimant, worker: Worker, **typed: str) -> str:
    """Fill in the form; the page that follows."""
    return worker.browser.post(page_of(claimant), {**LOST_PHONE, **typed}, follow=True).content.decode()


def shown_code(page: str) -> str:
    found = re.search(r"(\d{3}) (\d{3})</p>", page)
    assert found, page
    return found[1] + found[2]


def newest(template: str) -> Message:
    return Message.objects.filter(template=template).latest("queued_at", "pk")


def come_back(claimant: Claimant, code: str, email: str = "") -> Client:
    """Enter the code and a new password; the browser."""
    client = Client()
    assert client.post(BACK_IN, {"email": email or claimant.user.email, "code": code}).url == NEW
    assert client.post(NEW, {"password": ANOTHER}).url == ACCOUNT
    return client


def give_second_step(user: User) -> None:
    by = make_worker("adviser").by
    begin_app(user=user, by=by)
    confirm_app(user=user, code=code_now(Factor.objects.get(user=user).secret), by=by)


def test_a_lost_phone_is_mended_the_same_day(sent: Claimant, opened: Worker) -> None:
    give_second_step(sent.user)
    make_sure(sent, opened)
    code = shown_code(help_them(sent, opened))
    assert Factor.objects.filter(user=sent.user).exists(), "nothing changes until the code is entered"
    assert sent.browser.get(ACCOUNT).status_code == 200
    client = come_back(sent, code)
    assert client.session[SESSION_KEY] == str(sent.user.pk)
    assert "Set up a second step" in client.get(ACCOUNT).content.decode()
    assert not Factor.objects.filter(user=sent.user).exists()
    assert sent.browser.get(ACCOUNT).status_code == 302
    assert Client().post(SIGN_IN, {"email": sent.user.email, "password": ANOTHER}).status_code == 302
    assert Recovery.objects.get().state == "done"
    begun = Event.objects.get(kind="recovery_begun")
    assert (begun.user_name, begun.person_id, begun.data["lost"]) == ("Amina Yusuf", sent.person.pk, "phone")
    assert Client().post(BACK_IN, {"email": sent.user.email, "code": code}).status_code == 200, "once"


def test_who_they_are_is_made_sure_of_anew_and_by_this_adviser(sent: Claimant, opened: Worker) -> None:
    colleague = make_worker(name="Rosa Hughes").open(sent.claim)
    assert "First make sure who they are" in opened.browser.get(page_of(sent)).content.decode()
    make_sure(sent, opened, level="low")
    assert "First make sure" in help_them(sent, opened)
    make_sure(sent, colleague)
    assert "First make sure" in help_them(sent, opened), "somebody else did"
    assert not Recovery.objects.exists()
    with time_machine.travel(clock.now() + timedelta(hours=2, minutes=1)):
        colleague.browser = signed_in(colleague.user)
        assert "First make sure" in help_them(sent, colleague), "it was too long ago"
    colleague.browser = signed_in(colleague.user)
    assert "The code is theirs" in help_them(sent, colleague)


def test_everybody_who_may_be_the_owner_is_told_how_to_object(sent: Claimant, opened: Worker) -> None:
    Person.objects.filter(pk=sent.person.pk).update(phone="07700 900 982", phone_confirmed_at=clock.now())
    make_sure(sent, opened)
    help_them(sent, opened, lost="email", way="email", new_email="new@example.com")
    told = Message.objects.filter(template="recovery_begun")
    assert {each.address for each in told} == {sent.user.email, "07700 900 982"}
    assert "/account/back-in/" in told[0].body
    assert newest("recovery_code").address == "new@example.com"


def test_a_lost_address_is_replaced_by_the_one_that_got_the_code(sent: Claimant, opened: Worker) -> None:
    make_sure(sent, opened)
    old = sent.user.email
    page = help_them(sent, opened, lost="email", way="email", new_email="New@example.com")
    assert "We sent them a code" in page
    assert not re.search(r"\d{3} \d{3}</p>", page)
    client = come_back(sent, code_in(newest("recovery_code")), "new@example.com")
    sent.user.refresh_from_db()
    assert sent.user.email == Person.objects.get(user=sent.user).email == "new@example.com"
    assert old in {each.address for each in Message.objects.filter(template="email_changed")}
    assert "new@example.com" in client.get(ACCOUNT).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lost": "email"}, "Enter their new email address"),
        ({"lost": "both", "new_email": "new@example.com"}, "the code goes to the new address"),
        ({"new_email": "new@example.com"}, "Leave this empty"),
        ({"way": "text"}, "Select how the code reaches them"),
        ({"note": ""}, "Enter what happened"),
        ({"lost": "email", "way": "email", "new_email": "taken@example.com"}, "Another account has this email address"),
    ],
)
def test_what_cannot_be_is_said(sent: Claimant, opened: Worker, typed: dict[str, str], said: str) -> None:
    User.objects.create_user("taken@example.com")
    make_sure(sent, opened)
    assert said in help_them(sent, opened, **typed)
    assert not Recovery.objects.exists()


def test_another_code_replaces_the_first_and_only_to_who_is_known_now(sent: Claimant, opened: Worker) -> None:
    make_sure(sent, opened)
    first = shown_code(help_them(sent, opened))
    second = shown_code(opened.browser.post(page_of(sent), {"way": "spoken"}).content.decode())
    if first != second:
        assert Client().post(BACK_IN, {"email": sent.user.email, "code": first}).status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        later = signed_in(opened.user)
        assert "First make sure" in later.post(page_of(sent), {"way": "spoken"}).content.decode()
    come_back(sent, second)


def test_nothing_tells_whether_there_is_an_account_or_a_way_back_and_guesses_are_counted(
    sent: Claimant, opened: Worker
) -> None:
    make_sure(sent, opened)
    help_them(sent, opened)
    seen = []
    for email in (sent.user.email, "nobody@example.com", opened.user.email):
        client = Client()
        answers = [client.post(BACK_IN, {"email": email, "code": "000000"}) for _ in range(11)]
        seen.append(
            [(each.status_code, "is not right, or the code is too old" in each.content.decode()) for each in answers]
        )
    assert seen == [[(200, True)] * 10 + [(429, False)]] * 3


def test_the_owner_stops_it_from_where_they_are_signed_in(sent: Claimant, opened: Worker) -> None:
    """A thief talked the adviser round; the owner, who was never gone, reads the message."""
    make_sure(sent, opened)
    code = shown_code(help_them(sent, opened))
    assert "An adviser helped somebody to get back" in sent.browser.get(ACCOUNT).content.decode()
    assert "Amina Yusuf" in sent.browser.get(STOP).content.decode()
    assert "We stopped it" in sent.browser.post(STOP, follow=True).content.decode()
    assert Client().post(BACK_IN, {"email": sent.user.email, "code": code}).status_code == 200
    assert Concern.objects.get().kind == "recovery"
    assert sent.browser.get(STOP).status_code == 404
    assert sent.browser.get(ACCOUNT).status_code == 200


def test_once_a_thief_is_in_staff_put_them_out(sent: Claimant, opened: Worker) -> None:
    make_sure(sent, opened)
    thief = come_back(sent, shown_code(help_them(sent, opened)))
    page = opened.browser.post(page_of(sent), {"stop": "1"}, follow=True).content.decode()
    assert "It is stopped" in page
    assert thief.get(ACCOUNT).status_code == 302
    assert Client().post(SIGN_IN, {"email": sent.user.email, "password": ANOTHER}).status_code == 200
    # And the owner is helped in by the same way.
    make_sure(sent, opened)
    come_back(sent, shown_code(help_them(sent, opened)))


def test_a_thief_who_was_put_out_gets_in_by_no_other_way(sent: Claimant, opened: Worker) -> None:
    make_sure(sent, opened)
    help_them(sent, opened, lost="email", way="email", new_email="thief@example.com")
    come_back(sent, code_in(newest("recovery_code")), "thief@example.com")
    OneLoginAccount.objects.create(
        user=sent.user, issuer="https://one.example", subject="urn:thief", connected_at=clock.now()
    )
    opened.browser.post(page_of(sent), {"stop": "1"})
    assert not OneLoginAccount.objects.filter(user=sent.user).exists()
    assert Event.objects.get(kind="concern_raised").person_id == sent.person.pk
    asked = request_reset(
        email="thief@example.com", language="en", place="192.0.2.1", device=None, by=Actor.anonymous()
    )
    answer_reset_request(code_id=asked.pk, language="en", by=Actor.system("Tests"))
    assert Message.objects.latest("queued_at", "pk").template == "reset_no_account"
    # And the owner is given their address back by the same way.
    make_sure(sent, opened)
    help_them(sent, opened, lost="email", way="email", new_email="owner@example.com")
    come_back(sent, code_in(newest("recovery_code")), "owner@example.com")


def test_nobody_stops_what_is_somebody_elses(sent: Claimant, opened: Worker) -> None:
    make_sure(sent, opened)
    help_them(sent, opened)
    assert make_claimant().browser.post(STOP).status_code == 404
    assert Recovery.objects.get().state == "begun"


def test_nobody_helps_themselves_and_payment_officers_help_nobody(sent: Claimant) -> None:
    officer = make_worker(Role.PAYMENT_OFFICER).open(sent.claim)
    assert officer.browser.get(page_of(sent)).status_code == 404
    adviser = make_worker()
    User.objects.filter(pk=adviser.user.pk).update(roles=["adviser", "claimant"])
    assert adviser.browser.get(page_of(sent)).status_code == 302


def other_account(claimant: Claimant) -> None:
    """They take their claim back, and claim again with other bank details."""
    again = LONE_PARENT.but(sort_code="089999", account_number="70872490", nino=None, knows_nino=False)
    claimant.answer(again)


def test_bank_details_stay_for_three_working_days(opened: Worker, sent: Claimant) -> None:
    make_sure(sent, opened)
    come_back(sent, shown_code(help_them(sent, opened)))
    withdraw_claim(claim=sent.claim, member=sent.member, by=sent.by)
    sent.claim = start_claim(person=sent.person, by=sent.by)
    sent.member = sent.claim.members.get()
    other_account(sent)
    declare = reverse("claims:declare", args=[sent.claim.reference])
    browser = Client()
    browser.post(SIGN_IN, {"email": sent.user.email, "password": ANOTHER})
    answer = browser.post(declare)
    assert answer.status_code == 409
    assert "Your bank details cannot be changed yet" in answer.content.decode()
    assert not Fact.objects.filter(claim=sent.claim).exists()
    with time_machine.travel(clock.now() + timedelta(days=8)):
        submit_claim(claim=sent.claim, member=sent.member, by=sent.by)
    assert newest("bank_changed").address == sent.user.email


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 23), date(2026, 11, 27)),  # a Monday: Tuesday, Wednesday and Thursday in between
        (date(2026, 11, 26), date(2026, 12, 2)),  # a Thursday: Friday, Monday, Tuesday
        (date(2026, 12, 24), date(2027, 1, 1)),  # Christmas, a weekend and Boxing Day's substitute in between
    ],
)
def test_three_whole_working_days_lie_in_between(today: date, first: date) -> None:
    assert bank_changes_from(today, "england") == first


def test_what_people_say_about_their_account_is_looked_into_once(sent: Claimant, opened: Worker) -> None:
    sent.browser.post(reverse("accounts:not_me"), {"password": "", "new_password": ""})
    assert "Accounts that may be in other hands (1)" in opened.browser.get(reverse("staff:home")).content.decode()
    listed = opened.browser.get(CONCERNS).content.decode()
    assert sent.person.full_name not in listed
    address = reverse("staff:concern", args=[Concern.objects.get().pk])
    assert address in listed
    before = Access.objects.count()
    assert sent.person.full_name in opened.browser.get(address).content.decode()
    assert Access.objects.count() == before + 1
    assert "Enter what you found" in opened.browser.post(address, {"note": ""}).content.decode()
    assert opened.browser.post(address, {"note": "Called them. It was their son."}).url == CONCERNS
    assert "Nothing has to be looked into." in opened.browser.get(CONCERNS).content.decode()
    assert "Called them. It was their son." in opened.browser.get(address).content.decode()
    make_worker(name="Rosa Hughes").browser.post(address, {"note": "Me too"})
    assert Concern.objects.get().dealt_with_by_name == "Amina Yusuf"


def test_the_page_of_a_help_under_way_has_one_heading_and_asks_how_the_next_code_goes(
    sent: Claimant, opened: Worker
) -> None:
    make_sure(sent, opened)
    help_them(sent, opened)
    page = opened.browser.get(page_of(sent)).content.decode()
    assert page.count("<h1") == 1
    assert "How does the code reach them?" in page
    wrong = opened.browser.post(page_of(sent), {}).content.decode()
    assert "There is a problem" in wrong
    assert "Select how the code reaches them" in wrong
