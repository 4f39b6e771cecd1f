"""The lines of a statement: each amount, why it is what it is, the law, and the facts it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.text import Text

ENTITLEMENT, DEDUCTION, NOT_PAID = "entitlement", "deduction", "not_paid"
SECTIONS = (ENTITLEMENT, DEDUCTION, NOT_PAID)


@dataclass(frozen=True, slots=True)
class Step:
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement. The amount is never negative: the section says which way it counts.

    `inputs` is small JSON-able data: the facts used and, under "rates", each rate with its date and law.
    """

    code: str
    section: str
    label: Text
    amount_pence: int
    reason: Text
    regulation: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        """Keep the promises above."""
        if self.section not in SECTIONS or self.amount_pence < 0:
            raise ValueError(f"A line cannot be {self.section} {self.amount_pence}")
        if self.steps and sum(step.amount_pence for step in self.steps) != self.amount_pence:
            raise ValueError(f"The steps of {self.code} do not add up to {self.amount_pence}")

    def to_data(self) -> dict[str, Any]:
        """The line as JSON-able data."""
        return {
            "code": self.code,
            "section": self.section,
            "label": self.label.to_data(),
            "amount_pence": self.amount_pence,
            "reason": self.reason.to_data(),
            "regulation": self.regulation,
            "inputs": dict(self.inputs),
            "steps": [step.to_data() for step in self.steps],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Line":
        """The line that `to_data` wrote."""
        return cls(
            code=data["code"],
            section=data["section"],
            label=Text.from_data(data["label"]),
            amount_pence=data["amount_pence"],
            reason=Text.from_data(data["reason"]),
            regulation=data["regulation"],
            inputs=data["inputs"],
            steps=tuple(Step.from_data(step) for step in data["steps"]),
        )
