"""A claimant names a helper, who agrees in an account of their own; and either ends it at once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import person_id_of
from accounts.factors.messages import language_of
from accounts.models import Help, HelperKind, HelpScope, HelpState, Person, StopReason, User
from accounts.models.helpers import INVITATION_LASTS
from accounts.roles import Role
from accounts.services import create_account, tell
from audit.models import Access, AccessReason
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digest, digests, is_digest
from core.permissions import Permission
from govuk.text import plain_email
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send

INVITED, AGREED, ENDED = "helper_invited", "helper_agreed", "helper_gave_up"
APPOINTED, STOPPED, STOPPED_FOR_HELPER = "appointee_recorded", "helper_stopped", "help_stopped"
MOST_HELPERS = 5
INVITATIONS_A_DAY = 5
LONGEST = timedelta(days=366)
# Read aloud and copied by hand: no letter that looks like another.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8


class CannotInvite(Exception):
    """Nobody more can be invited now. ``why`` is "own", "already", "too_many" or "yours"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class InvitationOver(Exception):
    """The invitation was taken back, agreed to or is too old, or is not this user's."""


def name_helper(
    *, person: Person, kind: str, name: str, email: str, scopes: Collection[str], until: date, language: str, by: Actor
) -> Help:
    """Invite somebody to help, by a code that is emailed to them. Only claimants do so, for themselves.

    Raises CannotInvite, PermissionDenied for an appointee, whom only staff record, or ValueError for a last day that is
    over or more than a year away.
    """
    if by.person_id != person.pk or by.on_behalf_of_id or by.is_staff_member:
        raise PermissionDenied("People choose their own helpers")
    if kind == HelperKind.APPOINTEE:
        raise PermissionDenied("Nobody appoints their own appointee")
    help_ = Help(person=person, kind=HelperKind(kind), name=name, until=until, scopes=_known(scopes))
    return _invite(help_, email, language, by)


def name_appointee(
    *, person: Person, name: str, email: str, scopes: Collection[str], until: date, because: str, by: Actor
) -> Help:
    """Note that somebody was appointed to act for this person, why, and what they need the service for. They agree as
    any helper does; the person is told at once.

    Raises CannotInvite ("yours" for one's own address), PermissionDenied, ValueError as for a helper.
    """
    if not by.may(Permission.RECORD_APPOINTEES) or by.person_id == person.pk:
        raise PermissionDenied("This actor appoints nobody here")
    if by.user_id and User.objects.filter(pk=by.user_id, email=plain_email(email)).exists():
        raise CannotInvite("yours")
    help_ = Help(
        person=person,
        kind=HelperKind.APPOINTEE,
        name=name,
        until=until,
        scopes=_known(scopes),
        named_because=because,
    )
    with transaction.atomic():
        named = _invite(help_, email, person.language, by)
        tell(person=person, template=APPOINTED, by=by)
    return named


def _known(scopes: Collection[str]) -> list[str]:
    return sorted(HelpScope(each) for each in set(scopes))


def _invite(help_: Help, email: str, language: str, by: Actor) -> Help:
    """Save this help as an invitation to the address, and send the code there."""
    now, today, address = clock.now(), clock.today(), plain_email(email)
    if not today <= help_.until <= today + LONGEST:
        raise ValueError("Help ends within a year")
    with transaction.atomic():
        people = Person.objects.select_for_update(of=("self",)).select_related("user").defer("nino")
        person = people.get(pk=help_.person_id)
        if person.user and person.user.email == address:
            raise CannotInvite("own")
        theirs = Help.objects.filter(person=person)
        current = list(theirs.current(now, today).values_list("email_digest", flat=True))
        if {bytes(each) for each in current} & set(digests(address)):
            raise CannotInvite("already")
        lately = theirs.filter(invited_at__gt=now - timedelta(days=1)).count()
        if len(current) >= MOST_HELPERS or lately >= INVITATIONS_A_DAY:
            raise CannotInvite("too_many")
        help_.email, help_.invited_at = address, now
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        help_.code_digest = digest(_bound(help_.pk, code))
        help_.save(force_insert=True)
        record(
            "helper_named",
            by=by,
            subject=help_,
            person_id=person.pk,
            as_what=help_.kind,
            scopes=help_.scopes,
            until=help_.until,
        )
        # The day before the one on which it stops at some hour.
        last_day = today + INVITATION_LASTS - timedelta(days=1)
        words: dict[str, str | date] = {"code": f"{code[:4]}-{code[4:]}", "last_day": last_day}
        send(to=_by_email(help_, language), template=INVITED, context=words, by=by)
    return help_


def _by_email(help_: Help, language: str) -> Recipient:
    return Recipient(email=help_.email, phone="", language=language, reference=str(help_.pk), contact_by=Medium.EMAIL)


def try_invitation(*, email: str, code: str) -> Help | None:
    """The invitation that was sent to this address with this code; None when there is none.

    A wrong code counts against every invitation to the address: after ``INVITATION_TRIES`` there is none that it fits.
    """
    typed = re.sub(r"[^0-9A-Z]", "", code.upper())
    now, today = clock.now(), clock.today()
    with transaction.atomic():
        open_ones = list(
            Help.objects.select_for_update(of=("self",))
            .filter(email_digest__in=digests(plain_email(email)), state=HelpState.INVITED)
            .current(now, today)
            .order_by("pk")
        )
        found = [each for each in open_ones if is_digest(each.code_digest, _bound(each.pk, typed))]
        if found:
            return found[0]
        for each in open_ones:
            each.tries += 1
            each.save(update_fields=["tries"])
    return None


