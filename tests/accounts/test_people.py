"""People, and how they are reached."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.selectors import recipient_for
from accounts.services import add_person, ensure_person, tell
from audit.models import Event
from core.actor import Actor
from core.fields import digest
from tests.accounts.conftest import make_user

pytestmark = pytest.mark.django_db


def test_addresses_that_look_the_same_are_the_same(claimant: User) -> None:
    # A full-width letter, capitals and a space.
    assert User.objects.get(email=" \uff33AM@Example.com") == claimant
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("SAM@EXAMPLE.COM")


def test_a_role_that_does_not_exist_cannot_be_held(claimant: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=claimant.pk).update(roles=["wizard"])


def test_a_person_is_made_once(claimant: User) -> None:
    assert ensure_person(claimant, by=actor_for(claimant)) == claimant.person
    assert Person.objects.count() == 1
    assert Event.objects.filter(kind="person_added").count() == 1


def test_staff_add_a_person_who_has_no_account(adviser_actor: Actor) -> None:
    person = add_person(phone="01632 960 001", by=adviser_actor)
    assert person.user is None
    assert recipient_for(person).phone == "01632 960 001"
    assert person.created_by_id == adviser_actor.user_id
    with pytest.raises(PermissionDenied):
        add_person(by=Actor.anonymous())


def test_a_national_insurance_number_is_found_but_not_readable(claimant: User) -> None:
    person = claimant.person
    person.nino = "QQ123456C"
    person.save()
    assert Person.objects.get(nino_digest=digest("QQ123456C")).nino == "QQ123456C"
    with connection.cursor() as cursor:
        cursor.execute("SELECT nino, p::text FROM accounts_person p")
        sealed, row = cursor.fetchone()
    assert b"QQ123456C" not in bytes(sealed)
    assert "QQ123456C" not in row


def test_messages_go_the_way_a_person_asked_for(claimant: User) -> None:
    person = claimant.person
    person.contact_by, person.letter_format, person.language = "letter", "large-print", "cy"
    person.save()
    message = tell(person=person, template="todo_added", by=Actor.system("Tests"))
    assert (message.medium, message.letter_format, message.language) == ("letter", "large-print", "cy")
