"""The pages on which somebody sees how sure we are of who they are, and says how they will prove it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.identity.services import ask_for_identity_check
from accounts.identity.standing import request_of
from accounts.models import IdentityRequest, Office, User
from core.actor import Actor
from tests.accounts.conftest import make_user
from tests.proving import LOW, prove

Browser = Callable[..., Client]
pytestmark = pytest.mark.django_db
SHOW = reverse("accounts:identity")
DOCUMENTS, OFFICES, QUESTIONS, ANOTHER_WAY = (
    reverse(f"accounts:identity_{name}") for name in ("documents", "face_to_face", "questions", "another_way")
)


@pytest.fixture
def office(db: None) -> Office:
    return Office.objects.create(name="Leeds", address="1 The Headrow", opening_hours="9 to 5", phone="0113 496 0000")


def read(browser: Client, address: str = SHOW) -> str:
    return " ".join(browser.get(address).content.decode().split())


def levels_shown(page: str) -> dict[str, str]:
    """Each level and what is said of it."""
    rows = page.split('<dt class="govuk-summary-list__key">')[1:]
    return {row.split(" ")[0] if row[0] != "N" else "Not checked": row for row in rows}


@pytest.mark.parametrize(
    ("evidence", "here", "phone"), [(None, "Not checked", True), (LOW, "Low", False), ({}, "Medium", False)]
)
def test_everybody_sees_where_they_stand_and_what_each_level_opens(
    claimant: User, adviser_actor: Actor, browser: Browser, evidence: Any, here: str, phone: bool
) -> None:
    if evidence is not None:
        prove(claimant.person, by=adviser_actor, **({"evidence": evidence} if evidence else {}))
    page = read(browser(claimant))
    levels = levels_shown(page)
    assert [level for level, said in levels.items() if "You are here" in said] == [here]
    assert "Fill in a claim and send it" in levels["Not checked"]
    assert "See your payments and statements" in levels["Low"]
    assert "Get your first payment without somebody having to look at it first" in levels["Medium"]
    assert "Change the account that we pay into" not in page, "there is no page for it yet"
    assert (QUESTIONS in page) == phone
    assert (ANOTHER_WAY in page) == (here != "Medium"), "offered to whoever has something left to prove"


@pytest.mark.parametrize(
    ("documents", "problem"),
    [
        (["passport"], "Select two documents, no more and no fewer"),
        (["passport", "payslip", "bank_card"], "Select two documents, no more and no fewer"),
        (["utility_bill", "council_tax_bill"], "Select one that is not a bill or a tenancy agreement"),
        ([], "Select the two documents that you will show us"),
        (["library_card", "passport"], "Select the two documents that you will show us"),
    ],
)
def test_two_documents_that_do_together(claimant: User, browser: Browser, documents: list[str], problem: str) -> None:
    page = browser(claimant).post(DOCUMENTS, {"documents": documents}).content.decode()
    assert problem in page
    assert not IdentityRequest.objects.exists()


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        (DOCUMENTS, {"documents": ["passport", "payslip"]}, "You want to show us: Passport, Payslip or P60."),
        (OFFICES, {"office": "OFFICE"}, "You want to come to this office: Leeds."),
        (QUESTIONS, {}, "You want us to call you."),
        (ANOTHER_WAY, {}, "You told us that you cannot do this online."),
    ],
)
def test_what_somebody_chose_is_kept_once_and_shown_until_they_are_checked(
    claimant: User,
    adviser_actor: Actor,
    browser: Browser,
    office: Office,
    address: str,
    typed: dict[str, Any],
    said: str,
) -> None:
    typed = {name: str(office.pk) if value == "OFFICE" else value for name, value in typed.items()}
    mine = browser(claimant)
    for _press in range(2):
        assert mine.post(address, typed).url == SHOW
    assert IdentityRequest.objects.count() == 1
    page = read(mine)
    assert said in page
    assert "Choose another way" in page
    assert said not in read(browser(make_user("other@example.com")))
    prove(claimant.person, by=adviser_actor, evidence=LOW)
    assert said not in read(mine)
    assert request_of(claimant.person) is None


def test_an_office_that_there_is_not_is_none(claimant: User, browser: Browser, office: Office) -> None:
    for typed in ("", "0", str(office.pk + 1), "Leeds", "\x00"):
        page = browser(claimant).post(OFFICES, {"office": typed}).content.decode()
        assert "Select the office that you will come to" in page


def test_a_phone_number_is_never_shown_whole_and_without_one_they_call(claimant: User, browser: Browser) -> None:
    assert "We do not have a phone number of yours." in read(browser(claimant), QUESTIONS)
    claimant.person.phone = "07700 900633"
    claimant.person.save()
    page = read(browser(claimant), QUESTIONS)
    assert "the number that ends in 633" in page
    assert "07700" not in page


@pytest.mark.parametrize("address", [SHOW, DOCUMENTS, OFFICES, QUESTIONS, ANOTHER_WAY])
def test_nobody_else_has_these_pages(adviser: User, browser: Browser, address: str) -> None:
    assert browser().get(address).url.startswith("/sign-in/?next=")
    for method in ("get", "post"):
        assert getattr(browser(adviser), method)(address).status_code == 404
    assert browser(make_user("other@example.com")).get(address).status_code == 200


def test_one_login_is_offered_where_there_is_one(claimant: User, browser: Browser, settings: LazySettings) -> None:
    way = reverse("accounts:one_login_prove")
    assert way in read(browser(claimant))
    settings.ONE_LOGIN = None
    assert way not in read(browser(claimant))


def test_who_acts_for_somebody_says_it_for_them(claimant: User, adviser: User) -> None:
    helping = actor_for(adviser).assisting(claimant.person.pk)
    assert ask_for_identity_check(person=claimant.person, route="", by=helping).person == claimant.person
