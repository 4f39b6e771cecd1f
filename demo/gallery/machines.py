"""Every state there is, from the tables of moves themselves; and where somebody may stand without any table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import IdentityCheck, Recovery, RoleChange
from accounts.roles import Role
from appointments.models import Absence, Appointment
from claims.models import AccountCheck, Claim, Decision
from contacts.models import Promise
from conversations.models import Conversation
from core.states import Move, StateTable
from employers.models import Employer
from govuk.fields.base import Words
from journal.models import Missed, MoreTime, Todo
from letters.models import Batch, Production
from notifications.models import BulkSend, Message
from payments.models import Payment, PaymentAgreement
from signals.models import Signal

TITLES: Mapping[type[models.Model], Words] = {
    Claim: _("Claim"),
    Payment: _("Payment"),
    Todo: _("To-do"),
    MoreTime: _("More time for a to-do"),
    Missed: _("To-do that was not done in time"),
    Message: _("Message"),
    Conversation: _("Conversation"),
    Promise: _("What we agreed with somebody to do"),
    Batch: _("Batch of letters"),
    Production: _("Letter in braille or as a recording"),
    BulkSend: _("Message to many people"),
    Signal: _("Signal of fraud or error"),
    Recovery: _("Help back into an account"),
    Employer: _("Employer"),
    AccountCheck: _("Bank account that staff recorded"),
    PaymentAgreement: _("Large payment that two look at"),
    RoleChange: _("Change of roles"),
    Appointment: _("Appointment"),
    Absence: _("Appointment that somebody did not come to"),
}
# What stands in one of several ways, and no table of moves says how it came to.
STANDINGS: tuple[tuple[type[models.Model], str, Words], ...] = (
    (IdentityCheck, "level", _("Check of who somebody is")),
    (Decision, "outcome", _("Decision")),
    (Payment, "held_for", _("Why a payment waits")),
)


@dataclass(frozen=True, slots=True)
class MoveShown:
    """A way into or out of a state: what happens, who may do it, and the state at the other end."""

    event: str
    who: tuple[Words, ...]
    other: Words


@dataclass(frozen=True, slots=True)
class StateShown:
    """A state, the ways into it and those out of it. ``is_first``: it is where everything begins."""

    value: str
    label: Words
    is_first: bool = False
    into: tuple[MoveShown, ...] = ()
    out: tuple[MoveShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Machine:
    """Something that goes from state to state; or, where it ``moves`` not, that stands in one of several ways."""

    model: type[models.Model]
    field: str
    title: Words
    states: tuple[StateShown, ...]
    moves: bool

    @property
    def slug(self) -> str:
        """Its name on the page."""
        return f"{self.model.__name__.lower()}-{self.field.replace('_', '-')}"


def machines() -> list[Machine]:
    """Those with a table of moves first, the claim before all."""
    tables = [(model, model.STATES) for model in apps.get_models() if isinstance(_table(model), StateTable)]  # type: ignore[attr-defined]
    order = {model: place for place, model in enumerate(TITLES)}
    tables.sort(key=lambda each: (order.get(each[0], len(order)), each[0].__name__))
    moving = [Machine(model, table.field, _title(model), tuple(_states(model, table)), True) for model, table in tables]
    return [*moving, *(_standing(*each) for each in STANDINGS)]


def _table(model: type[models.Model]) -> object:
    return getattr(model, "STATES", None)


def _title(model: type[models.Model]) -> Words:
    return TITLES.get(model, model.__name__)


def labels_of(model: type[models.Model], field: str) -> dict[str, Words]:
    """The states of a field, each with its name for people; an empty one is no state."""
    return {value: label for value, label in model._meta.get_field(field).choices or () if value}  # type: ignore[union-attr,misc]


def _states(model: type[models.Model], table: StateTable) -> Iterator[StateShown]:
    labels = labels_of(model, table.field)
    for state in table.states:
        yield StateShown(
            value=state,
            label=labels[state],
            is_first=state == table.initial,
            into=tuple(
                _move(move, labels[source]) for move in table.moves if move.target == state for source in move.sources
            ),
            out=tuple(_move(move, labels[move.target]) for move in table.moves if state in move.sources),
        )


def _move(move: Move, other: Words) -> MoveShown:
    return MoveShown(move.event.replace("_", " "), tuple(_who(role) for role in sorted(move.roles)), other)


def _who(role: str) -> Words:
    return _("the service itself") if role == "system" else Role(role).label


def _standing(model: type[models.Model], field: str, title: Words) -> Machine:
    labels = labels_of(model, field)
    return Machine(model, field, title, tuple(StateShown(value, label) for value, label in labels.items()), False)
