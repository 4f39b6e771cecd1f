"""What a claim asks for to know who is on it, and what it does not go on without."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.actors import actor_for
from accounts.identity.services import ProvedBy, revoke_identity_check
from accounts.identity.standing import NotSureEnough
from accounts.models import User
from claims.circumstances import CLAIM, Circumstance, record_circumstances
from claims.identity import ask_before_expiry, follow_checks
from claims.services import CannotAccept, accept_claim
from claims.tasks import ask_identity, follow_identity
from core import clock
from core.actor import Actor
from core.holidays import working_day_everywhere
from journal.models import Todo
from notifications.models import Message
from tests.claims.claimants import Claimant, make_claimant, signed_in
from tests.proving import LOW, MEDIUM, prove

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")
ACCOUNT = {"holder": "R Hughes", "sort_code": "200000", "account_number": "55779912"}


def one_login(subject: str = "urn:one", **details: str) -> dict[str, Any]:
    shown = {"given_names": "Rosa", "family_name": "Hughes", "date_of_birth": "1988-04-12", **details}
    proved_by = ProvedBy("https://identity.example", subject)
    return {"route": "one_login", "level": "medium", "proved_by": proved_by, "details": shown}


def todos(claimant: Claimant) -> list[str]:
    return list(Todo.objects.filter(person=claimant.person, state="open").order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def by(adviser: User) -> Actor:
    return actor_for(adviser)


@pytest.fixture
def accept(by: Actor, reasons: Any) -> Any:
    def accepted(claimant: Claimant) -> Claimant:
        claimant.claim = accept_claim(claim=claimant.claim, reason=reasons("accept"), note="", by=by)
        return claimant

    return accepted


def test_who_is_known_already_is_not_asked_when_they_send(claimant: Claimant, by: Actor) -> None:
    prove(claimant.person, by=by)
    claimant.answer().send()
    assert todos(claimant) == []


def test_what_one_login_proved_is_followed_up_and_told_once(claimant: Claimant, accept: Any) -> None:
    claimant.answer().send()
    assert todos(claimant) == ["verify_identity"]
    prove(claimant.person, by=SYSTEM, evidence=one_login(date_of_birth=str(claimant.person.date_of_birth)))
    assert follow_checks(by=SYSTEM) == 1
    assert follow_checks(by=SYSTEM) == 0
    assert todos(claimant) == []
    assert Message.objects.filter(template="identity_verified").count() == 1
    assert "We checked who you are" in claimant.browser.get("/journal/").content.decode()
    accept(claimant)
    assert todos(claimant) == []


def test_somebody_else_who_was_proved_is_nobody_here(claimant: Claimant, accept: Any) -> None:
    claimant.answer().send()
    prove(claimant.person, by=SYSTEM, evidence=one_login(family_name="Okafor"))
    follow_identity(timestamp=0)
    assert todos(claimant) == ["verify_identity"]
    with pytest.raises(CannotAccept, match="Verify"):
        accept(claimant)
    assert "showed us another name or date of birth" in claimant.browser.get("/account/identity/").content.decode()


def test_one_one_login_is_one_person(claimant: Claimant, stranger: Claimant, by: Actor, accept: Any) -> None:
    for each in (claimant, stranger):
        each.answer().send()
        each.person.nino = f"QQ{each.user.pk % 10**6:06}C"
        each.person.save()
        prove(each.person, by=by)
    born = str(claimant.person.date_of_birth)
    prove(claimant.person, by=SYSTEM, evidence=one_login(date_of_birth=born))
    wrong = prove(stranger.person, by=SYSTEM, evidence=one_login(date_of_birth=born))
    for each in (claimant, stranger):
        with pytest.raises(CannotAccept, match=r"same GOV\.UK One Login"):
            accept(each)
        for page in ("/account/identity/", "/journal/", "/home/"):
            main = each.browser.get(page).content.decode().split("<main")[1]
            assert not [word for word in ("somebody else", "another account", "already has") if word in main.lower()]
    revoke_identity_check(check=wrong, reason="somebody_else", note="His sister’s phone", by=by)
    assert accept(claimant).claim.state == accept(stranger).claim.state == "open"


def test_more_is_asked_for_before_the_first_payment(claimant: Claimant, by: Actor, accept: Any) -> None:
    claimant.answer().send()
    prove(claimant.person, by=by, evidence=LOW)
    follow_checks(by=SYSTEM)
    accept(claimant)
    (todo,) = Todo.objects.filter(person=claimant.person, state="open")
    assert (todo.kind, todo.subject) == ("identity_for_payment", claimant.claim.reference)
    assert todo.due is not None
    assert todo.due > clock.today() + timedelta(days=20)
    prove(claimant.person, by=by)
    follow_checks(by=SYSTEM)
    assert todos(claimant) == []


def test_somebody_is_asked_again_before_what_is_known_expires(claimant: Claimant, by: Actor, accept: Any) -> None:
    claimant.answer().send()
    prove(claimant.person, by=by)
    follow_checks(by=SYSTEM)
    accept(claimant)
    expires_at = claimant.person.identity_checks.get().expires_at
    with time_machine.travel(expires_at - timedelta(days=29)) as traveller:
        assert ask_before_expiry(by=SYSTEM) == 0
        traveller.shift(timedelta(days=2))
        for _morning in range(2):
            ask_identity(timestamp=0)
        (todo,) = Todo.objects.filter(person=claimant.person, state="open")
        assert (todo.kind, todo.due) == ("identity_again", working_day_everywhere(expires_at.date()))
        prove(claimant.person, by=by, evidence=MEDIUM | {"documents": ["passport", "payslip"]})
        follow_checks(by=SYSTEM)
        assert todos(claimant) == []
        assert ask_before_expiry(by=SYSTEM) == 0


def test_payments_are_not_shown_to_somebody_we_do_not_know_any_more(
    claimant: Claimant, by: Actor, adviser: User, accept: Any
) -> None:
    claimant.answer().send()
    check = prove(claimant.person, by=by)
    accept(claimant)
    address = f"/claims/{claimant.claim.reference}/payments/"
    for page in (address, f"{address}dates/"):
        assert "See the next 12 pay dates" in claimant.browser.get(address).content.decode()
        assert "Prove who you are to see" not in claimant.browser.get(page).content.decode()
    with time_machine.travel(check.expires_at + timedelta(days=1)):
        browser = signed_in(claimant.user)
        for page in (address, f"{address}dates/", f"{address}1/"):
            words = browser.get(page).content.decode()
            assert "Prove who you are to see your payments" in words
            assert "We go on paying you as before." in words
        home = browser.get("/home/").content.decode()
        assert "Your next pay" not in home
        assert "/account/identity/" in home
        assert browser.get("/journal/").status_code == 200


def change_account(claimant: Claimant, by: Actor) -> None:
    bank = Circumstance("bank", CLAIM, {"has_account": "yes", "owner": "mine"}, secret=ACCOUNT)
    record_circumstances(
        claim=claimant.claim,
        person=claimant.person,
        circumstances=[bank],
        kinds=["bank"],
        from_day=clock.today(),
        by=by,
    )


def test_who_is_paid_elsewhere_is_known_well(claimant: Claimant, by: Actor, accept: Any) -> None:
    claimant.answer().send()
    prove(claimant.person, by=by, evidence=LOW)
    accept(claimant)
    with pytest.raises(NotSureEnough):
        change_account(claimant, claimant.by)
    bank = claimant.claim.facts.as_known().get(kind="bank")
    assert bank.full_value["account_number"] != ACCOUNT["account_number"]
    prove(claimant.person, by=by)
    change_account(claimant, claimant.by)
    bank = claimant.claim.facts.as_known().get(kind="bank")
    assert bank.full_value["account_number"] == ACCOUNT["account_number"]


def test_staff_record_another_account_for_whoever_cannot_prove_more(claimant: Claimant, by: Actor, accept: Any) -> None:
    claimant.answer().send()
    prove(claimant.person, by=by, evidence=LOW)
    accept(claimant)
    change_account(claimant, by)
    bank = claimant.claim.facts.as_known().get(kind="bank")
    assert bank.full_value["account_number"] == ACCOUNT["account_number"]


def test_a_stranger_sees_none_of_it(claimant: Claimant, by: Actor, accept: Any) -> None:
    claimant.answer().send()
    prove(claimant.person, by=by)
    accept(claimant)
    stranger = make_claimant()
    prove(stranger.person, by=by)
    assert stranger.browser.get(f"/claims/{claimant.claim.reference}/payments/").status_code == 404
