"""What we sent somebody, for them to see whether a message is real."""

from __future__ import annotations

import pytest

from accounts.models import Person, User
from accounts.selectors import recipient_for
from accounts.services import tell
from core.actor import Actor
from notifications.delivery import deliver_message
from notifications.models import Message
from notifications.services import send
from tests.claims.claimants import make_user, signed_in

pytestmark = pytest.mark.django_db
LIST = "/account/messages/"
BY = Actor.system("Tests")


def told(user: User, template: str = "statement_ready") -> Message:
    message = tell(person=Person.objects.get(user=user), template=template, by=BY)
    assert message
    return message


def test_they_find_each_message_with_when_how_and_where_it_stands() -> None:
    user = make_user()
    message = told(user)
    assert deliver_message(message.pk, last_try=True).state == "sent"
    page = signed_in(user).get(LIST).content.decode()
    for words in ("Your statement is ready", f"{LIST}{message.pk}/", "Email. Sent"):
        assert words in page
    one = signed_in(user).get(f"{LIST}{message.pk}/").content.decode()
    assert "Sign in to read it" in one
    assert "This message is under “What we sent you”." in one


def test_codes_and_what_went_to_others_are_not_in_it() -> None:
    user, other = make_user(), make_user()
    to = recipient_for(Person.objects.get(user=user))
    code = send(to=to, template="recovery_code", context={"code": "123456"}, by=BY)
    theirs = told(other)
    browser = signed_in(user)
    assert "We have not sent you anything yet" in browser.get(LIST).content.decode()
    for message in (code, theirs):
        assert browser.get(f"{LIST}{message.pk}/").status_code == 404
