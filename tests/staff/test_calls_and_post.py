"""Staff write down calls and post on a record, and do what they agreed: whoever it is for, and nobody close to them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.knowing import declare_known
from accounts.roles import Role
from contacts.models import Contact, Promise
from contacts.services import say_not_right
from conversations.looking_after import look_after
from core import clock
from core.ids import new_id
from documents.models import Document
from staff.contacts import promises_to_keep, promises_waiting
from tests.claims.claimants import Claimant
from tests.contacts.making import a_contact
from tests.documents.files import pdf
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db


def test_what_we_agreed_is_for_whom_it_is_for(sent: Claimant) -> None:
    amina, josie = make_worker(Role.ADVISER), make_worker(Role.PAYMENT_OFFICER, "Josie Adeyemi")
    agreed = {"me": "Write", "payments": "Look at the payment", "case_manager": "Visit"}
    for who, ours in agreed.items():
        a_contact(sent.person, amina.by, ours=ours, ours_who=who)
    words = lambda actor, which="mine": {each.contact.ours for each in promises_to_keep(actor, which)}  # noqa: E731
    assert words(amina.by) == {"Write", "Visit"}
    assert words(josie.by) == {"Look at the payment", "Visit"}
    look_after(person=sent.person, role="case_manager", staff=josie.user, by=josie.by)
    assert words(amina.by) == {"Write"}
    assert (promises_waiting(josie.by).mine, promises_waiting(josie.by).late) == (2, 0)
    declare_known(
        relation="friend", family_name=sent.person.family_name, date_of_birth=sent.person.date_of_birth, by=josie.by
    )
    assert words(josie.by, "all") == set()
    promise = Promise.objects.first()
    assert josie.browser.get(reverse("staff:promise", args=[promise.pk])).status_code == 404


def test_staff_write_down_post_with_its_scan_correct_it_and_say_what_they_did(sent: Claimant) -> None:
    amina: Worker = make_worker(Role.ADVISER).open(sent.claim)
    at = lambda name, *more: reverse(f"staff:{name}", args=[sent.claim.reference, sent.person.pk, *more])  # noqa: E731
    add, key = at("note_contact"), str(new_id())
    today = clock.today()
    on = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    given = {"key": key, "how": "post", "way": "to_us", "spoke": "other", "topic": "home", "said": "The rent", **on}
    scan = SimpleUploadedFile("rent.pdf", pdf())
    page = amina.browser.post(add, {**given, "ours": "Check it", "send": "1", "documents": scan}).content.decode()
    for words in ("Enter the name of who it was", "Enter the day by which we do it", "Select who does it", "rent.pdf"):
        assert words in page
    assert "The rent</textarea>" in page
    right = {**given, "spoke_name": "Mr Lee, landlord", "ours": "Check it", "ours_who": "me"}
    over = today - timedelta(days=1)
    late = {"ours_by-day": over.day, "ours_by-month": over.month, "ours_by-year": over.year}
    assert "must be today or in the future" in amina.browser.post(add, {**right, **late, "send": "1"}).content.decode()
    mistyped = {"ours_by-day": 1, "ours_by-month": 1, "ours_by-year": 9999}
    assert (
        "must be the same as or before" in amina.browser.post(add, {**right, **mistyped, "send": "1"}).content.decode()
    )
    right |= {"ours_by-day": today.day, "ours_by-month": today.month, "ours_by-year": today.year}
    for _ in range(2):
        here = amina.browser.post(add, {**right, "send": "1"}).url
    contact = Contact.objects.get()
    assert (contact.kind, contact.spoke_name, here) == (
        "contact_post_to_us",
        "Mr Lee, landlord",
        at("contact", contact.pk),
    )
    document = Document.objects.get(place=contact.place)
    given_back = amina.browser.get(at("contact_file", document.pk))
    assert given_back.getvalue() == sent.browser.get(reverse("documents:own_file", args=[document.pk])).getvalue()
    for words in ("rent.pdf", "Mr Lee, landlord", "Check it"):
        assert words in sent.browser.get(f"/contacts/{contact.pk}/").content.decode()
    assert "1 for you and your team" in amina.browser.get(reverse("staff:home")).content.decode()
    assert amina.browser.get(reverse("staff:promise", args=[Promise.objects.get().pk])).url == here

    change = at("correct_contact", contact.pk)
    assert "Mr Lee, landlord" in amina.browser.get(change).content.decode()
    assert (
        "Enter what was wrong"
        in amina.browser.post(change, {**right, "key": str(new_id()), "send": "1"}).content.decode()
    )
    fixed = {**right, "key": str(new_id()), "reason": "Read wrong", "said": "The new rent", "send": "1"}
    assert amina.browser.post(change, fixed).url == here
    assert amina.browser.post(change, {**fixed, "key": str(new_id())}).url == here
    say_not_right(contact=Contact.objects.current().get(), words="No", key=new_id(), by=sent.by)
    page = amina.browser.get(here).content.decode()
    assert "told us that this is not right" in page
    assert "Enter what was done" in amina.browser.post(here, {}).content.decode()
    assert amina.browser.post(here, {"done": "Checked"}).url == here
    assert "Checked" in sent.browser.get(f"/contacts/{contact.pk}/").content.decode()
    assert at("contact", contact.pk) in amina.browser.get(at("contacts_of")).content.decode()
