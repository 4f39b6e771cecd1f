"""A copy of the database, in whoever's hands, shows nobody's National Insurance number or bank account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from psycopg import sql

from accounts.actors import actor_for
from accounts.factors.changes import begin_app
from accounts.models import Person
from accounts.roles import Role
from accounts.sign_up import request_code
from claims.models import ReasonCode
from claims.services import accept_claim
from core import clock
from core.actor import Actor
from core.fields import digest
from demo.stories import LONE_PARENT
from notifications.models import Message
from payments.models import Payment
from payments.runs import run_payments
from privacy.services import ask_for_copy, make_copy
from tests.claims.claimants import Claimant, make_claimant, make_user
from tests.proving import prove

NINO, SORT_CODE, ACCOUNT, ROLL_NUMBER = "QQ739164B", "309482", "86104937", "HX/44018-6"
LANDLORD = "Aire Homes Housing Association"
STORY = LONE_PARENT.but(nino=NINO, sort_code=SORT_CODE, account_number=ACCOUNT, roll_number=ROLL_NUMBER)

pytestmark = pytest.mark.django_db


def every_cell() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text; keys and moments hold no numbers of this kind."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
            names = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, (bytes, memoryview)):
                        yield f"{table}.{name}", bytes(value).decode("latin-1")
                    elif value is not None and not isinstance(value, (bool, UUID, date, datetime, timedelta)):
                        yield f"{table}.{name}", str(value)


def places_of(words: str) -> set[str]:
    """The columns that show these words, also with spaces, hyphens or slashes between their letters."""
    pattern = re.compile(r"(?<![0-9A-Za-z])" + r"[\s/-]?".join(re.findall(r"\w", words)) + r"(?![0-9A-Za-z])", re.I)
    return {place for place, text in every_cell() if pattern.search(text)}


def shown() -> dict[str, set[str]]:
    """Each secret and the columns that show it."""
    return {secret: places_of(secret) for secret in (NINO, SORT_CODE, ACCOUNT, ROLL_NUMBER)}


NOWHERE: dict[str, set[str]] = {NINO: set(), SORT_CODE: set(), ACCOUNT: set(), ROLL_NUMBER: set()}


@pytest.fixture
def claimant(settings: Any) -> Claimant:
    settings.DEMONSTRATION = True  # the only place where a number that was never issued is taken
    return make_claimant().answer(STORY)


def test_a_draft_shows_nothing_secret(claimant: Claimant) -> None:
    assert claimant.browser.get(claimant.url("check")).status_code == 200
    assert shown() == NOWHERE
    assert places_of(LANDLORD) == {"journeys_pageanswer.data"}, "the scan finds what is there"


def test_nothing_that_lets_somebody_in_is_shown(claimant: Claimant) -> None:
    """Neither in a table nor in a job: passwords, codes, keys of apps and sessions; nor the copy of somebody's data."""
    by = claimant.by
    key = begin_app(user=claimant.user, by=by).secret
    request_code(email="new@example.com", language="en", by=Actor.anonymous())
    sent = Message.objects.order_by("-queued_at").first()
    assert sent
    code = re.search(r"\b\d{6}\b", f"{sent.subject} {sent.body}")
    assert code
    claimant.send()
    copy = ask_for_copy(by=by)
    assert make_copy(copy.pk, by=Actor.system("Tests"))
    session = claimant.browser.session.session_key
    for secret in ("three plain words", key, code.group(), session, "new@example.com"):
        assert places_of(secret) == set(), secret
    assert shown() == NOWHERE
    assert places_of(str(copy.pk)) >= {"procrastinate_jobs.args"}, "jobs carry ids, and the scan looks at jobs"


def test_a_claim_that_is_sent_decided_and_paid_shows_nothing_secret(settings: Any) -> None:
    settings.DEMONSTRATION = True
    with time_machine.travel("2026-09-14 09:00+00:00") as traveller:
        claimant = make_claimant().answer(STORY).send()
        adviser = actor_for(make_user(Role.ADVISER, name="Rosa Hughes"))
        prove(claimant.person, by=adviser)
        reason = ReasonCode.objects.filter(outcome="accept").first()
        assert reason
        accept_claim(claim=claimant.claim, reason=reason, note="", by=adviser)
        traveller.shift(timedelta(days=40))
        done = run_payments(on=clock.today(), by=Actor.system("Payments run"))
    assert not done.failures
    assert Payment.objects.get().account["account_number"] == ACCOUNT
    assert Person.objects.get(nino_digest=digest(NINO)) == claimant.person
    assert shown() == NOWHERE
    assert {"claims_fact.value", "claims_declaration.questions"} <= places_of(LANDLORD)
