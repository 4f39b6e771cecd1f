"""Getting back into an account with an adviser's help."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.concerns import Concern, ConcernKind
from accounts.models.identity import IdentityCheck
from accounts.roles import Role
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

RECOVERERS = roles_with(Permission.HELP_BACK_IN)


class RecoveryState(models.TextChoices):
    """How far somebody has come on their way back."""

    BEGUN = "begun", _("Waiting for the code to be entered")
    DONE = "done", _("Back in the account")
    STOPPED = "stopped", _("Stopped")


class Lost(models.TextChoices):
    """What somebody has not any more."""

    PHONE = "phone", _("Their phone, app, passkey or backup codes")
    EMAIL = "email", _("Their email address")
    BOTH = "both", _("Both")


class CodeWay(models.TextChoices):
    """How a code to get back in reaches somebody."""

    EMAIL = "email", _("By email")
    TEXT = "text", _("By text message to their confirmed number")
    SPOKEN = "spoken", _("Read out or handed over now")


RECOVERY_STATES = StateTable(
    "state",
    RecoveryState.BEGUN,
    (
        allow("finish", RecoveryState.BEGUN, RecoveryState.DONE, who={Role.CLAIMANT}, past="finished"),
        allow(
            "stop",
            (RecoveryState.BEGUN, RecoveryState.DONE),
            RecoveryState.STOPPED,
            who={Role.CLAIMANT, *RECOVERERS},
            past="stopped",
        ),
    ),
)


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    """Recoveries."""

    def slowing(self, on: date) -> RecoveryQuerySet:
        """Because of which bank details stay as they were: for some days, and where somebody objected until staff have
        looked at it."""
        objected = Concern.objects.open().filter(kind=ConcernKind.RECOVERY, user=models.OuterRef("user"))
        cooling = models.Q(bank_changes_from__gt=on)
        return self.filter(cooling | models.Q(models.Exists(objected), state=RecoveryState.STOPPED))


class Recovery(models.Model):
    """An adviser made sure who somebody is and gives them a way back into their account.

    Nothing of the account changes until the code is entered; then a new password is chosen, and old second steps and an
    old email address go. Until ``bank_changes_from`` we pay into the account that we knew when it was begun.
    """

    STATES = RECOVERY_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recoveries")
    check_of_identity = models.ForeignKey(IdentityCheck, on_delete=models.PROTECT, related_name="recoveries")
    lost = models.CharField(max_length=10, choices=Lost)
    note = SecretTextField()
    new_email = SecretTextField(null=True)
    new_email_digest = LookupDigestField(of="new_email")
    state = models.CharField(max_length=10, choices=RecoveryState, default=RecoveryState.BEGUN)
    code_id = models.UUIDField()
    """The newest code to get back in with, which is deleted a day later."""
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_by_name = models.CharField(max_length=200)
    bank_changes_from = models.DateField()
    ended_at = models.DateTimeField(null=True)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at", "-pk")
        triggers = RECOVERY_STATES.triggers()
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(state=RecoveryState.BEGUN), name="one_recovery_at_a_time"
            ),
        )
        indexes = (models.Index(fields=["user", "-begun_at"], name="recoveries_of_user"),)

    def __str__(self) -> str:
        return self.get_state_display()

    def may_be_stopped(self, today: date) -> bool:
        """Whether an objection to it still changes anything."""
        return self.state == RecoveryState.BEGUN or (
            self.state == RecoveryState.DONE and today < self.bank_changes_from
        )
