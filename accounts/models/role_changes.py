"""Roles that one admin wants somebody to have, and another confirms."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core.permissions import STAFF_ROLES, Permission, roles_with
from core.second_person import SecondPerson, Standing, second_person_states, second_person_triggers, two_people

WAITS_FOR = timedelta(days=7)
"""How long another admin has to confirm: who waits longer than that asks again, as things may have changed."""

ROLE_CHANGE_STATES = second_person_states(
    Permission.KEEP_USERS, ended_by={"system", *roles_with(Permission.KEEP_USERS)}
)


class RoleChangeQuerySet(models.QuerySet["RoleChange"]):
    """Changes of roles."""

    def waiting(self) -> RoleChangeQuerySet:
        """That nobody has answered."""
        return self.filter(state=Standing.WAITING)


class RoleChange(SecondPerson):
    """Somebody is to have these roles besides those that they have. Neither who asks nor who confirms is that person.

    Taking roles away asks nobody else, and is none of these.
    """

    STATES = ROLE_CHANGE_STATES

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_changes", verbose_name=_("For")
    )
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name=_("Roles to give"))
    reason = models.CharField(_("Why"), max_length=300)

    objects = RoleChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of roles to confirm")
        verbose_name_plural = _("changes of roles to confirm")
        triggers = second_person_triggers(ROLE_CHANGE_STATES, "user", "roles", "reason")
        constraints = (
            two_people("role_change_two_people"),
            models.CheckConstraint(
                name="nobody_raises_themself",
                condition=~Q(asked_by_id=F("user")) & (Q(answered_by_id=None) | ~Q(answered_by_id=F("user"))),
            ),
            models.CheckConstraint(
                name="roles_of_staff_are_given",
                condition=Q(roles__contained_by=sorted(STAFF_ROLES), roles__len__gt=0),
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state=Standing.WAITING), name="one_role_change_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {', '.join(str(Role(role).label) for role in self.roles)}"

    @property
    def expires_at(self) -> datetime:
        """When it ends unanswered."""
        return self.asked_at + WAITS_FOR
