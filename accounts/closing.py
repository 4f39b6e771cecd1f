"""Closing an account: whoever has it does so, and nobody signs in with it again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.helping import end_help_with_account, give_up
from accounts.models import Factor, Help, HelpState, OneLoginAccount, Person, User
from accounts.roles import Role
from accounts.services import end_sessions
from accounts.was_this_you import ask_whether_it_was_them
from audit.services import record
from core.actor import Actor

CLOSED = "account_closed"
OF_THE_PUBLIC = frozenset({Role.CLAIMANT, Role.HELPER})


class CannotClose(Exception):
    """The account is one with which somebody works."""


def close_account(*, user: User, by: Actor) -> User:
    """Let nobody sign in with this account again. What stays of it is its number, for the record: no name, address,
    second step or One Login. Whoever helped helps no more. The person it was of stays, without an account, for as long
    as something is kept about them; whether anything is still open with them its callers judge (privacy.closing).

    They are told at the address that it had. Raises PermissionDenied for anybody but its owner, CannotClose.
    """
    if by.user_id != user.pk or by.on_behalf_of_id is not None or by.is_staff_member:
        raise PermissionDenied("People close their own account")
    with transaction.atomic():
        account = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        if not OF_THE_PUBLIC.issuperset(account.roles):
            raise CannotClose
        person = Person.objects.select_for_update(of=("self",)).defer("nino").get(user=account)
        ask_whether_it_was_them(user=account, template=CLOSED, by=by)
        end_help_with_account(person=person, by=by)
        for given in Help.objects.filter(helper=account, state=HelpState.AGREED):
            give_up(help_=given, by=by)
        OneLoginAccount.objects.filter(user=account).delete()
        Factor.objects.filter(user=account).delete()
        end_sessions(account, by=by)
        record("account_closed", by=by, subject=account, person_id=person.pk)
        person.user, person.email, person.phone, person.phone_confirmed_at = None, "", "", None
        person.save(update_fields=["user", "email", "phone", "phone_confirmed_at"])
        account.email, account.name, account.roles = f"closed-{account.pk}@account.invalid", "", []
        account.is_active, account.email_confirmed_at = False, None
        account.set_unusable_password()
        account.save(update_fields=["email", "name", "roles", "is_active", "email_confirmed_at", "password"])
    return account
