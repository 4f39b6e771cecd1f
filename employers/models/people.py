"""Who acts for an employer, and who was asked to."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core import clock
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from employers.models.employers import Employer

INVITATION_LASTS = timedelta(days=7)


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    """Those who act for employers, now or before."""

    def acting(self) -> RepresentativeQuerySet:
        """Who does now."""
        return self.filter(removed_at=None)


class Representative(models.Model):
    """Somebody who acts for an employer: one at a time, with an account that is for nothing else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="representatives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="representations")
    since = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        constraints = (
            models.UniqueConstraint(fields=["user"], condition=Q(removed_at=None), name="one_employer_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} for {self.employer_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def open(self) -> InvitationQuerySet:
        """That can be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, sent_at__gt=clock.now() - INVITATION_LASTS)


class Invitation(models.Model):
    """Somebody with this email address may act for an employer. It opens nothing by itself: whoever accepts has an
    account with that address, which a code has shown to be theirs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="invitations")
    email = SecretTextField()
    email_digest = LookupDigestField(of="email")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("sent_at", "pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = (
            models.UniqueConstraint(
                fields=["employer", "email_digest"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_invitation_to_an_address",
            ),
        )
        indexes = (models.Index(fields=["email_digest"], name="invitations_to_address"),)

    def __str__(self) -> str:
        return f"Invitation sent {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def is_from_staff(self) -> bool:
        """Whether our staff invited them, and not a colleague."""
        return Role.EMPLOYER not in self.invited_by.roles
