"""Whose conversations somebody may read and write in: their own, and those of whoever asked them to help with these."""

from __future__ import annotations

import pytest

from accounts.models import HelpScope
from audit.models import Access
from conversations.models import Conversation, Post
from core.ids import new_id
from journal.models import Entry
from tests.claims.claimants import make_claimant, make_user, signed_in
from tests.conversations.conftest import begin
from tests.documents.shown import file_of
from tests.helping import helper_of

pytestmark = pytest.mark.django_db


def test_a_conversation_is_nobody_elses() -> None:
    owner = make_claimant()
    talk = begin(owner.person, owner.by).conversation
    other = signed_in(make_user())
    for address in (f"/messages/{talk.pk}/", f"/messages/{talk.pk}/print/"):
        assert other.get(address).status_code == 404
        assert other.post(address, {"key": str(new_id()), "send": "1", "words": "x"}).status_code == 404
    assert "Your payment" not in other.get("/messages/").content.decode()
    assert Post.objects.count() == 1


def test_a_helper_reads_and_writes_in_their_place_only_with_what_they_were_named_for() -> None:
    claimant = make_claimant()
    post = begin(claimant.person, claimant.by)
    photo = file_of(claimant.person.pk, post.place, by=claimant.by)
    elsewhere = file_of(claimant.person.pk, "evidence:other", by=claimant.by)
    reading = helper_of(claimant, [HelpScope.JOURNAL])
    assert reading.browser.get(f"/helping/{reading.help.pk}/messages/").status_code == 404
    journal = reading.browser.get(f"/helping/{reading.help.pk}/journal/").content.decode()
    assert "You wrote to us" not in journal

    helper = helper_of(claimant, [HelpScope.MESSAGES])
    base = f"/helping/{helper.help.pk}/messages/"
    page = helper.browser.get(f"{base}{post.conversation_id}/").content.decode()
    assert "Where is it?" in page
    assert "You are helping" in page
    assert helper.browser.get(f"{base}files/{photo.pk}/").getvalue().startswith(b"%PDF-")
    assert helper.browser.get(f"{base}files/{elsewhere.pk}/").status_code == 404
    typed = {"key": str(new_id()), "send": "1", "words": "She is ill"}
    assert helper.browser.post(f"{base}{post.conversation_id}/", typed).status_code == 302
    written = Post.objects.exclude(pk=post.pk).get()
    assert (written.side, written.by_helper, written.by_name) == ("person", True, "Grace Mensah")
    assert Conversation.objects.get().person_read_at == post.at, "read by whom it is, not by who helps"
    assert Access.objects.filter(person_id=claimant.person.pk, page="conversations:helped_show").count() == 1
    own = claimant.browser.get(f"/messages/{post.conversation_id}/").content.decode()
    assert "Grace Mensah, for you" in own
    assert Entry.objects.latest("at").by_name == "Grace Mensah"
