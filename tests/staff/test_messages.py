"""Staff read and answer what people write: on a record that they opened, the soonest day first; nobody is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.knowing import declare_known
from accounts.roles import Role
from audit.models import Access
from conversations.looking_after import look_after
from conversations.models import Conversation, LookingAfter, Post
from conversations.services import escalate_late
from core import clock
from core.actor import Actor
from core.ids import new_id
from documents.models import Document
from staff.messages import to_answer, waiting_for
from tests.claims.claimants import Claimant, make_claimant
from tests.conversations.conftest import begin
from tests.documents.files import pdf
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db


def address(name: str, claimant: Claimant, *more: object) -> str:
    return reverse(f"staff:{name}", args=[claimant.claim.reference, claimant.person.pk, *more])


def test_an_adviser_reads_and_answers_with_a_file_and_closes(sent: Claimant, adviser: Worker) -> None:
    post = begin(sent.person, sent.by, words="Where is my payment?")
    waiting = adviser.browser.get(reverse("staff:messages"), {"of": "all"}).content.decode()
    assert sent.claim.reference in waiting
    assert "Where is my payment?" not in waiting
    assert sent.person.family_name not in waiting
    to_read = adviser.browser.get(reverse("staff:message", args=[post.conversation_id])).url
    assert adviser.browser.get(to_read).url == reverse("staff:open", args=[sent.claim.reference])
    adviser.open(sent.claim)
    assert to_read in adviser.browser.get(address("conversations_of", sent)).content.decode()
    page = adviser.browser.get(to_read).content.decode()
    assert "Where is my payment?" in page
    assert "Close the conversation" not in page
    assert Access.objects.filter(person_id=sent.person.pk, page="staff:conversation").exists()
    assert "Answer first" in adviser.browser.post(to_read, {"close": "1"}, follow=True).content.decode()

    key = str(new_id())
    wrong = adviser.browser.post(to_read, {"key": key, "send": "1", "documents": SimpleUploadedFile("a.pdf", pdf())})
    assert "Enter what you write to the claimant" in wrong.content.decode()
    typed = {"key": key, "send": "1", "words": "It comes on Friday"}
    assert adviser.browser.post(to_read, typed).url == to_read
    assert adviser.browser.post(to_read, typed).url == to_read
    answer = Post.objects.get(side="staff")
    file = Document.objects.get(place=answer.place)
    given = adviser.browser.get(address("conversation_file", sent, file.pk))
    own = sent.browser.get(reverse("documents:own_file", args=[file.pk]))
    assert given.getvalue() == own.getvalue()
    assert "has not read" in adviser.browser.get(to_read).content.decode()
    assert "a.pdf" in sent.browser.get(f"/messages/{post.conversation_id}/").content.decode()
    assert "The claimant read it" in adviser.browser.get(to_read).content.decode()
    assert "is closed" in adviser.browser.post(to_read, {"close": "1"}, follow=True).content.decode()
    assert adviser.browser.post(to_read, {"close": "1"}).status_code == 302

    begun = adviser.browser.post(
        address("start_conversation", sent), {"key": str(new_id()), "send": "1", "topic": "home", "words": "Your rent?"}
    )
    assert Conversation.objects.get(started_by="staff").pk.hex in begun.url.replace("-", "")


def test_what_waits_is_for_whom_it_is_for(sent: Claimant, adviser: Worker) -> None:
    officer = make_worker(Role.PAYMENT_OFFICER, "Josie Adeyemi")
    money, home, work = (begin(sent.person, sent.by, topic).conversation for topic in ("payment", "home", "work"))
    assert set(to_answer(adviser.by)) == {home, work}
    assert set(to_answer(officer.by)) == {money, home, work}
    look_after(person=sent.person, role="case_manager", staff=officer.user, by=officer.by)
    assert set(to_answer(adviser.by)) == {work}
    assert list(to_answer(adviser.by, "all")) == [money, home, work]
    Conversation.objects.filter(pk=work.pk).update(reply_by=clock.today() - timedelta(days=1))
    escalate_late(by=Actor.system("Tests"))
    assert list(to_answer(adviser.by, "late")) == [work]
    assert (waiting_for(adviser.by).mine, waiting_for(adviser.by).late) == (1, 1)
    assert "1 for you and your team, 1 late" in adviser.browser.get(reverse("staff:home")).content.decode()


def test_nobody_sees_what_somebody_close_to_them_writes(sent: Claimant, adviser: Worker) -> None:
    talk = begin(sent.person, sent.by).conversation
    declare_known(
        relation="friend", family_name=sent.person.family_name, date_of_birth=sent.person.date_of_birth, by=adviser.by
    )
    assert list(to_answer(adviser.by, "all")) == []
    assert adviser.browser.get(reverse("staff:message", args=[talk.pk])).status_code == 404
    assert not to_answer(sent.by, "all").exists()


def test_who_has_sent_no_claim_is_answered_too(adviser: Worker) -> None:
    claimant = make_claimant()
    talk = begin(claimant.person, claimant.by, words="How do I begin?").conversation
    here = reverse("staff:message", args=[talk.pk])
    assert "How do I begin?" in adviser.browser.get(here).content.decode()
    assert Access.objects.get(person_id=claimant.person.pk).page == "staff:message"
    typed = {"key": str(new_id()), "send": "1", "words": "With your name"}
    assert adviser.browser.post(here, typed).url == here
    assert Conversation.objects.get().reply_by is None


def test_who_looks_after_somebody(sent: Claimant, adviser: Worker) -> None:
    adviser.open(sent.claim)
    page = address("conversations_of", sent)
    assert adviser.browser.post(page, {"look_after": "case_manager"}).status_code == 302
    assert LookingAfter.objects.get().staff == adviser.user
    talk = begin(sent.person, sent.by, "home").conversation
    assert "Amina, your case manager" in sent.browser.get(f"/messages/{talk.pk}/").content.decode()
    assert adviser.browser.get(address("looks_after", sent)).status_code == 404
    leader = make_worker(Role.TEAM_LEADER, "Ruth Osei").open(sent.claim)
    assert "Select as what" in leader.browser.post(address("looks_after", sent), {}).content.decode()
    chosen = {"role": "case_manager", "to": str(leader.user.pk)}
    assert leader.browser.post(address("looks_after", sent), chosen).status_code == 302
    assert LookingAfter.objects.get(until=None).staff == leader.user