def invitation(help_id: UUID) -> Help | None:
    """An invitation that can still be agreed to."""
    current = Help.objects.filter(state=HelpState.INVITED).current(clock.now(), clock.today())
    return current.select_related("person").defer("person__nino").filter(pk=help_id).first()


def account_of(help_: Help) -> User | None:
    """The account that has the address which the invitation went to."""
    return User.objects.filter(email=help_.email).first()


def create_helper(*, help_: Help, name: str, password: str, by: Actor) -> User:
    """An account of a helper, for whoever had the code that was sent to its address. Raises IntegrityError when the
    address has an account already."""
    return create_account(email=help_.email, password=password, name=name, roles=[Role.HELPER], by=by)


def why_not(help_: Help, user: User, by: Actor) -> str:
    """Why this user, as they came in, cannot agree to this; or nothing.

    "own" for oneself, "address" for another address than it was sent to, "staff" for who came in by staff's door,
    "employer" for an account of an employer, which is nothing else, "handled" for who worked on the record as staff.
    """
    if by.person_id == help_.person_id:
        return "own"
    if user.email != help_.email or by.user_id != user.pk:
        return "address"
    if by.is_staff_member:
        return "staff"
    if Role.EMPLOYER in user.roles:
        return "employer"
    seen = Access.objects.filter(user_id=user.pk, person_id=help_.person_id).exclude(reason=AccessReason.HELP)
    return "handled" if seen.exists() else ""


def agree_to_help(*, help_: Help, user: User, by: Actor) -> Help:
    """Begin to help, once. The user holds the role of a helper from then on. Raises InvitationOver."""
    with transaction.atomic():
        account = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        found = invitation(help_.pk)
        if found is None or why_not(found, account, by):
            raise InvitationOver
        if Role.HELPER not in account.roles:
            account.roles = [*account.roles, Role.HELPER]
            account.save(update_fields=["roles"])
            record(
                "user_changed",
                by=by,
                subject=account,
                person_id=person_id_of(account),
                fields=["roles"],
                roles=sorted(account.roles),
            )
        user.roles = account.roles
        # The role that the move asks for is the one just given.
        helper = Actor(
            by.user_id, by.name, by.roles | {Role.HELPER}, by.person_id, by.channel, on_behalf_of_id=found.person_id
        )
        agreed = _move(found, "agree", by=helper, helper=account, agreed_at=clock.now())
        tell(person=found.person, template=AGREED, by=helper)
    return agreed


def take_back(*, help_: Help, by: Actor) -> Help:
    """The claimant ends it, from this moment on. Raises MoveRefused, or PermissionDenied for anybody else."""
    if by.person_id != help_.person_id or by.on_behalf_of_id:
        raise PermissionDenied("Only whoever named a helper takes it back")
    return _move(help_, "take_back", by=by, ended_at=clock.now())


def give_up(*, help_: Help, by: Actor) -> Help:
    """The helper ends it; the claimant is told. Raises MoveRefused, or PermissionDenied for anybody else."""
    if by.user_id is None or by.user_id != help_.helper_id:
        raise PermissionDenied("Only the helper gives it up")
    with transaction.atomic():
        ended = _move(help_, "give_up", by=by, ended_at=clock.now())
        tell(person=ended.person, template=ENDED, by=by)
    return ended


def stop_help(*, help_: Help, because: str, note: str, by: Actor) -> Help:
    """Staff end it, because the claimant asked or for another reason; both are told that it ended, neither why.

    Raises MoveRefused, or PermissionDenied for anybody else, for themselves and for who helps.
    """
    if not by.may(Permission.END_HELP) or by.person_id == help_.person_id or by.user_id == help_.helper_id:
        raise PermissionDenied("This actor ends nobody's help here")
    fields = {"ended_at": clock.now(), "stopped_because": StopReason(because), "stop_note": note}
    with transaction.atomic():
        stopped = move(help_, "stop", by=by, person_id=help_.person_id, set_fields=fields, because=because)
        if because != StopReason.DIED:  # nobody is left to tell
            tell(person=stopped.person, template=STOPPED, by=by)
        _tell_helper(stopped, by)
    return stopped


def end_help_with_account(*, person: Person, by: Actor) -> int:
    """End all help for somebody whose account is closed, or may not be signed in to: they could neither see nor end it.
    Whoever helped, or was invited to, is told that it ended. Returns how much there was. Raises PermissionDenied for
    anybody but its owner and who decides whether somebody signs in."""
    if by.person_id != person.pk and not by.may(Permission.KEEP_USERS):
        raise PermissionDenied("This actor ends nobody's account")
    with transaction.atomic():
        given = Help.objects.filter(person=person, state__in=(HelpState.INVITED, HelpState.AGREED)).order_by("pk")
        for help_ in given:
            _tell_helper(_move(help_, "end_with_account", by=by, ended_at=clock.now()), by)
    return len(given)


def _tell_helper(ended: Help, by: Actor) -> None:
    if ended.helper:
        ended.email = ended.helper.email  # which may be another by now than the invitation went to
    language = language_of(ended.helper) if ended.helper else ended.person.language
    send(to=_by_email(ended, language), template=STOPPED_FOR_HELPER, context={}, by=by)


def _move(help_: Help, event: str, *, by: Actor, **fields: object) -> Help:
    return move(help_, event, by=by, person_id=help_.person_id, set_fields=fields)


def _bound(key: UUID, code: str) -> str:
    # To its row, as the codes of accounts are.
    return f"{key}:{code}"
