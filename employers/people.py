"""Who acts for an employer: inviting, accepting, and taking somebody off."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.services import end_sessions
from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digests
from core.permissions import Permission
from employers import messages
from employers.models import CheckKind, CheckResult, Employer, EmployerState, Invitation, Representative
from employers.registration import employer_of, theirs
from govuk.text import plain_email

MOST_INVITED = 20
"""How many people may be asked at once: nobody sends our messages to the world."""


CHECK_LASTS = timedelta(days=7)
"""How long ago staff may have checked that somebody may act for an employer, when they invite them."""


class CannotInvite(Exception):
    """The organisation is not approved, or asked as many as it may; or staff have not checked who may act for it."""


class CannotRemove(Exception):
    """It is themselves, or nobody who acts for this employer."""


def invite(*, employer: Employer, email: str, by: Actor) -> Invitation:
    """Ask somebody to act for the organisation too. Asked again, an earlier invitation stops counting. Raises
    CannotInvite. What is answered does not depend on whether the address has an account."""
    address = plain_email(email)
    with transaction.atomic():
        locked = theirs(employer, by)
        open_ones = locked.invitations.open().exclude(email_digest__in=digests(address))
        if locked.state != EmployerState.APPROVED or open_ones.count() >= MOST_INVITED:
            raise CannotInvite
        return _send(locked, address, by)


def invite_for_them(*, employer: Employer, email: str, by: Actor) -> Invitation:
    """Staff ask somebody to act for an organisation whose own people cannot get in any more, or have left. That they
    may act for it was found to be so since the last decision, within a week; and whoever acts for it now is told.
    Raises CannotInvite."""
    if not by.may(Permission.CHECK_EMPLOYERS):
        raise PermissionDenied("This actor invites nobody to act for an employer")
    with transaction.atomic():
        locked = Employer.objects.select_for_update(of=("self",)).get(pk=employer.pk)
        if locked.state != EmployerState.APPROVED or not _was_just_checked(locked):
            raise CannotInvite
        messages.tell_everybody(employer=locked, template=messages.INVITED_FOR_YOU, by=by)
        return _send(locked, plain_email(email), by)


def _was_just_checked(employer: Employer) -> bool:
    decision = employer.decisions.first()
    looked = employer.checks.filter(kind=CheckKind.MAY_ACT, checked_at__gt=clock.now() - CHECK_LASTS)
    latest = looked.filter(checked_at__gt=decision.decided_at).first() if decision else None
    return latest is not None and latest.result == CheckResult.MATCHES


def _send(employer: Employer, address: str, by: Actor) -> Invitation:
    """Write down an invitation in place of an earlier one, and send it. The employer must be locked."""
    now = clock.now()
    waiting = Invitation.objects.filter(employer=employer, email_digest__in=digests(address))
    waiting.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    assert by.user_id is not None
    invitation = Invitation.objects.create(employer=employer, email=address, invited_by_id=by.user_id, sent_at=now)
    record("employer_invited", by=by, subject=employer, invitation=str(invitation.pk))
    messages.tell(email=address, employer=employer, template=messages.INVITED, by=by)
    return invitation


def withdraw_invitation(*, employer: Employer, invitation_id: str, by: Actor) -> bool:
    """Take an invitation back; whether there was one."""
    with transaction.atomic():
        locked = theirs(employer, by)
        open_ones = Invitation.objects.filter(employer=locked, accepted_at=None, withdrawn_at=None)
        withdrawn = open_ones.filter(pk=invitation_id).update(withdrawn_at=clock.now())
        if withdrawn:
            record("employer_invitation_withdrawn", by=by, subject=locked, invitation=invitation_id)
    return bool(withdrawn)


def invitations_for(user: User) -> list[Invitation]:
    """The open invitations of approved employers to the address of this account, which a code has confirmed, the newest
    first."""
    if user.email_confirmed_at is None:
        return []
    to_them = Invitation.objects.open().filter(
        email_digest__in=digests(user.email), employer__state=EmployerState.APPROVED
    )
    return list(to_them.select_related("employer", "invited_by").order_by("-sent_at"))


def accept_invitation(*, user: User, invitation_id: str, by: Actor) -> Employer | None:
    """Act for the employer that asked with this invitation, which they saw: another may have asked since. None when it
    does not count any more, or they act for another."""
    if not by.is_employer or by.user_id != user.pk:
        raise PermissionDenied("Only an employer's account acts for an employer")
    with transaction.atomic():
        locked = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        found = next((each for each in invitations_for(locked) if str(each.pk) == invitation_id), None)
        if found is None or employer_of(by) is not None:
            return None
        employer = Employer.objects.select_for_update(of=("self",)).get(pk=found.employer_id)
        # Under its lock: it may have been taken back, or the employer suspended, a moment ago.
        invitation = Invitation.objects.open().filter(pk=found.pk).first()
        if invitation is None or employer.state != EmployerState.APPROVED:
            return None
        now = clock.now()
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=now)
        Representative.objects.create(employer=employer, user=locked, since=now)
        record("employer_joined", by=by, subject=employer, invitation=str(invitation.pk))
    return employer


def remove(*, employer: Employer, representative_id: str, by: Actor) -> Representative:
    """Take a colleague off. They are signed out everywhere and told; their account acts for nobody, and no invitation
    that they sent, or that waits for them, brings them back. Nobody takes themselves off, so that somebody is always
    left. Raises CannotRemove."""
    with transaction.atomic():
        locked = theirs(employer, by)
        acting = Representative.objects.acting().select_related("user")
        found = acting.filter(pk=representative_id, employer=locked).first()
        if found is None or found.user_id == by.user_id:
            raise CannotRemove
        found.removed_at = clock.now()
        found.save(update_fields=["removed_at"])
        record("employer_representative_removed", by=by, subject=locked, user_id=found.user_id)
        theirs_too = Q(invited_by=found.user_id) | Q(email_digest__in=digests(found.user.email))
        for waiting in locked.invitations.filter(theirs_too, accepted_at=None, withdrawn_at=None):
            withdraw_invitation(employer=locked, invitation_id=str(waiting.pk), by=by)
        end_sessions(found.user, by=by)
        messages.tell(email=found.user.email, employer=locked, template=messages.REMOVED, by=by)
    return found
