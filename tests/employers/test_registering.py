"""An employer makes an account of its own kind, registers its organisation, and is told what happens next."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.factors.app import code_now
from accounts.models import ContactCode, Factor, User
from accounts.roles import Role
from audit.models import Event
from core.states import MoveRefused
from employers import numbers
from employers.models import Employer
from employers.registration import NotComplete, change_contact, save_answers, send_registration
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, code_in, make_user
from tests.employers.organisations import ANSWERS, somebody

pytestmark = pytest.mark.django_db
SIGN_UP, CODE = reverse("accounts:employer_sign_up"), reverse("accounts:employer_sign_up_code")
HOME, CHECK = reverse("employers:home"), reverse("employers:check")
TYPED = {
    "kind": {"kind": "company"},
    "organisation": {"name": "Harbour Bakery Ltd", "company_number": "1234567", "paye_reference": "123 / ab456"},
    "address": {"address_line_1": "4 Quay Street", "town": "Hull", "postcode": "hu11aa"},
    "contact": {"contact_name": "Maria Lopes", "contact_phone": "01632 960 001", "website": "https://bakery.example/"},
}


def sign_up(client: Client, email: str = "office@bakery.example") -> Any:
    client.post(SIGN_UP, {"email": email})
    client.post(CODE, {"code": code_in(Message.objects.latest("queued_at"))})
    return client.post(reverse("accounts:employer_sign_up_password"), {"password": PASSWORD})


def test_from_the_first_page_to_a_registration_that_is_sent(client: Client) -> None:
    assert b"Register as an employer" in client.get(reverse("employers:start")).content
    assert sign_up(client).url.startswith(reverse("accounts:add_factor"))
    user = User.objects.get(email="office@bakery.example")
    assert user.roles == [Role.EMPLOYER]
    assert not hasattr(user, "person")
    # Until there is a second step they are nobody.
    assert client.get(HOME).url == reverse("accounts:add_factor")
    client.get(reverse("accounts:add_app"))
    done = client.post(reverse("accounts:add_app"), {"code": code_now(Factor.objects.get(user=user).secret)})
    assert done.url == reverse("accounts:backup_codes")
    codes = client.post(done.url).content.decode()
    onwards = re.search(r'href="([^"]*)"[^>]*>\s*I have kept them', codes)
    assert onwards
    assert client.get(onwards[1]).url == HOME
    assert b"Register your organisation" in client.get(HOME).content

    page = client.get(CHECK).url
    for slug, typed in TYPED.items():
        assert page == reverse("employers:question", args=[slug])
        assert client.get(page).status_code == 200
        page = client.post(page, typed).url
    assert page == CHECK
    shown = client.get(CHECK).content.decode()
    for said in ("Harbour Bakery Ltd", "01234567", "123/AB456", "HU1 1AA", "bakery.example"):
        assert said in shown
    assert client.post(CHECK).url == reverse("employers:sent")
    employer = Employer.objects.get()
    assert employer.state == "applied"
    sent = client.get(reverse("employers:sent")).content.decode()
    assert employer.reference in sent
    assert Message.objects.latest("queued_at").template == "employer_applied"
    kinds = set(Event.objects.filter(subject_id=str(employer.pk)).values_list("kind", flat=True))
    assert {"employer_begun", "employer_changed", "employer_applied"} <= kinds
    # Going back sends nothing again, and changes nothing.
    assert client.post(CHECK).url == HOME
    assert client.get(reverse("employers:question", args=["kind"])).url == HOME
    assert b"We are checking it" in client.get(HOME).content


def test_what_is_answered_to_an_address_does_not_depend_on_whether_it_is_known(client: Client, mask: Any) -> None:
    make_user("sam@example.com")
    pages = []
    for email in ("sam@example.com", "nobody@example.com"):
        browser = Client()
        assert browser.post(SIGN_UP, {"email": email}).url == CODE
        pages.append(mask(browser.get(CODE), email))
    assert pages[0] == pages[1]
    templates = list(Message.objects.order_by("queued_at").values_list("template", flat=True))
    assert templates == ["employer_account_exists", "confirm_email_code"]


def test_a_code_for_one_kind_of_account_makes_none_of_the_other(client: Client) -> None:
    client.post(SIGN_UP, {"email": "new@example.com"})
    client.post(CODE, {"code": code_in(Message.objects.get())})
    assert ContactCode.objects.get().purpose == "employer"
    assert client.get(reverse("accounts:sign_up_password")).url == reverse("accounts:sign_up")


def test_pages_are_answered_in_order_and_kept(client: Client) -> None:
    acting = somebody()
    browser = acting.browser()
    first = reverse("employers:question", args=["kind"])
    assert browser.get(reverse("employers:question", args=["contact"])).url == first
    browser.post(first, {"kind": "charity"})
    page = browser.get(reverse("employers:question", args=["organisation"])).content.decode()
    assert "Charity number (optional)" in page
    assert "Company number" not in page
    assert b"Go on with your registration" in browser.get(HOME).content
    assert browser.get(reverse("employers:question", args=["nothing"])).status_code == 404


def test_another_kind_has_another_number() -> None:
    acting = somebody().answer()
    acting.answer(kind="sole_trader")
    assert acting.employer
    assert acting.employer.registration_number == ""
    acting.answer(kind="company")
    with pytest.raises(NotComplete):
        acting.send()


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("kind", {}, "Select what your organisation is"),
        ("organisation", {"name": "A"}, "Enter the company number"),
        (
            "organisation",
            {"name": "A", "company_number": "12"},
            "Enter the company number as Companies House",
        ),
        (
            "organisation",
            {"name": "A", "company_number": "SC123456", "paye_reference": "x"},
            "Enter the PAYE reference",
        ),
        ("address", {"address_line_1": "1", "town": "Hull", "postcode": "x"}, "Enter a full UK postcode"),
        ("contact", {"contact_name": "M", "contact_phone": "0"}, "Enter a phone number"),
        ("contact", {"contact_name": "M", "contact_phone": "01632960001", "website": "no"}, "Enter the website"),
    ],
)
def test_what_is_wrong_is_said(page: str, typed: dict[str, str], said: str) -> None:
    answer = somebody().answer().browser().post(reverse("employers:question", args=[page]), typed).content.decode()
    assert "There is a problem" in answer
    assert said in answer


@pytest.mark.parametrize(
    ("written", "typed", "kept"),
    [
        (numbers.company_number, "sc 123456", "SC123456"),
        (numbers.company_number, "12345", "00012345"),
        (numbers.company_number, "1234", None),
        (numbers.company_number, "IP12345R", "IP12345R"),
        (numbers.charity_number, "1234567-1", "1234567-1"),
        (numbers.charity_number, "SC012345", "SC012345"),
        (numbers.charity_number, "12", None),
        (numbers.paye_reference, "123/ab456", "123/AB456"),
        (numbers.paye_reference, "12/AB456", None),
        (numbers.website, "HTTPS://Example.co.uk/", "Example.co.uk"),
        (numbers.website, "javascript:alert(1)", None),
    ],
)
def test_numbers_are_kept_in_one_form(written: Any, typed: str, kept: str | None) -> None:
    assert written(typed) == kept


def test_nobody_else_changes_or_sends_a_registration() -> None:
    ours = somebody().answer()
    other, claimant = somebody(), actor_for(make_user())
    for by in (other.by, claimant):
        with pytest.raises(PermissionDenied):
            save_answers(employer=ours.employer, answers={"name": "Mine"}, by=by)
        with pytest.raises(PermissionDenied):
            send_registration(employer=ours.employer, language="en", by=by)
    with pytest.raises(PermissionDenied):
        save_answers(employer=None, answers={"name": "Mine"}, by=claimant)
    assert b"Harbour" not in other.browser().get(HOME).content


def test_once_sent_only_whom_to_ask_changes() -> None:
    acting = somebody().answer().send()
    with pytest.raises(MoveRefused):
        acting.answer(name="Another Ltd")
    with pytest.raises(MoveRefused):
        acting.send()
    browser, contact = acting.browser(), reverse("employers:contact")
    browser.post(contact, {"contact_name": "Joe Lopes", "contact_phone": "01632 960 002"})
    acting.employer.refresh_from_db()  # type: ignore[union-attr]
    assert (acting.employer.contact_name, acting.employer.website) == ("Joe Lopes", "")  # type: ignore[union-attr]
    change_contact(employer=acting.employer, answers={**ANSWERS, "name": "Another Ltd"}, by=acting.by)  # type: ignore[arg-type]
    assert Employer.objects.get().name == "Harbour Bakery Ltd"


def test_beginning_twice_begins_one() -> None:
    acting = somebody()
    for name in ("One", "Two"):
        save_answers(employer=None, answers={"name": name}, by=acting.by)
    assert Employer.objects.get().name == "Two"
