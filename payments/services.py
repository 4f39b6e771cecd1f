"""From an assessment to a statement and its payment, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Person
from accounts.services import tell
from audit.services import record
from claims.closeness import check_is_not_kept
from claims.models import Claim, ClaimState
from core import clock
from core.actor import Actor
from core.permissions import Permission
from journal.services import add_entry
from payments.assessment import Assessment, assess, country_of, pay_date_of
from payments.models import Payment, PeriodCheck, Statement
from payments.selectors import account_of, is_behind, latest_change, people_ever_on
from payments.settlement import settle
from rules.award import Award, checked
from rules.periods import Period


class CannotAssess(ValueError):
    """There can be no statement: the claim is not open, or the period has not ended."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The statement that holds for a period, whether it was made just now, and the payment that waits."""

    statement: Statement
    is_new: bool
    payment: Payment | None


def assess_period(*, claim: Claim, period: Period, by: Actor, on: date | None = None) -> Assessed:
    """Make the statement of an ended period and its payment; where nothing changed, change nothing.

    A new version is made only when something was recorded since the last one and the award or what it was
    worked out from differs. ``on`` is the day of the run (default: today). Raises CannotAssess, and whatever
    assessing raises.
    """
    day = on or clock.today()
    if not (by.is_system or by.may(Permission.MAKE_PAYMENTS)):
        raise PermissionDenied("Only the payments run and payment staff make statements")
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        if locked.state != ClaimState.OPEN or not period.has_ended(day):
            raise CannotAssess(f"{locked} is {locked.state}; period {period.number} ends on {period.end}")
        _lock_people(locked)
        check_is_not_kept(locked, by)
        known_at = clock.now()
        latest = Statement.objects.of_period(locked, period.number).first()
        if latest and not _may_have_changed(locked, period.number):
            return Assessed(latest, False, None)
        assessment = assess(locked, period, known_at=known_at)
        is_new = latest is None or not _is_same(latest, assessment)
        statement = _write(locked, assessment, latest, known_at, day, by) if is_new else latest
        assert statement is not None
        payment = settle(statement, on=day, by=by)
        PeriodCheck.objects.update_or_create(claim=locked, number=period.number, defaults={"known_at": known_at})
        if is_new:
            _tell(statement, assessment, by)
    return Assessed(statement, is_new, payment)


def _lock_people(claim: Claim) -> None:
    """Wait for whoever records something about these people, whatever claim it is for."""
    people = Person.objects.select_for_update(of=("self",)).filter(pk__in=people_ever_on(claim))
    list(people.order_by("pk").values_list("pk"))


def _may_have_changed(claim: Claim, number: int) -> bool:
    check = PeriodCheck.objects.filter(claim=claim, number=number).first()
    return is_behind(check.known_at if check else None, latest_change(claim))


def _is_same(statement: Statement, assessment: Assessment) -> bool:
    """Whether it was worked out from the same and comes to the same, however that is now worded or sourced."""
    return statement.document["case"] == assessment.case and _amounts(statement.award) == _amounts(assessment.award)


def _amounts(award: Award) -> tuple[object, ...]:
    lines = [(line.code, line.amount_pence) for line in (*award.lines, *award.deductions)]
    return lines, award.maximum_amount_pence, award.award_pence, award.payable_pence


def _write(
    claim: Claim,
    assessment: Assessment,
    previous: Statement | None,
    known_at: datetime,
    on: date,
    by: Actor,
) -> Statement:
    period, award = assessment.period, checked(assessment.award)
    settled = Payment.objects.for_period(claim, period.number).issued_pence()
    payable = award.payable_pence
    account = account_of(claim, on, known_at=known_at)
    country = country_of(claim, on, known_at=known_at)
    header: dict[str, Any] = {
        "claimants": [member.person.full_name for member in assessment.members],
        "country": country,
        "pay_date": pay_date_of(period, country).isoformat(),
        "account_last_four": account.last_four if account else "",
        "profits": _profits(assessment),
        "previous_version": previous.version if previous else None,
        "previous_payable_pence": previous.payable_pence if previous else None,
    }
    return Statement.objects.create(
        claim=claim,
        number=period.number,
        start=period.start,
        end=period.end,
        version=previous.version + 1 if previous else 1,
        document={"award": award.to_data(), "case": assessment.case, "header": header},
        rate_version=award.rate_version,
        known_at=known_at,
        award_pence=award.award_pence,
        payable_pence=payable,
        settled_pence=settled,
        due_pence=max(payable - settled, 0),
        overpaid_pence=max(settled - payable, 0),
        made_at=known_at,
        made_by_name=by.name,
    )


def _profits(assessment: Assessment) -> list[dict[str, Any]]:
    """Each profit of self-employment that was reported, also where there was none: an award's lines leave that out."""
    return [
        {"name": member.person.full_name, "pence": earned.self_employed_pence}
        for member in assessment.members
        if (earned := assessment.earned.get(member.person_id)) and earned.self_employed_pence is not None
    ]


def _tell(statement: Statement, assessment: Assessment, by: Actor) -> None:
    """Put it in the record and the journal, and send a message that says only that it is there."""
    reference = statement.claim.reference
    people = [member.person for member in assessment.members]
    facts = {
        "number": statement.number,
        "version": statement.version,
        "payable_pence": statement.payable_pence,
        "due_pence": statement.due_pence,
    }
    record("statement_made", by=by, subject=statement, claim_reference=reference, person_id=people[0].pk, **facts)
    if statement.overpaid_pence:
        record(
            "overpayment_found",
            by=by,
            subject=statement,
            claim_reference=reference,
            person_id=people[0].pk,
            number=statement.number,
            overpaid_pence=statement.overpaid_pence,
        )
    kind = "statement_ready" if statement.version == 1 else "statement_changed"
    for person in people:
        add_entry(person=person, kind=kind, data={"claim": reference}, by=by)
        tell(person=person, template="statement_ready", by=by)
