"""People whom members of staff know, and whose claims are therefore kept from them."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from core.likeness import name_and_birth

ENDING = ("ended_at", "ended_by_id", "ended_by_name", "end_reason")


class Relation(models.TextChoices):
    """How somebody knows them."""

    RELATIVE = "relative", _("A relative, a partner or a former partner")
    HOUSEHOLD = "household", _("Somebody I live with")
    FRIEND = "friend", _("A friend")
    NEIGHBOUR = "neighbour", _("A neighbour")
    BUSINESS = "business", _("Somebody I work or do business with outside this job")


class KnownPersonQuerySet(models.QuerySet["KnownPerson"]):
    """Who knows whom, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> KnownPersonQuerySet:
        """Whom this member of staff said that they know, as far as it holds."""
        return self.current().filter(staff=actor.user_id) if actor.is_staff_member else self.none()

    def current(self) -> KnownPersonQuerySet:
        """That hold: nobody ended them."""
        return self.filter(ended_at=None)


class KnownPerson(models.Model):
    """A member of staff says that they know somebody: by the reference of a claim, a National Insurance number, or a
    family name and a date of birth. It says nothing of whether that person has a claim, now or ever.

    Never deleted, and changed once: a team leader ends it, and says why.
    """

    CHANGEABLE = ENDING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="known_people")
    relation = models.CharField(max_length=10, choices=Relation)
    claim_reference = models.CharField(max_length=20, blank=True)
    nino = SecretTextField(null=True)
    nino_digest = LookupDigestField(of="nino")
    family_name = SecretTextField(null=True)
    date_of_birth = SecretTextField(null=True, help_text="As an ISO date")
    birth_digest = LookupDigestField(of="family_name_and_birth", made_from=("family_name", "date_of_birth"))
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    end_reason = SecretTextField(null=True)

    objects = KnownPersonQuerySet.as_manager()

    class Meta:
        ordering = ("-declared_at", "-pk")
        indexes = (models.Index(fields=["staff", "ended_at"], name="known_by_staff"),)
        triggers = (
            pgtrigger.Protect(name="no_deleting", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="only_ended", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(exclude=list(ENDING))
            ),
            pgtrigger.Protect(
                name="ended_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__ended_at__isnull=False)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="known_by_something",
                condition=~models.Q(claim_reference="")
                | models.Q(nino_digest__isnull=False)
                | models.Q(birth_digest__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_relation_display()}, {self.declared_at:%Y-%m-%d}"

    @property
    def family_name_and_birth(self) -> str:
        """As of the people whom the service serves, so that both can be compared by their keyed hash."""
        return name_and_birth(self.family_name or "", self.date_of_birth)
