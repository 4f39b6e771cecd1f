"""An admin sends one message to many people, sees how far it has come, and stops it."""

from __future__ import annotations

from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from core.actor import Actor
from notifications.bulk import gather, make_batch
from notifications.models import BulkSend, Message
from notifications.standstill import go_on, stand_still
from tests.claims.claimants import Claimant
from tests.staff.conftest import make_worker

NEW = "/staff/messages-to-many/new/"
ANSWERS = {"template": "amounts_change", "audience": "open-claims", "rate_a_minute": "600"}


def test_an_admin_prepares_starts_and_stops_it(accepted: Claimant) -> None:
    browser = make_worker(Role.ADMIN, "Ada Lovelace").browser
    assert "/staff/messages-to-many/" in browser.get("/admin/").content.decode()
    assert "must be 1 or more" in browser.post(NEW, {**ANSWERS, "rate_a_minute": "0"}).content.decode()
    page = browser.post(NEW, ANSWERS, follow=True)
    bulk = BulkSend.objects.get()
    assert bulk.expected == 1
    assert "Send it to them now" in page.content.decode()
    address = reverse("staff:bulk_send", args=[bulk.pk])
    assert "<progress" not in browser.get(address).content.decode()
    browser.post(address, {"do": "start"})
    gather(bulk=bulk)
    [message] = make_batch(bulk=bulk)
    assert message.recipient_reference == str(accepted.person.pk)
    page = browser.get(address).content.decode()
    assert "0 of 1 done" in page
    assert "Show how it stands now" in page
    page = browser.post(address, {"do": "stop"}, follow=True).content.decode()
    assert "Go on" in page
    assert "Somebody was faster" in browser.post(address, {"do": "stop"}, follow=True).content.decode()
    assert Event.objects.get(kind="bulksend_stopped").user_name == "Ada Lovelace"
    assert Message.objects.get(template="amounts_change").state == "queued"


def test_admins_and_those_who_send_see_that_messages_stand_still(db: None) -> None:
    admin, adviser = make_worker(Role.ADMIN, "Ada Lovelace").browser, make_worker().browser
    pages = ((admin, "/staff/messages-to-many/"), (adviser, "/staff/may-not-have-arrived/"))
    by = Actor.system("Tests")
    stand_still(reason="GOV.UK Notify answered 403", by=by)
    for browser, address in pages:
        page = browser.get(address).content.decode()
        assert "No emails or texts have gone out since" in page
        assert "GOV.UK Notify answered 403" in page
    go_on(by=by)
    assert "No emails or texts have gone out" not in admin.get("/staff/messages-to-many/").content.decode()


def test_nobody_is_told_to_select_others(db: None) -> None:
    browser = make_worker(Role.ADMIN, "Ada Lovelace").browser
    assert "Nobody would get it" in browser.post(NEW, ANSWERS).content.decode()
    assert make_worker().browser.get(NEW).status_code == 404
