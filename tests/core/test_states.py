"""One table of moves: what it allows, what the database then refuses, and how it is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from claims.models import CLAIM_STATES, Claim
from core import clock
from core.actor import Actor, Channel
from core.states import MoveRefused, StateTable, allow
from journeys.models import Draft

LAMP = StateTable(
    "state",
    "off",
    [
        allow("switch_on", "off", "on", who={"claimant", "adviser"}, past="switched_on"),
        allow("burn_out", ("on", "off"), "dark", who={"system"}, past="burnt_out"),
    ],
)
CLAIMANT = Actor(1, "Daniel Okafor", frozenset({"claimant"}), None, Channel.ONLINE)
HELPER = Actor(2, "A helper", frozenset({"helper"}), None, Channel.ONLINE)


class Lamp:
    """Something with a state."""

    def __init__(self, state: str) -> None:
        self.state = state

    def __str__(self) -> str:
        return "The lamp"


def check(state: str, event: str, by: Actor) -> str:
    return LAMP.check(Lamp(state), event, by).target  # type: ignore[arg-type]


def test_a_move_in_the_table_is_allowed() -> None:
    assert check("off", "switch_on", CLAIMANT) == "on"
    assert check("off", "burn_out", Actor.system("Night")) == "dark"


@pytest.mark.parametrize(
    ("state", "event", "by", "why"),
    [
        ("on", "switch_on", CLAIMANT, "The lamp is on: cannot switch_on"),
        ("off", "switch_on", HELPER, "A helper may not switch_on The lamp"),
        ("off", "switch_on", Actor.anonymous(), "A visitor may not"),
        ("off", "switch_on", Actor.system("Night"), "Night may not"),
        ("on", "burn_out", CLAIMANT, "Daniel Okafor may not"),
        ("on", "burn_out", Actor.anonymous(), "A visitor may not"),
    ],
)
def test_other_moves_are_refused(state: str, event: str, by: Actor, why: str) -> None:
    with pytest.raises(MoveRefused, match=why):
        check(state, event, by)


def test_a_move_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        check("on", "explode", CLAIMANT)


def test_two_moves_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="one name"):
        StateTable("state", "off", [LAMP.find("switch_on"), LAMP.find("switch_on")])


def test_the_states_are_those_of_the_moves() -> None:
    assert LAMP.states == ["off", "on", "dark"]


def test_the_diagram_has_every_move() -> None:
    assert list(LAMP.diagram()) == [
        "stateDiagram-v2",
        "    [*] --> off",
        "    off --> on: switch_on (adviser, claimant)",
        "    on --> dark: burn_out (system)",
        "    off --> dark: burn_out (system)",
    ]


@pytest.fixture
def claim(db: None) -> Claim:
    draft = Draft.objects.create(journey="claim", started_at=clock.now(), expires_at=clock.now())
    return Claim.objects.create(reference="UC-TEST", draft=draft, started_at=clock.now())


def refused(write: Any) -> bool:
    """Whether the database refuses it."""
    try:
        with transaction.atomic():
            write()
    except ProgrammingError:
        return True
    return False


def set_by_hand(claim: Claim, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET state = %s WHERE id = %s", [state, claim.pk])


def test_the_database_refuses_every_move_that_is_not_in_the_table(claim: Claim) -> None:
    today = clock.today()
    Claim.objects.update(claimed_on=today, entitled_from=today)
    allowed = {each.target for each in CLAIM_STATES.moves if "started" in each.sources}
    for state in set(CLAIM_STATES.states) - {"started"} - allowed:
        assert refused(lambda state=state: Claim.objects.update(state=state)), state
        assert refused(lambda state=state: set_by_hand(claim, state)), state
        claim.state, claim.claimed_on, claim.entitled_from = state, today, today
        assert refused(claim.save), state
    assert allowed
    claim.refresh_from_db()
    assert claim.state == "started"
    Claim.objects.update(state="submitted")
    assert refused(lambda: set_by_hand(claim, "started"))


def test_the_database_refuses_a_row_that_begins_elsewhere(claim: Claim) -> None:
    draft = Draft.objects.create(journey="claim", started_at=clock.now(), expires_at=clock.now())
    values = {"reference": "UC-OTHER", "draft": draft, "started_at": clock.now(), "claimed_on": clock.today()}
    assert refused(lambda: Claim.objects.create(state="submitted", **values))
    assert refused(lambda: Claim.objects.bulk_create([Claim(state="submitted", **values)]))


def models_with_states() -> list[type[models.Model]]:
    """Every model that declares a table of moves."""
    return [model for model in apps.get_models() if isinstance(getattr(model, "STATES", None), StateTable)]


@pytest.mark.parametrize("model", models_with_states())
def test_every_table_speaks_of_its_field(model: Any) -> None:
    table, field = model.STATES, model._meta.get_field(model.STATES.field)
    assert {str(state) for state in table.states} == {value for value, _ in field.choices}
    assert field.default == table.initial
    assert {f"{table.field}_moves", f"{table.field}_starts"} <= {trigger.name for trigger in model._meta.triggers}
    reached, found = {table.initial}, 0
    while found != len(reached):
        found = len(reached)
        reached |= {each.target for each in table.moves if reached & set(each.sources)}
    assert reached == set(table.states), "every state can be reached"
