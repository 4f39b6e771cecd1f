"""Getting back into an account with an adviser's help: same day, and slow for whoever is not the owner.

The adviser makes sure who it is, anew. Every place that is known to be the owner's is told at once, with how to object.
A code goes to them, or is given to them; whoever enters it chooses a new password. For some days the bank details stay
as they were (``claims.bank``, ``payments.selectors``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actors import actor_for
from accounts.codes import Answer, NotConfirmed, new_code, try_code, use_code
from accounts.factors.changes import remove_every_factor
from accounts.identity.services import JUST_NOW
from accounts.models import (
    CodeWay,
    ConcernKind,
    ContactCode,
    DeviceUse,
    IdentityCheck,
    IdentityLevel,
    Lost,
    Person,
    Purpose,
    Recovery,
    RecoveryState,
    User,
)
from accounts.one_login.connections import cut_off
from accounts.own_account import change_password, raise_concern
from accounts.services import end_sessions
from accounts.sign_up import AlreadyHasAccount
from accounts.was_this_you import EMAIL_CHANGED, ask_whether_it_was_them
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digests
from core.permissions import Permission
from govuk.text import plain_email
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send

CODE_TEMPLATE, BEGUN_TEMPLATE = "recovery_code", "recovery_begun"


class CannotRecover(Exception):
    """Who they are was not made sure of just now, or the code cannot go that way."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A recovery, and the digits of its code where somebody is to read them out or hand them over."""

    recovery: Recovery
    digits: str = ""


def fresh_check(person: Person, by: Actor) -> IdentityCheck | None:
    """The check with which this actor made sure, just now, who somebody is: medium, whatever was known before."""
    return (
        IdentityCheck.objects.filter(
            person=person,
            level=IdentityLevel.MEDIUM,
            checked_by_id=by.user_id,
            checked_at__gt=clock.now() - JUST_NOW,
            revocation=None,
        )
        .order_by("-checked_at")
        .first()
    )


def begin_recovery(
    *, person: Person, lost: str, note: str, way: str, new_email: str = "", bank_changes_from: date, by: Actor
) -> Begun:
    """Give somebody a way back into their account, and tell every place that is known to be theirs.

    ``new_email`` is the address that the account is to have, to which the code then goes. Raises PermissionDenied for
    who may not or for themselves, CannotRecover, AlreadyHasAccount when the new address is another account's.
    """
    adviser_id = _check_may(person, by)
    address = plain_email(new_email)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(person=person)
        check = fresh_check(person, by)
        if check is None:
            raise CannotRecover("Make sure who they are first")
        if not user.is_active or Recovery.objects.filter(user=user, state=RecoveryState.BEGUN).exists():
            raise CannotRecover("They may not sign in, or are on their way back already")
        if address and User.objects.filter(email=address).exists():
            raise AlreadyHasAccount
        made, digits = _code(user, person, CodeWay(way), address)
        recovery = Recovery(
            user=user,
            check_of_identity=check,
            lost=Lost(lost),
            note=note,
            new_email=address or None,
            code_id=made.pk,
            begun_at=clock.now(),
            begun_by_id=adviser_id,
            begun_by_name=by.name,
            bank_changes_from=bank_changes_from,
        )
        recovery.save(force_insert=True)
        record("recovery_begun", by=by, subject=recovery, person_id=person.pk, lost=lost, way=way)
        last_day = bank_changes_from - timedelta(days=1)
        ask_whether_it_was_them(user=user, template=BEGUN_TEMPLATE, by=by, last_day=last_day)
        _deliver(made, digits, CodeWay(way), person, by)
    return Begun(recovery, digits if way == CodeWay.SPOKEN else "")


def give_another_code(*, recovery: Recovery, person: Person, way: str, by: Actor) -> Begun:
    """Another code for somebody who is on their way back; the one before stops working. Raises PermissionDenied,
    CannotRecover."""
    _check_may(person, by)
    with transaction.atomic():
        locked = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk, user__person=person)
        if locked.state != RecoveryState.BEGUN:
            raise CannotRecover("They are not on their way back")
        if fresh_check(person, by) is None:
            raise CannotRecover("Make sure who they are first")
        made, digits = _code(locked.user, person, CodeWay(way), locked.new_email or "")
        ContactCode.objects.filter(pk=locked.code_id).delete()
        locked.code_id = made.pk
        locked.save(update_fields=["code_id"])
        record("recovery_code_given", by=by, subject=locked, person_id=person.pk, way=way)
        _deliver(made, digits, CodeWay(way), person, by)
    return Begun(locked, digits if way == CodeWay.SPOKEN else "")


def try_recovery_code(*, email: str, code: str, by: Actor) -> tuple[Answer, ContactCode | None]:
    """Try a code to get back in with, for the account with this old or new address. What is answered does not depend on
    whether there is such an account, or a way back into it."""
    address = plain_email(email)
    theirs = Q(user__email=address) | Q(new_email_digest__in=digests(address))
    recovery = Recovery.objects.filter(theirs, state=RecoveryState.BEGUN).order_by("-begun_at").first()
    asked = ContactCode.objects.filter(pk=recovery.code_id, purpose=Purpose.RECOVERY).first() if recovery else None
    if asked is None:
        return Answer.WRONG, None
    answer = try_code(code_id=asked.pk, purpose=Purpose.RECOVERY, code=code, by=by)
    # Too many tries and too late are told to whoever has a code, who is told the same by us.
    return (answer, asked) if answer == Answer.CONFIRMED else (Answer.WRONG, None)


