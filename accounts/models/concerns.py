"""What people tell us about their account that staff must look at."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission


class ConcernKind(models.TextChoices):
    """What they said."""

    NOT_ME = "not_me", _("Something on the account was not done by them")
    RECOVERY = "recovery", _("They did not ask for help to get back into their account")


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> ConcernQuerySet:
        """Whose a member of staff may see: everybody's but their own. Nobody else sees any."""
        if actor.user_id is None or not actor.may(Permission.DEAL_WITH_CONCERNS):
            return self.none()
        return self.exclude(user_id=actor.user_id)

    def open(self) -> ConcernQuerySet:
        """That nobody has dealt with."""
        return self.filter(dealt_with_at=None)


class Concern(models.Model):
    """Somebody says that their account may be in other hands. Staff deal with it once, and note how."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=10, choices=ConcernKind)
    said_at = models.DateTimeField()
    dealt_with_at = models.DateTimeField(null=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    dealt_with_by_name = models.CharField(max_length=200, blank=True)
    note = SecretTextField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ("said_at", "pk")
        indexes = (
            models.Index(fields=["said_at"], name="open_concerns", condition=models.Q(dealt_with_at=None)),
            models.Index(fields=["user", "-said_at"], name="concerns_of_user"),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
