"""How sure we are of who somebody is: what proves it, until when, and what takes it back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.actors import actor_for
from accounts.identity.levels import OPENINGS, Thing, is_open
from accounts.identity.services import (
    ProvedBy,
    TriedToday,
    ask_for_identity_check,
    record_identity_check,
    revoke_identity_check,
)
from accounts.identity.standing import Standing, others_proved_as, request_of, standing_of
from accounts.models import IdentityCheck, IdentityLevel, IdentityRevocation, Office, Person, User
from accounts.roles import Role
from accounts.services import create_account
from audit.models import Event
from core.actor import Actor
from tests.accounts.conftest import make_user
from tests.proving import LOW, MEDIUM, prove

pytestmark = pytest.mark.django_db

RIGHT = {"bank": True, "nino": True, "address": True, "birth": False}
WRONG = {"bank": False, "nino": False, "address": True, "birth": True}
ONE_LOGIN = Actor.system("GOV.UK One Login")
SHOWN = {"given_names": "Sam", "family_name": "Okonkwo-Rée", "date_of_birth": "1990-03-04"}


def by_one_login(person: Person, subject: str = "urn:fdc:one", details: Any = SHOWN, level: str = "medium") -> Any:
    proved_by = ProvedBy("https://identity.example", subject)
    return record_identity_check(
        person=person, route="one_login", level=level, proved_by=proved_by, details=details, by=ONE_LOGIN
    )


@pytest.fixture
def office(db: None) -> Office:
    return Office.objects.create(name="Leeds", address="1 The Headrow", opening_hours="9 to 5", phone="0113 496 0000")


@pytest.mark.parametrize(
    ("documents", "face_compared", "level"),
    [
        (["passport", "payslip"], True, "medium"),
        (["passport", "payslip"], False, "low"),
        (["driving_licence", "utility_bill"], True, "medium"),
        (["birth_certificate", "bank_card"], False, "low"),
        (["birth_certificate", "utility_bill"], False, "low"),
    ],
)
def test_two_documents_come_to_a_level(
    claimant: User, adviser_actor: Actor, documents: list[str], face_compared: bool, level: str
) -> None:
    evidence = {"route": "two_documents", "documents": documents, "face_compared": face_compared}
    check = prove(claimant.person, by=adviser_actor, evidence=evidence)
    assert (check.level, standing_of(claimant.person).level) == (level, level)
    assert (check.checked_by_name, check.documents) == ("Rosa Hughes", documents)
    event = Event.objects.get(kind="identity_checked")
    assert (event.person_id, event.data["route"], event.data["level"]) == (claimant.person.pk, "two_documents", level)


@pytest.mark.parametrize(
    ("documents", "face_compared", "level"),
    [
        (["passport"], True, "medium"),
        (["passport"], False, "low"),
        (["payslip"], False, "low"),
        (["vouching_letter"], False, "low"),
        (["vouching_letter", "payslip"], False, "medium"),
    ],
)
def test_what_is_shown_at_an_office_comes_to_a_level(
    claimant: User, adviser_actor: Actor, office: Office, documents: list[str], face_compared: bool, level: str
) -> None:
    evidence = {"route": "face_to_face", "documents": documents, "face_compared": face_compared, "office": office}
    assert prove(claimant.person, by=adviser_actor, evidence=evidence).level == level
    assert standing_of(claimant.person).level == level


def test_three_right_answers_of_four_come_to_low(claimant: User, adviser_actor: Actor) -> None:
    check = record_identity_check(person=claimant.person, route="security_questions", questions=RIGHT, by=adviser_actor)
    assert (check.level, check.questions) == ("low", RIGHT)


def test_too_few_right_answers_are_kept_and_prove_nothing(claimant: User, adviser_actor: Actor) -> None:
    def ask(questions: dict[str, bool]) -> IdentityCheck:
        return record_identity_check(
            person=claimant.person, route="security_questions", questions=questions, by=adviser_actor
        )

    with time_machine.travel("2026-09-14 10:00+00:00") as traveller:
        assert ask(WRONG).level == "none"
        assert standing_of(claimant.person) == Standing(IdentityLevel.NONE)
        assert Event.objects.filter(kind="identity_check_failed").count() == 1
        with pytest.raises(TriedToday):
            ask(RIGHT)
        traveller.move_to("2026-09-15 10:00+00:00")
        assert ask(RIGHT).level == "low"
    assert IdentityCheck.objects.count() == 2


@pytest.mark.parametrize(
    "evidence",
    [
        MEDIUM | {"documents": ["passport"]},
        MEDIUM | {"documents": ["passport", "passport"]},
        MEDIUM | {"documents": ["passport", "library_card"]},
        MEDIUM | {"documents": ["utility_bill", "council_tax_bill"], "face_compared": False},
        MEDIUM | {"documents": ["utility_bill", "payslip"]},  # no photo to compare a face with
        MEDIUM | {"documents": []},
        MEDIUM | {"route": "hunch"},
        MEDIUM | {"route": "face_to_face"},  # at no office
        MEDIUM | {"route": "security_questions"},
        MEDIUM | {"questions": RIGHT},
        MEDIUM | {"details": SHOWN},
        {"route": "security_questions", "questions": {"favourite_colour": True}},
    ],
)
def test_what_proves_nothing_is_refused(claimant: User, adviser_actor: Actor, evidence: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        prove(claimant.person, by=adviser_actor, evidence=evidence)
    assert not IdentityCheck.objects.exists()


def test_only_staff_check_and_never_themselves(claimant: User, adviser_actor: Actor) -> None:
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
            prove(person, by=by)
    proved_by = ProvedBy("https://identity.example", "me")
    one_login = {"route": "one_login", "level": "medium", "proved_by": proved_by, "details": SHOWN}
    for by in (adviser_actor, actor_for(claimant)):
        with pytest.raises(PermissionDenied):
            record_identity_check(person=claimant.person, by=by, **one_login)
    assert not IdentityCheck.objects.exists()


def test_the_same_check_again_is_one(claimant: User, adviser_actor: Actor) -> None:
    assert prove(claimant.person, by=adviser_actor) == prove(claimant.person, by=adviser_actor)
    assert by_one_login(claimant.person) == by_one_login(claimant.person)
    assert IdentityCheck.objects.count() == 2


def test_a_lower_level_later_changes_nothing(claimant: User, adviser_actor: Actor) -> None:
    prove(claimant.person, by=adviser_actor)
    prove(claimant.person, by=adviser_actor, evidence=LOW)
    assert standing_of(claimant.person).level == "medium"


def test_a_check_counts_until_it_expires(claimant: User, adviser_actor: Actor) -> None:
    with time_machine.travel("2024-02-29 10:00+00:00") as traveller:
        prove(claimant.person, by=adviser_actor)
        traveller.move_to("2024-03-01 10:00+00:00")
        record_identity_check(person=claimant.person, route="security_questions", questions=RIGHT, by=adviser_actor)
        assert standing_of(claimant.person).until == datetime(2029, 2, 28, 10, tzinfo=UTC)
        traveller.move_to("2029-02-28 09:59+00:00")
        assert standing_of(claimant.person).level == "medium"
        traveller.move_to("2029-02-28 10:00+00:00")
        assert standing_of(claimant.person) == Standing(IdentityLevel.NONE)
    by_phone = IdentityCheck.objects.get(route="security_questions")
    assert by_phone.expires_at == datetime(2025, 3, 1, 10, tzinfo=UTC)


def test_a_check_that_is_taken_back_does_not_count(claimant: User, adviser_actor: Actor) -> None:
    low = prove(claimant.person, by=adviser_actor, evidence=LOW)
    check = prove(claimant.person, by=adviser_actor)
    for _press in range(2):
        revoke_identity_check(check=check, reason="document", note="Reported stolen in May", by=adviser_actor)
    assert standing_of(claimant.person).level == "low"
    revocation = IdentityRevocation.objects.get()
    assert (revocation.note, revocation.revoked_by_name) == ("Reported stolen in May", "Rosa Hughes")
    assert Event.objects.get(kind="identity_check_revoked").data == {"reason": "document"}
    for by in (actor_for(claimant), Actor.anonymous(), Actor.system("Payments run")):
        with pytest.raises(PermissionDenied):
            revoke_identity_check(check=low, reason="mistake", note="", by=by)
    # The same evidence again, after it was taken back, is another check.
    assert prove(claimant.person, by=adviser_actor) != check
    assert standing_of(claimant.person).level == "medium"


def test_evidence_is_never_changed_or_removed(claimant: User, adviser_actor: Actor) -> None:
    check = prove(claimant.person, by=adviser_actor)
    revoke_identity_check(check=check, reason="mistake", note="", by=adviser_actor)
    for model, change in ((IdentityCheck, {"level": "low"}), (IdentityRevocation, {"reason": "document"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_what_one_login_showed_cannot_be_read_in_the_database(claimant: User) -> None:
    check = by_one_login(claimant.person)
    assert IdentityCheck.objects.get(pk=check.pk).details == SHOWN
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text, details FROM accounts_identitycheck c")
        row, details = cursor.fetchone()
    for secret in ("Okonkwo", "1990-03-04", "urn:fdc:one"):
        assert secret not in row
        assert secret.encode() not in bytes(details)


@pytest.mark.parametrize(
    ("family_name", "born", "level"),
    [
        ("", None, "medium"),  # they have declared nothing yet
        ("Okonkwo Ree", date(1990, 3, 4), "medium"),  # as some write it
        ("Smith", date(1990, 3, 4), "none"),
        ("Okonkwo-Rée", None, "medium"),
        ("Okonkwo-Rée", date(1990, 4, 3), "none"),
    ],
)
def test_another_name_or_date_of_birth_than_declared_does_not_count(
    claimant: User, family_name: str, born: date | None, level: str
) -> None:
    person = claimant.person
    person.family_name, person.date_of_birth = family_name, born
    person.save()
    check = by_one_login(person)
    standing = standing_of(person)
    assert (standing.level, standing.another) == (level, check if level == "none" else None)


def test_one_login_of_two_people_is_seen_and_joins_nobody(claimant: User, adviser_actor: Actor) -> None:
    other = make_user("other@example.com").person
    by_one_login(claimant.person)
    assert others_proved_as(claimant.person) == []
    by_one_login(other, subject="urn:fdc:two")
    assert others_proved_as(claimant.person) == []
    by_one_login(other)
    assert others_proved_as(claimant.person) == [other]
    assert Person.objects.count() == 2


def test_every_thing_is_in_the_table_once() -> None:
    assert {opening.thing for opening in OPENINGS} == set(Thing)
    assert len(OPENINGS) == len(Thing)
    assert is_open(Thing.CLAIM, IdentityLevel.NONE)
    assert not is_open(Thing.FIRST_PAYMENT, IdentityLevel.LOW)
    assert all(is_open(thing, IdentityLevel.MEDIUM) for thing in Thing)


def test_what_somebody_asks_for_holds_until_a_check(claimant: User, adviser_actor: Actor, office: Office) -> None:
    by = actor_for(claimant)
    with time_machine.travel("2026-09-14 10:00+00:00") as traveller:
        first = ask_for_identity_check(person=claimant.person, route="face_to_face", office=office, by=by)
        assert ask_for_identity_check(person=claimant.person, route="face_to_face", office=office, by=by) == first
        traveller.shift(60)
        other = ask_for_identity_check(person=claimant.person, route="", by=by)
        assert request_of(claimant.person) == other
        traveller.shift(60)
        prove(claimant.person, by=adviser_actor)
    assert request_of(claimant.person) is None
    with pytest.raises(PermissionDenied):
        ask_for_identity_check(person=claimant.person, route="", by=adviser_actor)
