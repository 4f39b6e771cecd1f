"""Several people with claims who may be one: seen, put to somebody, and never joined."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.identity.services import ProvedBy, revoke_identity_check
from signals.forms import possible_outcomes
from signals.models import Outcome, Signal
from signals.services import note_outcome
from tests.proving import prove
from tests.signals.conftest import LOOKING, decision_maker, found, sent
from tests.signals.test_kinds import claims_of

pytestmark = pytest.mark.django_db
SHOWN = {"given_names": "Robin", "family_name": "Hughes", "date_of_birth": "1980-01-10"}


def test_people_proved_by_one_login():
    def by(subject: str) -> dict[str, Any]:
        proved_by, details = (
            ProvedBy("https://identity.example", subject),
            {"family_name": "Hughes", "date_of_birth": ""},
        )
        evidence = {"route": "one_login", "level": "medium", "proved_by": proved_by, "details": details}
        return {"evidence": evidence, "by": LOOKING}

    first, second, third = sent(), sent(), sent()
    prove(first.person, **by("one"))
    taken_back = prove(third.person, **by("one"))
    revoke_identity_check(check=taken_back, reason="somebody_else", note="", by=decision_maker())
    prove(second.person, **by("two"))
    assert found("same_proof") == []
    prove(second.person, **by("one"))
    (signal,) = found("same_proof")
    assert (claims_of(signal), signal.count) == ({first.claim.pk, second.claim.pk}, 2)


def test_what_came_of_several_people_is_that_they_are_one_or_not():
    sent(nino="QQ739164B")
    sent(nino="QQ739164B")
    (signal,) = found("same_number")
    assert {Outcome.SAME_PERSON, Outcome.DIFFERENT_PEOPLE} <= set(possible_outcomes(signal))
    note_outcome(signal=signal, outcome=Outcome.SAME_PERSON, text="She lost her first password", by=decision_maker())
    signal.refresh_from_db()
    assert signal.state == "explained"


def test_what_is_not_of_several_people_has_no_such_outcome(shared: Signal):
    assert not {Outcome.SAME_PERSON, Outcome.DIFFERENT_PEOPLE} & set(possible_outcomes(shared))
    with pytest.raises(ValueError, match="several people"):
        note_outcome(signal=shared, outcome=Outcome.SAME_PERSON, text="Why", by=decision_maker())