def finish_recovery(*, code_id: UUID, password: str) -> User:
    """Somebody is back: they have a new password and no second step, and where they asked for it another address.

    Every session and device of before is forgotten. Raises NotConfirmed, AlreadyHasAccount.
    """
    with transaction.atomic():
        recovery = Recovery.objects.select_related("user").filter(code_id=code_id).first()
        if recovery is None:
            raise NotConfirmed
        user = User.objects.select_for_update(of=("self",)).get(pk=recovery.user_id)
        use_code(code_id=recovery.code_id, purpose=Purpose.RECOVERY, user=user)
        by = actor_for(user)
        move(recovery, "finish", by=by, person_id=by.person_id, set_fields={"ended_at": clock.now()})
        if recovery.new_email:
            _give_address(user, recovery.new_email, by)
        remove_every_factor(user=user, by=by)
        DeviceUse.objects.filter(user=user).delete()
        change_password(user=user, password=password, by=by)
    return user


def stop_recovery(*, recovery: Recovery, by: Actor) -> Recovery:
    """Somebody objects: the code stops working; where it was used already, nobody gets in until staff have looked at
    it. Bank details stay as they were until then. Raises MoveRefused, PermissionDenied for somebody else's."""
    if not (by.user_id == recovery.user_id or by.may(Permission.HELP_BACK_IN)):
        raise PermissionDenied("This is somebody else's account")
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=recovery.user_id)
        was = Recovery.objects.get(pk=recovery.pk).state
        person_id = Person.objects.values_list("pk", flat=True).get(user=user)
        stopped = move(recovery, "stop", by=by, person_id=person_id, set_fields={"ended_at": clock.now()})
        ContactCode.objects.filter(pk=recovery.code_id).delete()
        raise_concern(user=user, kind=ConcernKind.RECOVERY, by=by)
        if was == RecoveryState.DONE:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            remove_every_factor(user=user, by=by)
            cut_off(user=user, by=by)
            DeviceUse.objects.filter(user=user).delete()
            end_sessions(user, by=by)
    return stopped


def came_by_what_was_stopped(user: User) -> bool:
    """Whether the address of an account is one that it got from a recovery to which its owner objected: whoever reads
    it is not let in by that alone."""
    stopped = Recovery.objects.filter(user=user, state=RecoveryState.STOPPED, new_email_digest__in=digests(user.email))
    return not user.has_usable_password() and stopped.exists()


def open_recovery(user_id: int | None) -> Recovery | None:
    """The way back into this account that its owner can still object to."""
    latest = Recovery.objects.filter(user_id=user_id).first() if user_id else None
    return latest if latest and latest.may_be_stopped(clock.today()) else None


def bank_details_stay_since(people: list[Any], on: date) -> datetime | None:
    """Since when the bank details of these people stay as they were, because of a way back into an account; None when
    they may be changed."""
    slowing = Recovery.objects.slowing(on).filter(user__person__in=people).order_by("begun_at")
    return slowing.values_list("begun_at", flat=True).first()


def _check_may(person: Person, by: Actor) -> int:
    if not by.may(Permission.HELP_BACK_IN) or by.user_id is None:
        raise PermissionDenied("This actor helps nobody back into their account")
    if by.person_id == person.pk:
        raise PermissionDenied("Nobody does this for themselves")
    return by.user_id


def _code(user: User, person: Person, way: CodeWay, new_email: str) -> tuple[ContactCode, str]:
    """A code that is saved, and its digits. Raises CannotRecover where it cannot be known whose the place is."""
    if new_email and way != CodeWay.EMAIL:
        raise CannotRecover("The code must go to the new address, to see that it is theirs")
    if way == CodeWay.TEXT and not person.phone_confirmed_at:
        raise CannotRecover("Their number is not confirmed")
    if way == CodeWay.EMAIL and not (new_email or user.email_confirmed_at):
        raise CannotRecover("Their address is not confirmed")
    contact = {CodeWay.EMAIL: new_email or user.email, CodeWay.TEXT: person.phone, CodeWay.SPOKEN: ""}[way]
    made, digits = new_code(purpose=Purpose.RECOVERY, contact=contact, user=user)
    made.save(force_insert=True)
    return made, digits


def _deliver(made: ContactCode, digits: str, way: CodeWay, person: Person, by: Actor) -> None:
    if way == CodeWay.SPOKEN:
        return
    is_text = way == CodeWay.TEXT
    to = Recipient(
        email="" if is_text else made.contact,
        phone=made.contact if is_text else "",
        language=person.language,
        reference=str(made.pk),
        contact_by=Medium.TEXT if is_text else Medium.EMAIL,
    )
    send(to=to, template=CODE_TEMPLATE, context={"code": digits}, by=by)


def _give_address(user: User, address: str, by: Actor) -> None:
    before, user.email, user.email_confirmed_at = user.email, address, clock.now()
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "email_confirmed_at"])
    except IntegrityError:
        raise AlreadyHasAccount from None
    Person.objects.filter(user=user).update(email=address)
    record("email_changed", by=by, subject=user, person_id=by.person_id)
    ask_whether_it_was_them(user=user, template=EMAIL_CHANGED, also_to=[before], by=by)
