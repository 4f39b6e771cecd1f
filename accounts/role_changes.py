"""Who may do what at work: roles are taken away by one admin, and given by two."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import RoleChange, User
from accounts.models.role_changes import WAITS_FOR
from accounts.services import end_sessions
from accounts.was_this_you import ROLES_CHANGED, ask_whether_it_was_them
from audit.agreeing import end_asking, give_answer
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import STAFF_ROLES, Permission
from core.second_person import Standing


class TooLate(Exception):
    """It waited longer than a change of roles may, or was answered already."""


def roles_to_confirm(before: User | None, after: User) -> set[str]:
    """The roles of staff that a second admin must confirm when an account comes to be as it is ``after``: those which
    it did not have; and all, where somebody who might not sign in now may, or the address is another, since whoever
    reads it then may be somebody else."""
    wanted = STAFF_ROLES.intersection(after.roles)
    if before is None:
        return set(wanted)
    is_other = after.email != before.email or (after.is_active and not before.is_active)
    return set(wanted) if is_other else set(wanted.difference(before.roles))


def ask_for_roles(*, user: User, roles: Collection[str], reason: str, by: Actor) -> RoleChange:
    """Ask another admin to confirm that somebody has these roles too. What was asked for them before, and not
    answered, is asked no longer. Raises PermissionDenied for who may not, or for oneself."""
    if not by.may(Permission.KEEP_USERS) or by.user_id is None or by.user_id == user.pk:
        raise PermissionDenied("Only an admin asks for roles, and never their own")
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).only("pk").get(pk=user.pk)
        for before in RoleChange.objects.waiting().filter(user=user):
            end_asking(before, by=by)
        change = RoleChange.objects.create(
            user=user,
            roles=sorted(roles),
            reason=reason,
            asked_at=clock.now(),
            asked_by_id=by.user_id,
            asked_by_name=by.name,
        )
        record("roles_asked_for", by=by, subject=change, user=user.pk, roles=change.roles)
    return change


def confirm_roles(*, change: RoleChange, note: str = "", by: Actor) -> RoleChange:
    """Another admin confirms: from now on they have these roles, are told so, and sign in anew.

    Raises AskedThemselves, PermissionDenied for one's own roles, MoveRefused, TooLate.
    """
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=change.user_id)
        locked = RoleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        _check_not_theirs(locked, by)
        if not locked.is_waiting or locked.expires_at <= clock.now():
            raise TooLate
        confirmed = give_answer(locked, "agree", note=note, by=by, user=user.pk, roles=locked.roles)
        user.roles = sorted({*user.roles, *locked.roles})
        user.save(update_fields=["roles"])
        tell_of_roles(user, by=by)
        end_sessions(user, by=by)
    return confirmed


def refuse_roles(*, change: RoleChange, note: str, by: Actor) -> RoleChange:
    """Another admin says no, and why. Raises AskedThemselves, PermissionDenied for one's own roles, MoveRefused."""
    with transaction.atomic():
        locked = RoleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        _check_not_theirs(locked, by)
        return give_answer(locked, "refuse", note=note, by=by, user=locked.user_id, roles=locked.roles)


def ask_no_more(user: User, *, by: Actor) -> int:
    """What was asked for somebody is asked no longer: whoever signs in with the account may be somebody else now.
    Returns how many there were, one at most."""
    with transaction.atomic():
        waiting = RoleChange.objects.waiting().select_for_update(of=("self",)).filter(user=user)
        return len([end_asking(change, by=by) for change in waiting])


def to_answer(admin: int) -> int:
    """How many changes of roles wait for this admin, by their key, to answer."""
    in_time = RoleChange.objects.waiting().filter(asked_at__gt=clock.now() - WAITS_FOR)
    return in_time.exclude(asked_by_id=admin).exclude(user=admin).count()


def refused_lately(admin: int) -> int:
    """How many that this admin, by their key, asked for were refused within a week."""
    refused = RoleChange.objects.filter(asked_by_id=admin, state=Standing.REFUSED)
    return refused.filter(answered_at__gt=clock.now() - WAITS_FOR).count()


def tell_of_roles(user: User, *, by: Actor) -> None:
    """Somebody's roles at work are others now: they are told wherever they are known to be reached."""
    ask_whether_it_was_them(user=user, template=ROLES_CHANGED, by=by)


def end_old_role_changes(*, by: Actor) -> int:
    """Stop asking for what nobody confirmed in time. Returns how many there were."""
    old = RoleChange.objects.waiting().filter(asked_at__lte=clock.now() - WAITS_FOR)
    with transaction.atomic():
        ended = [end_asking(change, by=by) for change in old.select_for_update(of=("self",), skip_locked=True)]
    return len(ended)


def _check_not_theirs(change: RoleChange, by: Actor) -> None:
    if by.user_id == change.user_id:
        raise PermissionDenied("Nobody confirms their own roles")
