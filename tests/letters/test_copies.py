"""A copy on paper of what somebody was sent: asked for by them, or by staff for them; once, and in their format."""

from __future__ import annotations

import pytest

from accounts.models import Person
from accounts.services import tell
from audit.models import Event
from core.actor import Actor
from core.states import MoveRefused
from letters.copies import ask_for_written_copy
from letters.models import WrittenCopy
from notifications.models import Message
from tests.claims.claimants import Claimant, make_user
from tests.staff.conftest import Worker

pytestmark = pytest.mark.django_db


def told(person: Person) -> Message:
    message = tell(person=person, template="statement_ready", by=Actor.system("Tests"))
    assert message
    return message


def test_whoever_is_sent_emails_may_have_one_on_paper_in_their_format(sent: Claimant) -> None:
    Person.objects.filter(pk=sent.person.pk).update(letter_format="large-print", language="cy")
    message = told(Person.objects.get(pk=sent.person.pk))
    page = f"/account/messages/{message.pk}/"
    assert "Send me this on paper" in sent.browser.get(page).content.decode()
    for _twice in range(2):
        assert sent.browser.post(page, follow=True).status_code == 200
    letter = WrittenCopy.objects.get().message
    assert (letter.medium, letter.letter_format, letter.language) == ("letter", "large-print", "cy")
    assert message.subject in letter.body
    assert message.body.strip() in letter.body
    assert Event.objects.get(kind="written_copy_asked").person_id == sent.person.pk
    shown = sent.browser.get(page).content.decode()
    assert "A copy on paper was asked for" in shown
    assert "Send me this on paper" not in shown


def test_staff_ask_for_it_when_the_claimant_did(sent: Claimant, adviser: Worker) -> None:
    message = told(sent.person)
    page = f"/staff/claims/{sent.claim.reference}/people/{sent.person.pk}/copies/"
    adviser.open(sent.claim)
    assert "Select how they asked for it" in adviser.browser.post(page, {"message": message.pk}).content.decode()
    assert adviser.browser.post(page, {"message": message.pk, "asked": "phone"}).status_code == 302
    assert WrittenCopy.objects.get().asked_by_name == "Amina Yusuf"
    assert Event.objects.get(kind="written_copy_asked").data["asked_through"] == "phone"
    assert "Asked for a copy on paper" in sent.browser.get("/who-looked/").content.decode()


def test_nobody_has_another_ones_message_nor_a_copy_of_a_copy(sent: Claimant) -> None:
    others = told(make_user().person)
    copy = ask_for_written_copy(message_id=told(sent.person).pk, person=sent.person, by=sent.by)
    for message in (others, copy.message):
        with pytest.raises(MoveRefused):
            ask_for_written_copy(message_id=message.pk, person=sent.person, by=sent.by)
