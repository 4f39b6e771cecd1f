"""A signal is a question to a person: it stops no payment, decides no claim and shows none of its secrets."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from audit.models import Event
from claims.journey import CLAIM
from claims.models import Member, ReasonCode
from claims.services import accept_claim
from core import clock
from core.actor import Actor
from demo.stories import LONE_PARENT
from journeys.services import start_draft
from payments.models import Payment, Statement
from payments.runs import run_payments
from signals.masks import READERS
from signals.models import Outcome, Signal
from signals.selectors import OWN_ROWS, told_of
from signals.services import note_outcome
from tests.claims.claimants import Claimant
from tests.proving import prove
from tests.signals.conftest import decision_maker, leader, look_again, sent
from tests.structure import repository
from tests.structure.test_dump import places_of

DECIDING = ("rules/", "claims/", "payments/", "journal/", "accounts/", "notifications/", "journeys/")


def mentions(tree: ast.AST) -> Iterator[str]:
    """Every way in which a module could come to signals: an import, a name by which models are found, a table."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name.split(".")[0] == "signals")
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "signals":
                yield module
            case ast.Constant(value=str(words)) if words.startswith(("signals.", "signals_")) or " signals_" in words:
                yield words


def test_nothing_that_decides_or_pays_knows_of_signals() -> None:
    deciding = [(name, tree) for name, tree in repository.product_modules() if name.startswith(DECIDING)]
    assert len(deciding) > 50
    assert {name: said for name, tree in deciding if (said := list(mentions(tree)))} == {}


@pytest.mark.parametrize(
    "code",
    ["import signals.models", "from signals import models", "get_model('signals.Signal')", "'FROM signals_look'"],
)
def test_a_mention_is_noticed(code: str) -> None:
    assert list(mentions(ast.parse(code)))


def test_the_import_contract_says_so_too() -> None:
    contracts = tomllib.loads(repository.text(repository.CHECKOUT / "pyproject.toml"))["tool"]["importlinter"][
        "contracts"
    ]
    forbidding = next(contract for contract in contracts if contract.get("forbidden_modules") == ["signals"])
    assert {"rules", "claims", "payments", "staff.views.decide", "staff.views.pay"} <= set(forbidding["source_modules"])
    # Not even through another module.
    assert "allow_indirect_imports" not in forbidding


@pytest.mark.django_db
@pytest.mark.parametrize("is_passed_on", [False, True])
def test_a_claim_with_every_signal_is_decided_and_paid_like_any_other(is_passed_on: bool) -> None:
    reason = ReasonCode.objects.get(code="conditions-met")
    with time_machine.travel("2026-09-14 09:00+00:00") as traveller:
        plain = sent(family_name="Ellis", account_holder="R Ellis", account_number="70000009")
        marked = [sent(account_number="70000000", account_holder="J Smith") for _ in range(2)]
        look_again()
        assert Signal.objects.filter(evidence__claim=marked[0].claim).distinct().count() == 2
        for signal in Signal.objects.all() if is_passed_on else ():
            note_outcome(signal=signal, outcome=Outcome.COUNTER_FRAUD, text="Looks odd", by=leader())
        for each in (plain, *marked):
            by = decision_maker()
            prove(each.person, by=by)
            accept_claim(claim=each.claim, reason=reason, note="", by=by)
        # The night after the first period ended, and that of its pay day
        for days in (31, 9):
            traveller.shift(timedelta(days=days))
            look_again()
            assert not run_payments(on=clock.today(), by=Actor.system("Payments run")).failures
    assert len(set(Statement.objects.values_list("payable_pence", flat=True))) == 1
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["issued"] * 3


@pytest.mark.django_db
def test_the_story_of_a_claim_says_nothing_of_signals() -> None:
    sent(account_holder="J Smith")
    look_again()
    signal = Signal.objects.get()
    note_outcome(signal=signal, outcome=Outcome.STILL, text="A look", by=leader())
    events = Event.objects.filter(kind__startswith="signal")
    assert sorted(event.kind for event in events) == ["signal_looked_at", "signal_raised"]
    assert not any(event.claim_reference or event.person_id for event in events)


@pytest.mark.django_db
def test_a_copy_of_the_database_shows_no_account_address_number_or_note() -> None:
    account, nino, line = "86104937", "QQ739164B", "17 Nowhere Passage"
    for _twice in range(2):
        sent(account_number=account, nino=nino, address_line_1=line)
    look_again()
    note_outcome(signal=Signal.objects.first(), outcome=Outcome.STILL, text=f"Saw {account} at {line}", by=leader())
    assert not places_of(account) | places_of(nino)
    assert {place for place in places_of(line) if place.startswith("signals_")} == set()
    assert "claims_fact.value" in places_of(line), "the scan finds what is there"


# The copy that somebody asks for


@pytest.mark.django_db
def test_somebody_who_asks_is_told_what_was_compared_and_what_came_of_it(
    capsys: pytest.CaptureFixture[str], settings: LazySettings
) -> None:
    first, second = sent(account_number="70000000"), sent(account_number="70000000")
    look_again()
    note_outcome(signal=Signal.objects.get(), outcome=Outcome.MISTAKE, text="A number mistyped", by=leader())
    call_command("signals_about", first.claim.reference.lower(), first.user.email.upper())
    told = capsys.readouterr().out
    assert f'"claim": "{first.claim.reference}", "compared": "Same bank account"' in told
    assert '"outcome": "It was a mistake"' in told
    assert second.claim.reference not in told
    assert "mistyped" not in told
    other = sent()
    call_command("signals_about", other.claim.reference, other.user.email)
    assert capsys.readouterr().out == ""
    with pytest.raises(CommandError, match="There is no claim UC-0000-0000"):
        call_command("signals_about", "UC-0000-0000", first.user.email)
    with pytest.raises(CommandError, match=f"Not one person on {first.claim.reference}"):
        call_command("signals_about", first.claim.reference, second.user.email)


@pytest.mark.django_db
def test_somebody_who_asks_is_not_told_what_rests_on_their_partner_alone() -> None:
    asks, partner = sent(account_number="70000000"), sent(nino="QQ739164B")
    sent(account_number="70000000", nino="QQ739164B")
    Member.objects.create(
        claim=asks.claim,
        person=partner.person,
        draft=start_draft(journey=CLAIM),
        applies=asks.member.applies,
        recorded_at=clock.now(),
    )
    look_again()

    def told(who: Claimant, of: Claimant) -> list[str]:
        return [each["compared"] for each in told_of(who.person, of.claim)]

    assert told(asks, asks) == ["Same bank account"]
    assert sorted(told(partner, asks)) == ["Same National Insurance number", "Same bank account"]
    assert told(asks, partner) == []


def test_it_is_known_whose_every_row_is_that_can_be_seen() -> None:
    assert OWN_ROWS.keys() == READERS.keys()


def test_the_story_that_these_tests_tell_is_of_a_household_with_an_account() -> None:
    assert {"account_number", "sort_code", "account_holder", "postcode"} <= set(LONE_PARENT.answers)
