"""Staff read what is from nobody we know, and pass it on to whose it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.knowing import declare_known
from accounts.models import Person
from accounts.roles import Role
from audit.models import Event
from conversations.inbound.models import Arrived
from conversations.models import Post
from core import clock
from tests.claims.claimants import Claimant, make_claimant
from tests.conversations.arriving import text
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db


def test_an_adviser_passes_it_on_with_a_reason(sent: Claimant, adviser: Worker) -> None:
    arrived = text(words="The rent is <i>late</i>")
    browser = adviser.browser
    assert "From nobody we know" in browser.get(reverse("staff:home")).content.decode()
    waiting = browser.get(reverse("staff:strangers")).content.decode()
    assert "Nobody confirmed this address" in waiting
    assert "The rent" not in waiting
    assert "7700" not in waiting
    one = reverse("staff:stranger", args=[arrived.pk])
    page = browser.get(one).content.decode()
    assert "The rent is &lt;i&gt;late" in page
    assert "+447700900111" in page
    assert "It may be forged" in page
    assert Event.objects.filter(kind="mail_read", user_name="Amina Yusuf").exists()
    assert "There is no claim" in browser.post(one, {"reference": "UC-0000-0000"}).content.decode()
    to = browser.post(one, {"reference": sent.claim.reference.lower()}).url
    assert "Enter how you know" in browser.post(to, {"person": sent.person.pk}).content.decode()
    typed = {"person": sent.person.pk, "reason": "I phoned them"}
    done = browser.post(to, typed, follow=True).content.decode()
    assert "It is passed on" in done
    assert Post.objects.get().conversation.person == sent.person
    assert browser.post(to, typed).status_code == 404
    assert (
        "By text, not signed in"
        in sent.browser.get(f"/messages/{Post.objects.get().conversation_id}/").content.decode()
    )


def test_it_is_closed_with_a_reason(adviser: Worker) -> None:
    arrived = text()
    address = reverse("staff:close_stranger", args=[arrived.pk])
    assert "Enter why there is nothing to do" in adviser.browser.post(address, {}).content.decode()
    assert "It is closed" in adviser.browser.post(address, {"reason": "Advertising"}, follow=True).content.decode()
    assert "dealt with that already" in adviser.browser.post(address, {"reason": "Again"}, follow=True).content.decode()
    assert "Advertising" in adviser.browser.get(reverse("staff:stranger", args=[arrived.pk])).content.decode()


def test_claims_of_everybody_with_the_number_are_named(sent: Claimant, adviser: Worker) -> None:
    other = make_claimant().answer().send()
    Person.objects.update(phone="07700 900 111", phone_confirmed_at=clock.now())
    page = adviser.browser.get(reverse("staff:stranger", args=[text().pk])).content.decode()
    assert sent.claim.reference in page
    assert other.claim.reference in page


def test_nobody_reads_what_is_from_somebody_close(sent: Claimant, adviser: Worker) -> None:
    Person.objects.filter(pk=sent.person.pk).update(phone="07700 900 111")
    arrived = text()
    declare_known(relation="friend", claim_reference=sent.claim.reference, by=adviser.by)
    assert "7700" not in adviser.browser.get(reverse("staff:strangers")).content.decode()
    assert adviser.browser.get(reverse("staff:stranger", args=[arrived.pk])).status_code == 404
    ruth = make_worker(Role.TEAM_LEADER, "Ruth Osei")
    assert ruth.browser.get(reverse("staff:stranger", args=[arrived.pk])).status_code == 200
    other = text("447700900222")
    assert adviser.browser.get(reverse("staff:pass_on", args=[other.pk, sent.claim.reference])).status_code == 404
    assert Arrived.objects.waiting().count() == 2
