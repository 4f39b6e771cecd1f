"""Accounts to pay into that staff recorded for somebody: another member of staff hears the owner before we pay."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.actor import Channel
from core.fields import SecretJSONField
from core.permissions import Permission
from core.second_person import ANSWER, SecondPerson, Standing, second_person_states, second_person_triggers, two_people


class Found(models.TextChoices):
    """How the owner of an account was heard, or why it is not paid into."""

    CALLED = "called", _("I called them on the number that we held before, and they said these details")
    SHOWED = "showed", _("They showed their card or a bank statement at an office")
    LETTER = "letter", _("I saw a bank statement or a letter of theirs that came by post")
    NOT_THEIRS = "not_theirs", _("They did not give this account")
    OTHER = "other", _("The details that they gave are different")
    NOT_REACHED = "no_answer", _("We could not reach them to check it")


HEARD = (Found.CALLED, Found.SHOWED, Found.LETTER)


class EndedBecause(models.TextChoices):
    """Why nobody has to check an account any more."""

    REPLACED = "replaced", _("Another account was given")
    OWNER = "owner", _("They gave it themself, signed in")


ACCOUNT_CHECK_STATES = second_person_states(Permission.CHECK_ACCOUNTS)


class AccountCheckQuerySet(models.QuerySet["AccountCheck"]):
    """Checks of accounts."""

    def waiting(self) -> AccountCheckQuerySet:
        """That nobody has answered."""
        return self.filter(state=Standing.WAITING)


class AccountCheck(SecondPerson):
    """Somebody who is not its owner recorded this account. It is not paid into until another member of staff agrees."""

    STATES = ACCOUNT_CHECK_STATES
    CHANGEABLE = (*ANSWER, "found", "ended_because")

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="account_checks")
    account = SecretJSONField()
    account_last_four = models.CharField(max_length=4)
    channel = models.CharField(max_length=10, choices=Channel)
    found = models.CharField(max_length=10, choices=Found, blank=True)
    ended_because = models.CharField(max_length=10, choices=EndedBecause, blank=True)

    objects = AccountCheckQuerySet.as_manager()

    class Meta:
        triggers = second_person_triggers(ACCOUNT_CHECK_STATES, "claim", "account", "account_last_four", "channel")
        constraints = (
            two_people("account_check_two_people"),
            models.CheckConstraint(
                name="account_check_says_how",
                condition=Q(state=Standing.AGREED, found__in=HEARD)
                | (Q(state=Standing.REFUSED) & ~Q(found__in=["", *HEARD]))
                | Q(state__in=[Standing.WAITING, Standing.ENDED], found=""),
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state=Standing.WAITING), name="one_account_check_at_a_time"
            ),
        )
        indexes = (models.Index(fields=["claim", "-asked_at"], name="account_checks_of_claim"),)

    def __str__(self) -> str:
        return f"Account ending {self.account_last_four} ({self.state})"

    @property
    def stands_in_the_way(self) -> bool:
        """Whether nothing is paid there: nobody agreed, and its owner did not say so themself."""
        return self.state != Standing.AGREED and self.ended_because != EndedBecause.OWNER

    def is_of(self, details: dict[str, Any]) -> bool:
        """Whether it is of the account with these details."""
        return bool(self.account == account_in(details))


def account_in(details: dict[str, Any]) -> dict[str, str]:
    """What of bank details says where money goes; nothing where they name no account."""
    if not details.get("account_number"):
        return {}
    return {name: details.get(name) or "" for name in ("sort_code", "account_number", "roll_number")}
