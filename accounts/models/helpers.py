"""Who helps a claimant, with what and until when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Person
from accounts.roles import Role
from core.actor import Actor
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

INVITATION_LASTS = timedelta(days=7)
INVITATION_TRIES = 100
"""Wrong codes count against every invitation to an address, whose code is one of 30 to the power of 8: so many that
slips, or an ill-wisher at one place (``throttle.INVITATION_CODES``), end nobody's, and far too few to guess one."""


class HelperKind(models.TextChoices):
    """Who somebody is to the claimant whom they help. An appointee is appointed by us, for somebody who cannot act
    for themself (Claims and Payments Regulations 2013, regulation 57): only staff record one."""

    RELATIVE = "relative", _("A relative or a friend")
    ORGANISATION = "organisation", _("A charity or another organisation")
    APPOINTEE = "appointee", _("An appointee")

    @classmethod
    def of_claimants(cls) -> list[tuple[str, Any]]:
        """Those that claimants name themselves."""
        return [choice for choice in cls.choices if choice[0] != cls.APPOINTEE]


class HelpScope(models.TextChoices):
    """What a helper may see or do. Sending a claim, bank details and the account itself are in none of them."""

    CLAIM = "claim", _("See the claim: where it stands, and the answers that were sent")
    PAYMENTS = "payments", _("See payments, and how they were worked out")
    JOURNAL = "journal", _("Read the journal")
    MESSAGES = "messages", _("Read messages between you and us, and write to us for you")
    ANSWERS = "answers", _("Fill in answers of a claim, but not send it")
    APPOINTMENTS = "meetings", _("See, book, change and cancel appointments")


class HelpState(models.TextChoices):
    """How far it has come. That its last day is over is no state: it ends by itself."""

    INVITED = "invited", _("Invited")
    AGREED = "agreed", _("Helping")
    TAKEN_BACK = "taken_back", _("Taken back")
    GIVEN_UP = "given_up", _("Given up by the helper")
    STOPPED = "stopped", _("Ended by our staff")
    ACCOUNT_ENDED = "acct_ended", _("Ended with the account of whoever was helped")


class StopReason(models.TextChoices):
    """Why staff end somebody's help."""

    ASKED = "asked", _("The claimant asked us to")
    UNSAFE = "unsafe", _("It may not be safe for the claimant")
    DIED = "died", _("The claimant has died")
    OVER = "over", _("They are no longer the appointee, or cannot help any more")


HELP_STATES = StateTable(
    "state",
    HelpState.INVITED,
    (
        allow("agree", HelpState.INVITED, HelpState.AGREED, who={Role.HELPER}, past="agreed"),
        allow(
            "take_back",
            (HelpState.INVITED, HelpState.AGREED),
            HelpState.TAKEN_BACK,
            who={Role.CLAIMANT},
            past="taken_back",
        ),
        allow("give_up", HelpState.AGREED, HelpState.GIVEN_UP, who={Role.HELPER}, past="given_up"),
        allow(
            "stop",
            (HelpState.INVITED, HelpState.AGREED),
            HelpState.STOPPED,
            who=roles_with(Permission.END_HELP),
            past="stopped",
        ),
        allow(
            "end_with_account",
            (HelpState.INVITED, HelpState.AGREED),
            HelpState.ACCOUNT_ENDED,
            who={Role.CLAIMANT, *roles_with(Permission.KEEP_USERS)},
            past="ended_with_account",
        ),
    ),
)


class HelpQuerySet(models.QuerySet["Help"]):
    """Help, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> HelpQuerySet:
        """That this actor, a claimant, named somebody for."""
        if actor.claimant_id is None:
            return self.none()
        return self.filter(person=actor.claimant_id)

    def by_helper(self, actor: Actor, today: date) -> HelpQuerySet:
        """That this actor may give today. Not to somebody whose account may not be signed in to: they could not see or
        end it."""
        if actor.user_id is None or not actor.has_role(Role.HELPER):
            return self.none()
        given = self.filter(helper=actor.user_id, state=HelpState.AGREED, until__gte=today)
        return given.exclude(person__user__is_active=False)

    def current(self, now: datetime, today: date) -> HelpQuerySet:
        """That is given today, or that somebody is invited to give and can still agree to."""
        fresh = models.Q(state=HelpState.INVITED, invited_at__gt=now - INVITATION_LASTS, tries__lt=INVITATION_TRIES)
        return self.filter(fresh | models.Q(state=HelpState.AGREED), until__gte=today)


class Help(models.Model):
    """A claimant asks somebody to help with some things, up to and with a last day.

    ``name`` is what the claimant calls them. The invitation goes to ``email``, with a code of which only a keyed hash
    is kept; whoever agrees does so once, in an account with that address. ``named_because`` is why staff recorded an
    appointee, ``stopped_because`` and ``stop_note`` why they ended the help.
    """

    STATES = HELP_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="helps")
    kind = models.CharField(max_length=12, choices=HelperKind)
    name = models.CharField(max_length=200)
    email = SecretTextField()
    email_digest = LookupDigestField(of="email")
    scopes = ArrayField(models.CharField(max_length=10, choices=HelpScope))
    until = models.DateField()
    state = models.CharField(max_length=10, choices=HelpState, default=HelpState.INVITED)
    code_digest = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    invited_at = models.DateTimeField()
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="helps", editable=False
    )
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    named_because = models.CharField(max_length=500, blank=True)
    stopped_because = models.CharField(max_length=10, choices=StopReason, blank=True)
    stop_note = models.CharField(max_length=500, blank=True)

    objects = HelpQuerySet.as_manager()

    class Meta:
        triggers = HELP_STATES.triggers()
        verbose_name = _("help")
        verbose_name_plural = _("help")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(scopes__contained_by=list(HelpScope.values), scopes__len__gt=0), name="known_scopes"
            ),
            models.CheckConstraint(
                condition=models.Q(state=HelpState.INVITED)
                | models.Q(state__in=[HelpState.TAKEN_BACK, HelpState.STOPPED, HelpState.ACCOUNT_ENDED])
                | models.Q(helper__isnull=False),
                name="help_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=HelperKind.APPOINTEE, named_because__gt="")
                | ~models.Q(kind=HelperKind.APPOINTEE) & models.Q(named_because=""),
                name="appointee_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=HelpState.STOPPED, stopped_because__gt="")
                | ~models.Q(state=HelpState.STOPPED) & models.Q(stopped_because=""),
                name="stopped_for_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=["person", "-invited_at"], name="help_for_person"),
            models.Index(fields=["helper", "state"], name="help_by_helper"),
            models.Index(fields=["email_digest", "state"], name="help_by_address"),
        )

    def __str__(self) -> str:
        return f"Help ({self.state})"

    def is_current(self, now: datetime, today: date) -> bool:
        """Whether it is given today, or somebody is invited to give it and can still agree to."""
        fresh = self.invited_at > now - INVITATION_LASTS and self.tries < INVITATION_TRIES
        is_open = self.state == HelpState.AGREED or (self.state == HelpState.INVITED and fresh)
        return is_open and self.until >= today

    @property
    def helper_name(self) -> str:
        """What whoever helps calls themself; empty before they agreed, and for who told us no name. No address."""
        if self.helper is None:
            return ""
        person = getattr(self.helper, "person", None)
        return self.helper.name or (person.full_name if person else "")

    @property
    def scope_words(self) -> list[Any]:
        """What it is with, in words, in the order of the question."""
        return [scope.label for scope in HelpScope if scope in self.scopes]
