"""Who acts, for whom, and through which channel. Every write takes one as ``by=``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.permissions import STAFF_ROLES, Permission, may

EMPLOYER_ROLES = frozenset({"employer"})
"""An account is an employer's or a person's, never both: whoever has this role has no other."""


class Channel(models.TextChoices):
    """How the words reached us. Every channel counts the same."""

    ONLINE = "online", _("Online")
    ASSISTED = "assisted", _("With an adviser")
    PHONE = "phone", _("By phone")
    POST = "post", _("By post")
    SYSTEM = "system", _("Automatically")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a member of staff or the system, doing something.

    ``user_id`` is None for the system and for a visitor who has not signed in. ``roles`` are those that they hold
    where they signed in, ``person_id`` is the claimant this user is wherever they did; ``on_behalf_of_id`` is the
    claimant being helped. ``visit_id`` and ``reason`` are those of the record that a member of staff has open, and go
    with all that they do there.
    """

    user_id: int | None
    name: str
    roles: frozenset[str]
    person_id: UUID | None
    channel: Channel
    on_behalf_of_id: UUID | None = None
    visit_id: UUID | None = None
    reason: str = ""

    @property
    def is_authenticated(self) -> bool:
        """A signed-in user, as opposed to a visitor or the system."""
        return self.user_id is not None

    @property
    def is_system(self) -> bool:
        """The service itself: a scheduled run, never a person."""
        return self.user_id is None and self.channel == Channel.SYSTEM

    @property
    def claimant_id(self) -> UUID | None:
        """The person whose own pages they see. Staff at work see nobody's as theirs: who is both a claimant and staff
        signs in to each apart (``accounts.doors``), and ``person_id`` still says whose claim they never handle. An
        employer's account is nobody's who claims."""
        return None if self.is_staff_member or self.is_employer else self.person_id

    @property
    def is_staff_member(self) -> bool:
        """Somebody who works for the department, in whatever role."""
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_employer(self) -> bool:
        """Somebody who acts for an employer."""
        return bool(self.roles & EMPLOYER_ROLES)

    def has_role(self, *roles: str) -> bool:
        """Whether they hold any of these roles."""
        return not self.roles.isdisjoint(roles)

    def may(self, permission: Permission) -> bool:
        """Whether they may do this, by the table of what each role may (core.permissions)."""
        return may(self.roles, permission)

    def assisting(self, person_id: UUID, channel: Channel = Channel.ASSISTED) -> Actor:
        """The same member of staff, now acting for this person."""
        return replace(self, on_behalf_of_id=person_id, channel=channel)

    def visiting(self, visit_id: UUID | None, reason: str) -> Actor:
        """The same member of staff, with somebody's record open for this reason."""
        return replace(self, visit_id=visit_id, reason=reason)

    def named(self, name: str) -> Actor:
        """The same actor by a name that is better known now."""
        return replace(self, name=name)

    @classmethod
    def system(cls, name: str) -> Actor:
        """The service itself, named for the record ("Payments run")."""
        return cls(user_id=None, name=name, roles=frozenset(), person_id=None, channel=Channel.SYSTEM)

    @classmethod
    def anonymous(cls) -> Actor:
        """A visitor who has not signed in."""
        return cls(user_id=None, name="", roles=frozenset(), person_id=None, channel=Channel.ONLINE)
