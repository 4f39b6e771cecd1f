"""Who helps a claimant, in the hands of staff: what accounts do, with what the claimant reads in their journal."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.helping import name_appointee, stop_help
from accounts.models import Help, Person, StopReason
from core import clock
from core.actor import Actor
from journal.services import add_entry


def helps_of(person: Person) -> tuple[list[Help], list[Help]]:
    """Who helps this person or is invited to, and who did or was before, the latest first. One query.

    Their addresses are not read: staff have no need of them.
    """
    named = Help.objects.filter(person=person).select_related("helper__person")
    found = list(named.defer("email", "helper__person__nino").order_by("-invited_at"))
    now, today = clock.now(), clock.today()
    current = [each for each in found if each.is_current(now, today)]
    return current, [each for each in found if each not in current]


def end_help(*, help_: Help, person: Person, because: str, note: str, by: Actor) -> None:
    """End somebody's help, and write that in the claimant's journal. Where the claimant has died, all help of theirs:
    nobody acts for them here any more. Raises what stop_help does."""
    with transaction.atomic():
        every = helps_of(person)[0] if because == StopReason.DIED else []
        for each in [help_, *(each for each in every if each.pk != help_.pk)]:
            stop_help(help_=each, because=because, note=note, by=by)
            add_entry(person=person, kind="help_stopped", data={"name": each.name}, by=by)


def record_appointee(
    *, person: Person, name: str, email: str, scopes: list[str], until: date, because: str, by: Actor
) -> None:
    """Note that somebody was appointed, in the claimant's journal too. Raises what name_appointee does."""
    with transaction.atomic():
        name_appointee(person=person, name=name, email=email, scopes=scopes, until=until, because=because, by=by)
        add_entry(person=person, kind="appointee_recorded", data={"name": name}, by=by)
