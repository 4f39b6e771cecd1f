"""The claim, as a journey."""

from __future__ import annotations

from claims.questions import about_you, bank, children, eligibility, home, savings, work
from journeys.definition import Journey
from journeys.registry import register

CLAIM = register(
    Journey(
        "claim",
        tasks=(
            eligibility.TASK,
            about_you.TASK,
            home.TASK,
            children.TASK,
            work.TASK,
            savings.TASK,
            bank.TASK,
        ),
    )
)
