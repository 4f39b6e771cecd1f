"""What people earned, from employers and in self-employment: reported, corrected, withdrawn. Never edited."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from audit.services import record
from claims.closeness import check_is_not_kept
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.ids import new_id
from core.permissions import Permission
from payments.models import Pay, PayKind, PaySource
from rules.periods import period_containing

MOST_PENCE = 100_000_00


class PayRefused(ValueError):
    """This cannot be pay of this person on this claim. The message says why, to staff."""


def report_pay(
    *,
    claim: Claim,
    person: Person,
    employer: str = "",
    paid_on: date,
    net_pence: int,
    by: Actor,
    kind: str = PayKind.EMPLOYMENT,
    source: str = PaySource.STAFF,
    reference: str = "",
) -> Pay:
    """Record a payday: take-home pay in pence, after tax, National Insurance and pension (UC Regs reg 55).

    With ``kind`` self_employment it is the profit of the whole assessment period in which the day falls: receipts
    less expenses, tax, National Insurance and pension (reg 57), no employer, and nothing where there was none.

    The same report twice is one: ``reference`` is the source's own key, by default the person, employer and day.
    Raises PayRefused for a day or amount that cannot be, PermissionDenied for an actor who may not report.
    """
    with transaction.atomic():
        locked = _lock(claim, person, by)
        name, day = _from_whom_and_when(locked, kind, employer, paid_on)
        key = reference or _own_key(person, kind, name, day)
        known = Pay.objects.as_known().filter(claim=locked, source=source, reference=key).first()
        if known:
            if _said(known) == (person.pk, kind, name, day, net_pence):
                return known
            raise PayRefused(_("This pay is recorded already and is different. Correct that report instead"))
        _check(locked, person, kind, name, day, net_pence)
        pay = _write(
            Pay(claim=locked, person=person, kind=kind, employer=name, paid_on=day, net_pence=net_pence),
            source=source,
            reference=key,
            by=by,
        )
        _record("pay_reported", pay, by)
    return pay


def correct_pay(
    *, pay: Pay, by: Actor, employer: str | None = None, paid_on: date | None = None, net_pence: int | None = None
) -> Pay:
    """Replace a report with what was really paid; what is left out stays as it was. Raises PayRefused."""
    with transaction.atomic():
        locked = _lock(pay.claim, pay.person, by)
        current = _supersede(pay)
        kind, who = current.kind, current.person
        given = current.employer if employer is None else employer
        name, day = _from_whom_and_when(locked, kind, given, paid_on or current.paid_on)
        amount = current.net_pence if net_pence is None else net_pence
        _check(locked, who, kind, name, day, amount)
        reference = current.reference
        if reference == _own_key(who, kind, current.employer, current.paid_on):
            # So that what is really paid on the day that was mistyped can be reported too.
            reference = _own_key(who, kind, name, day)
        if Pay.objects.as_known().filter(claim=locked, source=current.source, reference=reference).exists():
            raise PayRefused(_("Pay from this employer on this day is recorded already. Change or remove that instead"))
        corrected = _write(
            Pay(claim=locked, person=who, kind=kind, employer=name, paid_on=day, net_pence=amount),
            source=current.source,
            reference=reference,
            by=by,
        )
        _record("pay_corrected", corrected, by, replaces=str(current.pk))
    return corrected


def withdraw_pay(*, pay: Pay, by: Actor) -> None:
    """Stop believing a report: it was not paid. Raises PayRefused when it was replaced or withdrawn already."""
    with transaction.atomic():
        _lock(pay.claim, pay.person, by)
        _record("pay_withdrawn", _supersede(pay), by)


def _lock(claim: Claim, person: Person, by: Actor) -> Claim:
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    if not by.may(Permission.RECORD_PAY) or by.person_id == person.pk:
        raise PermissionDenied("Pay is recorded by staff, and never their own")
    check_is_not_kept(locked, by)
    return locked


def _from_whom_and_when(claim: Claim, kind: str, employer: str, day: date) -> tuple[str, date]:
    """The employer and the payday; or no employer, and the last day of the period whose profit it is."""
    if claim.entitled_from is None:
        raise PayRefused(_("The claim has no assessment periods yet, so it cannot take pay"))
    if day < claim.entitled_from:
        raise PayRefused(_("This was paid before the first assessment period began"))
    if PayKind(kind) == PayKind.EMPLOYMENT:
        return " ".join(employer.split()), day
    return "", period_containing(claim.entitled_from, day).end


def _own_key(person: Person, kind: str, employer: str, day: date) -> str:
    """What makes two reports of staff the same one."""
    # A digest, because folding case can make a name longer than it was.
    payer = sha256(employer.casefold().encode()).hexdigest() if kind == PayKind.EMPLOYMENT else kind
    return f"{person.pk}/{day}/{payer}"


def _said(pay: Pay) -> tuple[object, ...]:
    return pay.person_id, pay.kind, pay.employer, pay.paid_on, pay.net_pence


def _check(claim: Claim, person: Person, kind: str, employer: str, paid_on: date, net_pence: int) -> None:
    if paid_on > clock.today() and kind == PayKind.SELF_EMPLOYMENT:
        raise PayRefused(_("The assessment period is not over, so its profit is not known yet"))
    if paid_on > clock.today():
        raise PayRefused(_("The day of payment is in the future"))
    if not claim.members.current(paid_on).filter(person=person).exists():
        raise PayRefused(_("This person was not on the claim on that day"))
    if not employer and kind == PayKind.EMPLOYMENT:
        raise PayRefused(_("Say who the employer is"))
    if isinstance(net_pence, bool) or not isinstance(net_pence, int) or not 0 <= net_pence <= MOST_PENCE:
        raise PayRefused(_("Pay is a whole number of pence, not less than nothing and not absurdly much"))


def _write(pay: Pay, *, source: str, reference: str, by: Actor) -> Pay:
    pay.id = new_id()
    pay.source, pay.reference = PaySource(source), reference
    pay.reported_at = clock.now()
    pay.reported_by_id, pay.reported_by_name, pay.channel = by.user_id, by.name, by.channel
    pay.save(force_insert=True)
    return pay


def _supersede(pay: Pay) -> Pay:
    current = Pay.objects.as_known().filter(pk=pay.pk).select_related("person").first()
    if current is None:
        raise PayRefused(_("This report was replaced or withdrawn already"))
    Pay.objects.filter(pk=pay.pk).update(superseded_at=clock.now())
    return current


def _record(kind: str, pay: Pay, by: Actor, **data: str) -> None:
    record(
        kind,
        by=by,
        subject=pay,
        claim_reference=pay.claim.reference,
        person_id=pay.person_id,
        paid_on=pay.paid_on,
        net_pence=pay.net_pence,
        pay_kind=pay.kind,
        **data,
    )
