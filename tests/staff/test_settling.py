"""Staff decide about messages of which nobody knows whether they went."""

from __future__ import annotations

from django.urls import reverse

from audit.models import Access, Event
from notifications.models import Message
from tests.claims.claimants import Claimant
from tests.notifications.doubts import doubted
from tests.staff.conftest import Worker

LIST = "/staff/may-not-have-arrived/"


def test_an_adviser_decides_and_it_is_recorded(adviser: Worker, sent: Claimant) -> None:
    message, other = doubted(sent.person), doubted(sent.person)
    assert "Messages that may not have arrived (2)" in adviser.browser.get("/staff/").content.decode()
    page = adviser.browser.get(reverse("staff:settle", args=[message.pk])).content.decode()
    assert message.subject in page
    assert "The carrier did not say" in page
    assert message.body not in page
    assert Access.objects.filter(page="staff:settle", person_id=sent.person.pk).exists()
    done = adviser.browser.post(reverse("staff:settle", args=[message.pk]), {"decision": "sent"}, follow=True)
    assert "The message is marked as sent." in done.content.decode()
    adviser.browser.post(reverse("staff:settle", args=[other.pk]), {"decision": "again"})
    assert {each.pk: each.state for each in Message.objects.filter(pk__in=[message.pk, other.pk])} == {
        message.pk: "sent",
        other.pk: "queued",
    }
    assert Event.objects.get(kind="message_said_sent").user_name == adviser.user.name
    late = adviser.browser.post(reverse("staff:settle", args=[message.pk]), {"decision": "again"}, follow=True)
    assert "Somebody has decided about that message already." in late.content.decode()
    assert "No messages are waiting." in late.content.decode()
