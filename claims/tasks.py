"""What the worker does for claims."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from claims.equality import forget_unsent_equality
from claims.identity import ask_before_expiry, follow_checks
from claims.lapsing import lapse_claims, remind_unsent
from core import clock
from core.actor import Actor


# In the morning, because both send messages and a text wakes people.
@app.periodic(cron="10 9 * * *")
@app.task(name="claims.lapse", queueing_lock="claims.lapse")
def lapse(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning: end claims that were not sent in time, delete their answers and tell their owners."""
    with clock.steady():
        lapse_claims(by=Actor.system("Claims not sent in time"))


@app.periodic(cron="30 9 * * *")
@app.task(name="claims.remind", queueing_lock="claims.remind")
def remind(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning: remind people of claims that lapse in seven days, and in two."""
    with clock.steady():
        remind_unsent(by=Actor.system("Reminders"))


@app.periodic(cron="37 2 * * *")
@app.task(name="claims.forget_equality", queueing_lock="claims.forget_equality")
def forget_equality(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every night: delete answers to equality questions that were not sent in time."""
    forget_unsent_equality()


@app.periodic(cron="*/5 * * * *")
@app.task(name="claims.follow_identity", queueing_lock="claims.follow_identity")
def follow_identity(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every five minutes: note what is done by proof of identity that came from elsewhere than our staff."""
    with clock.steady():
        follow_checks(by=Actor.system("Proof of identity"))


@app.periodic(cron="50 9 * * *")
@app.task(name="claims.ask_identity", queueing_lock="claims.ask_identity")
def ask_identity(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning: ask those to prove who they are again of whom what is known soon expires."""
    with clock.steady():
        ask_before_expiry(by=Actor.system("Proof of identity"))


def queue_lapsing() -> None:
    """Have these done soon. While one is waiting, asking again changes nothing."""
    for task in (lapse, remind, forget_equality, ask_identity):
        try:
            with transaction.atomic():
                task.defer(timestamp=int(clock.now().timestamp()))
        except AlreadyEnqueued:
            continue
