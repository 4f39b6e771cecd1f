"""How to reach somebody is asked by their account and by their claim, told once, and the same in both."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import Person
from accounts.own_account import change_phone, choose_contact
from accounts.roles import Role
from audit.models import Event
from claims.journey import CLAIM
from claims.models import Declaration
from demo.stories import LONE_PARENT
from journeys.services import save_page
from notifications.models import Message
from tests.claims.claimants import Claimant, make_user, signed_in

pytestmark = pytest.mark.django_db

ACCOUNT, CONTACT = reverse("accounts:account"), reverse("accounts:contact")
TOLD = "You told us this before"
PHONE = "07700 900 982"
STORY = LONE_PARENT.but(phone=PHONE, contact_by="email", language="en", format="standard")


def choose(claimant: Claimant, *, contact_by: str = "letter", language: str = "cy", letter_format: str = "braille"):
    choose_contact(
        person=claimant.person, contact_by=contact_by, language=language, letter_format=letter_format, by=claimant.by
    )


def page(claimant: Claimant, slug: str) -> str:
    return claimant.browser.get(claimant.url("about-you", slug)).content.decode()


def chosen(page: str) -> set[str]:
    inputs = re.findall(r"<input[^>]*>", page)
    return {re.findall(r'value="([^"]*)"', each)[0] for each in inputs if " checked" in each}


def person_of(claimant: Claimant) -> Person:
    return Person.objects.get(pk=claimant.person.pk)


@pytest.fixture
def begun(claimant: Claimant) -> Claimant:
    """They have answered all, but none of how to reach them."""
    claimant.answer(STORY)
    claimant.member.draft.answers.filter(page__in=["phone", "contact-by", "writing"]).delete()
    return claimant


def test_what_the_account_knows_is_filled_in_and_said_to_be(begun: Claimant) -> None:
    for slug in ("phone", "contact-by"):
        asked = page(begun, slug)
        assert TOLD not in asked
        assert not chosen(asked), "how an account begins is no answer"
    choose(begun)
    change_phone(user=begun.user, phone=PHONE, by=begun.by)
    asked = page(begun, "phone")
    assert TOLD in asked
    assert PHONE in asked
    begun.browser.post(begun.url("about-you", "phone"), {"phone": PHONE})
    asked = page(begun, "contact-by")
    assert TOLD in asked
    assert chosen(asked) == {"letter"}
    begun.browser.post(begun.url("about-you", "contact-by"), {"contact_by": "letter"})
    assert chosen(page(begun, "writing")) == {"cy", "braille"}
    assert TOLD not in page(begun, "contact-by"), "it is answered now"


def test_an_answer_is_on_the_account_at_once(begun: Claimant) -> None:
    begun.browser.post(begun.url("about-you", "phone"), {"phone": PHONE})
    begun.browser.post(begun.url("about-you", "contact-by"), {"contact_by": "text"})
    begun.browser.post(begun.url("about-you", "writing"), {"language": "cy", "format": "audio"})
    person = person_of(begun)
    assert (person.phone, person.contact_by, person.language, person.letter_format) == (PHONE, "text", "cy", "audio")
    assert PHONE in begun.browser.get(ACCOUNT).content.decode()
    assert {"phone_changed", "contact_chosen", "language_chosen"} <= set(Event.objects.values_list("kind", flat=True))


def test_what_the_account_was_told_after_an_answer_is_what_the_claim_declares(claimant: Claimant) -> None:
    claimant.answer(STORY)
    choose(claimant)
    change_phone(user=claimant.user, phone="07700 900 111", by=claimant.by)
    check = claimant.browser.get(claimant.url("check")).content.decode()
    for words in ("Letter", "Braille", "Welsh (Cymraeg)", "07700 900 111"):
        assert words in check
    claimant.send()
    declared = str(Declaration.objects.get().questions)
    assert "Braille" in declared
    assert "07700 900 111" in declared
    person = person_of(claimant)
    assert (person.contact_by, person.language, person.letter_format) == ("letter", "cy", "braille")


def test_an_answer_after_the_account_was_told_is_what_holds(claimant: Claimant) -> None:
    choose(claimant)
    claimant.answer(STORY.but(contact_by="text")).send()
    person = person_of(claimant)
    assert (person.phone, person.contact_by, person.language, person.letter_format) == (PHONE, "text", "en", "standard")


def test_a_number_taken_out_of_the_claim_is_taken_off_the_account_and_told(begun: Claimant) -> None:
    change_phone(user=begun.user, phone=PHONE, by=begun.by)
    choose(begun, contact_by="text")
    before = Message.objects.filter(template="phone_changed").count()
    begun.browser.post(begun.url("about-you", "phone"), {"phone": ""})
    person = person_of(begun)
    assert (person.phone, person.contact_by) == ("", "email"), "nobody is texted who has no number"
    assert Message.objects.filter(template="phone_changed").count() == before + 1


def test_what_somebody_else_answers_waits_until_the_claim_is_sent(claimant: Claimant) -> None:
    claimant.answer(STORY)
    (writing,) = [page for page in CLAIM.task("about-you").pages if page.slug == "writing"]
    save_page(
        draft_id=claimant.member.draft_id,
        page=writing,
        answer={"language": "cy", "format": "audio"},
        by=actor_for(make_user()),
    )
    assert person_of(claimant).letter_format == "standard"
    claimant.browser.post(claimant.url("about-you", "contact-by"), {"contact_by": "letter"})
    assert person_of(claimant).letter_format == "standard"
    assert chosen(page(claimant, "writing")) == {"cy", "audio"}
    claimant.send()
    assert person_of(claimant).letter_format == "audio"


def test_staff_and_strangers_put_nothing_on_it(begun: Claimant) -> None:
    for browser in (Client(), signed_in(make_user(Role.ADVISER)), signed_in(make_user())):
        browser.post(begun.url("about-you", "phone"), {"phone": PHONE})
    assert person_of(begun).phone == ""
