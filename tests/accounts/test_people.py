"""People, and how sure we are of who they are."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.actors import actor_for
from accounts.models import IdentityCheck, Person, User
from accounts.roles import Role
from accounts.selectors import recipient_for
from accounts.services import add_person, create_account, ensure_person, record_identity_check, tell
from audit.models import Event
from core.actor import Actor
from core.fields import digest
from tests.accounts.conftest import make_user

pytestmark = pytest.mark.django_db

TWO = {"level": "medium", "route": "two_documents", "documents": ["passport", "payslip"]}


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


def test_a_check_raises_the_level_and_is_recorded(claimant: User, adviser_actor: Actor) -> None:
    person = claimant.person
    check = record_identity_check(person=person, by=adviser_actor, **TWO)
    assert Person.objects.get().identity_level == person.identity_level == "medium"
    assert (check.checked_by_name, check.documents) == ("Rosa Hughes", ["passport", "payslip"])
    event = Event.objects.get(kind="identity_checked")
    assert event.person_id == person.pk
    assert event.data["route"] == "two_documents"


def test_a_lower_level_later_changes_nothing(claimant: User, adviser_actor: Actor) -> None:
    record_identity_check(person=claimant.person, by=adviser_actor, **TWO)
    record_identity_check(person=claimant.person, level="low", route="security_questions", by=adviser_actor)
    assert Person.objects.get().identity_level == "medium"
    assert IdentityCheck.objects.count() == 2


@pytest.mark.parametrize(
    "check",
    [
        TWO | {"level": "none"},
        TWO | {"documents": ["passport"]},
        TWO | {"documents": ["passport", "passport"]},
        TWO | {"documents": ["passport", "library_card"]},
        TWO | {"route": "hunch"},
    ],
)
def test_what_proves_nothing_is_refused(claimant: User, adviser_actor: Actor, check: dict) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        record_identity_check(person=claimant.person, by=adviser_actor, **check)


def test_only_staff_check_and_never_themselves(claimant: User) -> None:
    both = create_account(
        email="both@example.com", password=None, roles=[Role.ADVISER, Role.CLAIMANT], by=Actor.system("Tests")
    )
    payments = make_user("pay@example.com", "Pat", (Role.PAYMENT_OFFICER,))
    for person, by in (
        (claimant.person, actor_for(claimant)),
        (claimant.person, Actor.anonymous()),
        (claimant.person, Actor.system("Payments run")),
        (claimant.person, actor_for(payments)),
        (both.person, actor_for(both)),
    ):
        with pytest.raises(PermissionDenied):
            record_identity_check(person=person, by=by, **TWO)
    assert not IdentityCheck.objects.exists()


def test_a_check_is_never_changed_or_removed(claimant: User, adviser_actor: Actor) -> None:
    record_identity_check(person=claimant.person, by=adviser_actor, **TWO)
    with pytest.raises(DatabaseError), transaction.atomic():
        IdentityCheck.objects.update(level="low")
    with pytest.raises(DatabaseError), transaction.atomic():
        IdentityCheck.objects.all().delete()


def test_messages_go_the_way_a_person_asked_for(claimant: User) -> None:
    person = claimant.person
    person.contact_by, person.letter_format, person.language = "letter", "large-print", "cy"
    person.save()
    message = tell(person=person, template="todo_added", by=Actor.system("Tests"))
    assert (message.medium, message.letter_format, message.language) == ("letter", "large-print", "cy")
