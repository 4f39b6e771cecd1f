"""The claim, as a journey."""

from __future__ import annotations

from claims.models import ClaimState
from claims.questions import (
    about_you,
    bank,
    caring,
    childcare,
    children,
    education,
    eligibility,
    health,
    home,
    income,
    living_with,
    nationality,
    savings,
    stopped_work,
    work,
)
from core import clock
from journeys.definition import Gate, Journey
from journeys.pages import Host
from journeys.registry import register


def is_being_made(host: Host) -> bool:
    """The claim was not sent yet, and its answers have not lapsed."""
    claim = host.context["claim"]
    return claim.state == ClaimState.STARTED and claim.draft.expires_at > clock.now()


CLAIM = register(
    Journey(
        "claim",
        gates=(Gate("being made", is_being_made, otherwise=lambda host: host.closed_url),),
        tasks=(
            eligibility.TASK,
            about_you.TASK,
            nationality.TASK,
            home.TASK,
            children.TASK,
            living_with.TASK,
            work.TASK,
            childcare.TASK,
            income.TASK,
            savings.TASK,
            health.TASK,
            stopped_work.TASK,
            caring.TASK,
            education.TASK,
            bank.TASK,
        ),
    )
)
