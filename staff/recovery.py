"""Helping somebody back into their account: what accounts do, with the journal and the days that follow."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import Person, Recovery
from accounts.recovery import Begun, begin_recovery, stop_recovery
from claims.closeness import check_is_not_kept
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.holidays import working_day_from
from journal.services import add_entry
from payments.assessment import country_of
from rules.periods import DAY

COOLING_OFF_DAYS = 3


def bank_changes_from(today: date, country: str) -> date:
    """The first day on which bank details may change again: after three whole working days."""
    day = today
    for _day in range(COOLING_OFF_DAYS):
        day = working_day_from(day + DAY, country)
    return day + DAY


def help_back_in(
    *, claim: Claim, person: Person, lost: str, note: str, way: str, new_email: str | None, by: Actor
) -> Begun:
    """Begin to help somebody back into their account; it is in their journal. Raises what begin_recovery does."""
    check_is_not_kept(claim, by)
    today = clock.today()
    with transaction.atomic():
        begun = begin_recovery(
            person=person,
            lost=lost,
            note=note,
            way=way,
            new_email=new_email or "",
            bank_changes_from=bank_changes_from(today, country_of(claim, today)),
            by=by,
        )
        add_entry(person=person, kind="recovery_begun", by=by)
    return begun


def stop_help(*, recovery: Recovery, person: Person, by: Actor) -> None:
    """Stop it, because somebody objected, and write that in the journal. Raises what stop_recovery does."""
    with transaction.atomic():
        stop_recovery(recovery=recovery, by=by)
        add_entry(person=person, kind="recovery_stopped", by=by)
