"""The lines of a statement: each amount, why it is what it is, the law, and the facts it rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from rules.rates import Rate
from rules.text import Text

ENTITLEMENT, DEDUCTION, NOT_PAID = "entitlement", "deduction", "not_paid"
SECTIONS = (ENTITLEMENT, DEDUCTION, NOT_PAID)
NO_FACTS: Mapping[str, Any] = MappingProxyType({})


class Step(NamedTuple):
    """One step of working inside a line, in pence; what is taken away is negative. Steps add up to their line."""

    label: Text
    amount_pence: int

    def to_data(self) -> dict[str, Any]:
        """The step as JSON-able data."""
        return {"label": self.label.to_data(), "amount_pence": self.amount_pence}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Step":
        """The step that `to_data` wrote."""
        return cls(Text.from_data(data["label"]), data["amount_pence"])


class Explanation(NamedTuple):
    """What a line says: its name, why the amount is what it is, the law, and what was used.

    `facts` is small JSON-able data; `rates` are the rates used, each with its date and law.
    """

    label: Text
    reason: Text
    regulation: str
    facts: Mapping[str, Any] = NO_FACTS
    rates: tuple[Rate, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def inputs(self) -> dict[str, Any]:
        """The facts used and, under "rates", each rate, as JSON-able data."""
        rates = {"rates": [rate.to_data() for rate in self.rates]} if self.rates else {}
        return {**self.facts, **rates}


@dataclass(slots=True, eq=False)
class Line:
    """One line of a statement. The amount is never negative: the section says which way it counts.

    A line keeps how it is explained, and what that needs; its words are made when they are read. That it keeps its
    promises is looked at by `checked`, when it is put in a statement or read from one.
    """

    code: Final[str]
    section: Final[str]
    amount_pence: Final[int]
    explain: Final[Callable[..., Explanation]]
    used: Final[tuple[Any, ...]] = ()

    @property
    def explanation(self) -> Explanation:
        """Everything the line says."""
        return self.explain(*self.used)

    @property
    def label(self) -> Text:
        """What the line is for."""
        return self.explanation.label

    @property
    def reason(self) -> Text:
        """Why the amount is what it is, or why nothing is paid."""
        return self.explanation.reason

    @property
    def regulation(self) -> str:
        """The law that says so."""
        return self.explanation.regulation

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the amount was worked out, where that takes more than one step."""
        return self.explanation.steps

    @property
    def inputs(self) -> dict[str, Any]:
        """What was used."""
        return self.explanation.inputs

    def checked(self) -> "Line":
        """This line, its promises kept. Raises ValueError where one is not."""
        if self.section not in SECTIONS or self.amount_pence < 0:
            raise ValueError(f"A line cannot be {self.section} {self.amount_pence}")
        steps = self.steps
        if steps and sum(step.amount_pence for step in steps) != self.amount_pence:
            raise ValueError(f"The steps of {self.code} do not add up to {self.amount_pence}")
        return self

    def to_data(self) -> dict[str, Any]:
        """The line as JSON-able data."""
        explanation = self.explanation
        return {
            "code": self.code,
            "section": self.section,
            "label": explanation.label.to_data(),
            "amount_pence": self.amount_pence,
            "reason": explanation.reason.to_data(),
            "regulation": explanation.regulation,
            "inputs": explanation.inputs,
            "steps": [step.to_data() for step in explanation.steps],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Line":
        """The line that `to_data` wrote."""
        explanation = Explanation(
            label=Text.from_data(data["label"]),
            reason=Text.from_data(data["reason"]),
            regulation=data["regulation"],
            facts={name: value for name, value in data["inputs"].items() if name != "rates"},
            rates=tuple(Rate.from_data(rate) for rate in data["inputs"].get("rates", ())),
            steps=tuple(Step.from_data(step) for step in data["steps"]),
        )
        return cls(data["code"], data["section"], data["amount_pence"], as_kept, (explanation,)).checked()

    def __eq__(self, other: object) -> bool:
        """Whether two lines say the same, however they came to."""
        return isinstance(other, Line) and self._amount == other._amount and self.explanation == other.explanation

    def __hash__(self) -> int:
        """The same for lines that say the same."""
        return hash(self._amount)

    @property
    def _amount(self) -> tuple[str, str, int]:
        return self.code, self.section, self.amount_pence


def as_kept(explanation: Explanation) -> Explanation:
    """How a line is explained whose words are already made."""
    return explanation


@dataclass(slots=True)
class Element:
    """A part of an award: what it comes to, in pence a month, the lines that make it up, and those not paid."""

    amount_pence: Final[int]
    lines: Final[tuple[Line, ...]] = ()
    unpaid: Final[tuple[Line, ...]] = ()


NOTHING = Element(0)


def element(line: Line) -> Element:
    """An element that has one line."""
    return Element(line.amount_pence, (line,)) if line.section != NOT_PAID else Element(0, (), (line,))


def elements(lines: Sequence[Line]) -> Element:
    """An element that has several lines, paid or not."""
    amount_pence = 0
    paid: list[Line] = []
    unpaid: list[Line] = []
    for line in lines:
        amount_pence += line.amount_pence
        (unpaid if line.section == NOT_PAID else paid).append(line)
    return Element(amount_pence, tuple(paid), tuple(unpaid))


def not_paid(code: str, label: Text, reason: Text, regulation: str) -> Element:
    """An element that comes to nothing, and why, whoever asks."""
    return element(Line(code, NOT_PAID, 0, as_kept, (Explanation(label, reason, regulation),)))
