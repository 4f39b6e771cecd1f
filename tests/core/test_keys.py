"""A key that may be known to somebody is taken away, and everything kept can still be read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import F

from accounts.models import (
    Concern,
    ContactCode,
    Factor,
    Help,
    IdentityCheck,
    IdentityRevocation,
    KnownPerson,
    OneLoginAccount,
    Person,
    Recovery,
    RoleChange,
    Session,
    User,
)
from appointments.models import Absence, Appointment, Needs
from appointments.types import How
from claims.models import AccountCheck, Claim, Declaration, Fact, HandOver, LetBack, Proof
from contacts.models import Contact, Promise
from conversations.inbound.models import Arrived
from conversations.models import Conversation, Post
from core import clock
from core.actor import Channel
from core.fields import digest
from core.ids import new_id
from core.keys import models_with_secrets
from documents.kinds import Kind
from documents.models import Document
from employers.models import Employer, EmployerDecision, Invitation, RegisterCheck
from equality.models import Envelope
from journal.models import Todo, TodoNote
from journeys.models import Draft, PageAnswer
from letters.models import Batch, Letter
from notifications.models import Message, ReturnedAddress, StoppedNumber
from payments.models import Payment, Statement
from payments.releases import FirstPaymentRelease, PaymentAgreement
from privacy.models import DataCopy, LegalHold
from signals.models import Note, Signal

pytestmark = pytest.mark.django_db

NINO = "QQ123456C"
SECRET = {"account_number": "12345678"}
NEW = b"2" * 32


@pytest.fixture
def rows() -> dict[str, models.Model]:
    """A row of every table that holds secrets, also of those whose rows never change."""
    now, by = clock.now(), {"channel": Channel.ONLINE}
    person = Person.objects.create(nino=NINO, created_at=now, created_through=Channel.ONLINE)
    draft = Draft.objects.create(journey="test", started_at=now, expires_at=now + timedelta(days=1))
    claim = Claim.objects.create(reference="UC-TEST-KEYS", draft=draft, started_at=now)
    days = {"start": date(2026, 9, 14), "end": date(2026, 10, 13)}
    money = {"award_pence": 100, "payable_pence": 100, "settled_pence": 0, "due_pence": 100, "overpaid_pence": 0}
    statement = Statement.objects.create(
        claim=claim, number=1, **days, version=1, document={}, known_at=now, **money, made_at=now, made_by_name="Test"
    )
    paid = {"account": SECRET, "pay_date": date(2026, 10, 20), "made_at": now}
    payment = Payment.objects.create(statement=statement, instalment=1, amount_pence=100, **paid)
    signal = Signal.objects.create(kind="same_account", key=bytes(32), count=2, first_seen_at=now, last_seen_at=now)
    user = User.objects.create_user("kim@example.com", "three plain words")
    check = IdentityCheck.objects.create(
        person=person,
        level="medium",
        route="two_documents",
        details={"family_name": "Sam", "date_of_birth": "1990-01-01"},
        checked_by_name="Sam",
        checked_at=now,
        expires_at=now,
    )
    employer = Employer.objects.create(reference="EM-7K3F-9Q2M", paye_reference="123/AB456", begun_at=now)
    decided = {"employer": employer, "note": "Called them"}
    message = Message.objects.create(template="todo_added", address="sam@example.com", body="Sign in", queued_at=now)
    made = (
        person,
        employer,
        Invitation.objects.create(employer=employer, email="kim@example.org", invited_by=user, sent_at=now),
        RegisterCheck.objects.create(**decided, checked_by=user, checked_by_name="Kim", checked_at=now),
        EmployerDecision.objects.create(**decided, decided_by=user, decided_by_name="Kim", decided_at=now),
        Recovery.objects.create(
            user=user,
            check_of_identity=check,
            lost="email",
            note="Moved",
            new_email="kim@example.org",
            code_id=draft.pk,
            begun_at=now,
            begun_by=user,
            begun_by_name="Amina",
            bank_changes_from=now,
        ),
        Session.objects.create(session_key="k" * 40, session_data="{}", expire_date=now),
        Factor.objects.create(user=user, kind="app", secret="ABCD", created_at=now),
        check,
        IdentityRevocation.objects.create(
            of_check=check, reason="mistake", note="Kim", revoked_by=user, revoked_by_name="Sam", revoked_at=now
        ),
        FirstPaymentRelease.objects.create(
            claim=claim, person=person, reason="hardship", note="Sam", released_at=now, released_by_id=1
        ),
        Help.objects.create(
            person=person,
            kind="relative",
            name="Jo",
            email="jo@example.com",
            scopes=["claim"],
            until=date(2026, 12, 1),
            code_digest=bytes(32),
            invited_at=now,
        ),
        KnownPerson.objects.create(staff=user, relation="friend", nino=NINO, family_name="Hughes", declared_at=now),
        AccountCheck.objects.create(
            claim=claim,
            account=SECRET,
            channel="phone",
            asked_at=now,
            asked_by_id=1,
            asked_by_name="A",
            answer_note="Hm",
        ),
        HandOver.objects.create(claim=claim, to=user, note="Call Sam", at=now, by_id=1, by_name="Ruth"),
        LetBack.objects.create(claim=claim, staff=user, reason="A mistake", at=now, by_id=1, by_name="Ruth"),
        Proof.objects.create(
            claim=claim, person=person, kinds=["rent"], details=NINO, due=now.date(), asked_at=now, asked_by_name="Ruth"
        ),
        Document.objects.create(
            owner_id=person.pk,
            place="test",
            name=NINO,
            stored_as="a/b",
            kind=Kind.PDF,
            sent_as="pdf",
            size_bytes=1,
            sha256="0" * 64,
            added_at=now,
        ),
        TodoNote.objects.create(
            todo=Todo.objects.create(person=person, kind="call_us", created_at=now, created_by_name="Ruth"),
            said="late",
            words=NINO,
            at=now,
            by_name="Sam",
        ),
        DataCopy.objects.create(person=person, asked_at=now, ready_at=now, document={"name": "Sam"}),
        LegalHold.objects.create(
            person=person, claim_reference=claim.reference, reason="An appeal", placed_at=now, placed_by_id=1
        ),
        OneLoginAccount.objects.create(user=user, issuer="https://one.example", subject="urn:1", connected_at=now),
        RoleChange.objects.create(
            user=user,
            roles=["adviser"],
            reason="New",
            asked_at=now,
            asked_by_id=0,
            asked_by_name="Ada",
            answer_note="Hm",
        ),
        Concern.objects.create(user=user, kind="not_me", said_at=now, note="Called them"),
        ContactCode.objects.create(purpose="email", contact="sam@example.com", code_digest=bytes(32), sent_at=now),
        PageAnswer.objects.create(
            draft=draft, page="bank", data={}, secret=SECRET, saved_by_id=1, saved_by_name="Sam", saved_at=now, **by
        ),
        Fact.objects.create(
            claim=claim,
            kind="bank",
            applies=DateRange(date(2026, 9, 14), None),
            value={},
            secret=SECRET,
            recorded_at=now,
            superseded_at=now,
            recorded_by_name="Sam",
            **by,
        ),
        Declaration.objects.create(
            claim=claim,
            person=person,
            questions=[],
            secret_answers=SECRET,
            declared_at=now,
            declared_by_id=1,
            declared_by_name="Sam",
            **by,
        ),
        payment,
        PaymentAgreement.objects.create(
            payment=payment, asked_at=now, asked_by_id=1, asked_by_name="Josie", answer_note="Hm"
        ),
        message,
        Letter.objects.create(
            batch=Batch.objects.create(begun_at=now), message=message, number=1, address="Sam", pages=1, sha256="0" * 64
        ),
        StoppedNumber.objects.create(address="447700900111", stopped_at=now),
        ReturnedAddress.objects.create(medium="email", address="sam@example.com", returned_at=now),
        Envelope.objects.create(answers={"sex": "female"}),
        Note.objects.create(signal=signal, outcome="still", text="Asked the bank", at=now, by_id=1, by_name="Sam"),
    )
    talk = Conversation.objects.create(
        person=person, topic="home", with_whom="case_manager", started_at=now, started_by="person", last_at=now
    )
    made += (Post.objects.create(conversation=talk, side="person", words="Sam", at=now, by_name="Sam", **by),)
    arrived = {
        "medium": "text",
        "reference": "1",
        "address": "+447700900111",
        "subject": "",
        "words": "Sam",
        "note": "Sam",
    }
    made += (Arrived.objects.create(kind="words", arrived_at=now, **arrived),)
    made += _appointments(person, user, now)
    made += _contact(person, user, now)
    return {row._meta.label: row for row in made}


def _contact(person: Person, user: User, now: datetime) -> tuple[models.Model, ...]:
    key = new_id()
    words = dict.fromkeys(("spoke_name", "said", "ours", "theirs", "why"), "Sam")
    about = {"how": "phone", "way": "to_us", "spoke": "other", "on": now.date(), "topic": "home", "by_name": "Sam"}
    contact = Contact.objects.create(id=key, first=key, person=person, noted_at=now, **words, **about)
    promise = {"person": person, "contact": contact, "staff": user, "due": now.date(), "made_at": now}
    return contact, Promise.objects.create(done="Sam", **promise)


def _appointments(person: Person, user: User, now: datetime) -> tuple[models.Model, ...]:
    met = Appointment.objects.create(
        person=person,
        kind="commitments",
        how=How.PHONE,
        adviser=user,
        period=DateTimeTZRange(now, now + timedelta(hours=1)),
        needs_details="Sam",
        code="123456",
        booked_at=now,
    )
    needs = Needs.objects.create(person=person, details="Sam", said_at=now)
    return needs, met, Absence.objects.create(person=person, appointment=met, due=now, noted_at=now, reason="Sam")


@pytest.fixture
def two_keys(rows: dict[str, models.Model], settings: Any) -> dict[str, bytes]:
    """A new key before the one that sealed the rows."""
    settings.SECRET_KEYS = {"new": NEW, **settings.SECRET_KEYS}
    return settings.SECRET_KEYS


def rotate(**options: Any) -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said, stderr=said, **options)
    return said.getvalue()


def cells() -> list[bytes]:
    """Every sealed value there is."""
    with connection.cursor() as cursor:
        for model, secrets in models_with_secrets():
            for secret in secrets:
                cursor.execute(f"SELECT {secret.column} FROM {model._meta.db_table} WHERE {secret.column} IS NOT NULL")
                yield from (bytes(cell) for (cell,) in cursor.fetchall())


def secrets_of(rows: dict[str, models.Model]) -> list[Any]:
    return [
        getattr(type(row).objects.get(pk=row.pk), secret.attname)
        for row in rows.values()
        for secret in row._meta.concrete_fields
        if secret in dict(models_with_secrets())[type(row)]
    ]


def test_every_table_with_secrets_is_tried_here(rows: dict[str, models.Model]) -> None:
    assert {model._meta.label for model, _ in models_with_secrets()} == set(rows)


@pytest.mark.parametrize("batch", [1, 500])
def test_everything_can_be_read_when_the_old_key_is_gone(
    rows: dict[str, models.Model], two_keys: dict[str, bytes], settings: Any, batch: int
) -> None:
    before = secrets_of(rows)
    said = rotate(batch=batch)
    assert "claims.Fact: 1 sealed anew, 0 left" in said
    assert NINO not in said
    assert {cell[:4] for cell in cells()} == {b"\x03new"}
    settings.SECRET_KEYS = {"new": NEW}
    assert secrets_of(rows) == before
    assert SECRET in before


def test_doing_it_twice_is_doing_it_once(rows: dict[str, models.Model], two_keys: dict[str, bytes]) -> None:
    rotate()
    sealed = list(cells())
    assert "claims.Declaration: 0 sealed anew, 0 left" in rotate()
    assert list(cells()) == sealed


def test_people_are_still_found_by_their_number(two_keys: dict[str, bytes]) -> None:
    rotate()
    assert Person.objects.get(nino_digest=digest(NINO)).nino == NINO


def test_afterwards_nothing_can_be_changed_that_could_not_before(
    rows: dict[str, models.Model], two_keys: dict[str, bytes]
) -> None:
    rotate()
    for model in (Declaration, Statement):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            model.objects.update(id=F("id"))


def test_a_row_that_no_key_opens_is_named_and_the_rest_is_done(
    rows: dict[str, models.Model], two_keys: dict[str, bytes]
) -> None:
    lost = Person.objects.create(nino=NINO[:-1] + "D", created_at=clock.now(), created_through=Channel.ONLINE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET nino = '\\x036f6c64' WHERE id = %s", [lost.pk])
    said = StringIO()
    with pytest.raises(CommandError, match="1 rows are still sealed with another key"):
        call_command("rotate_keys", stdout=said, stderr=said)
    assert f"accounts.Person {lost.pk}: none of SECRET_KEYS opens it" in said.getvalue()
    assert "accounts.Person: 1 sealed anew, 1 left" in said.getvalue()
    assert "payments.Payment: 1 sealed anew, 0 left" in said.getvalue()
