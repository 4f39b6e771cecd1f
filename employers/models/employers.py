"""An organisation that employs people, and how far its registration has come."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from accounts.roles import Role
from core.actor import Actor
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

CHECKERS = roles_with(Permission.CHECK_EMPLOYERS)
DAYS_TO_CHECK = timedelta(days=7)
"""Within how long we say that we answer a registration. Policy to confirm."""


class EmployerKind(models.TextChoices):
    """What an organisation is in law, which says where it can be found in public."""

    COMPANY = "company", _("Limited company or limited liability partnership")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    PARTNERSHIP = "partnership", _("Partnership")
    CHARITY = "charity", _("Charity")
    PUBLIC_BODY = "public_body", _("Public body, such as a council, a school or an NHS trust")


class EmployerState(models.TextChoices):
    """How far an employer has come."""

    STARTED = "started", _("Being filled in")
    APPLIED = "applied", _("Being checked")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    SUSPENDED = "suspended", _("Suspended")


EMPLOYER_STATES = StateTable(
    "state",
    EmployerState.STARTED,
    (
        # Who was refused puts right what was wrong and sends it again.
        allow(
            "apply",
            (EmployerState.STARTED, EmployerState.REFUSED),
            EmployerState.APPLIED,
            who={Role.EMPLOYER},
            past="applied",
        ),
        allow("approve", EmployerState.APPLIED, EmployerState.APPROVED, who=CHECKERS, past="approved"),
        allow("refuse", EmployerState.APPLIED, EmployerState.REFUSED, who=CHECKERS, past="refused"),
        allow("suspend", EmployerState.APPROVED, EmployerState.SUSPENDED, who=CHECKERS, past="suspended"),
        allow("restore", EmployerState.SUSPENDED, EmployerState.APPROVED, who=CHECKERS, past="restored"),
    ),
)
IS_FILLED_IN = (EmployerState.STARTED, EmployerState.REFUSED)
"""When its own people may change what it is; later we checked it, and they ask us."""


class EmployerQuerySet(models.QuerySet["Employer"]):
    """Employers, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> EmployerQuerySet:
        """The one that they act for; staff who check employers see each that was sent. Nobody else sees any."""
        if actor.user_id is None:
            return self.none()
        if actor.is_employer:
            return self.filter(representatives__user_id=actor.user_id, representatives__removed_at=None)
        return self.exclude(applied_at=None) if actor.may(Permission.CHECK_EMPLOYERS) else self.none()

    def waiting(self) -> EmployerQuerySet:
        """That wait to be checked, the longest wait first."""
        return self.filter(state=EmployerState.APPLIED).order_by("applied_at", "pk")


class Employer(models.Model):
    """An organisation. Until it is sent only its own people see it; until it is approved it can do nothing here.

    ``registration_number`` is a company's at Companies House or a charity's at its regulator. The PAYE reference, by
    which HM Revenue and Customs knows an employer, is kept encrypted. A sole trader's address is often their home.
    """

    STATES = EMPLOYER_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=12, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=EmployerState, default=EmployerState.STARTED)
    kind = models.CharField(max_length=20, choices=EmployerKind, blank=True)
    name = models.CharField(max_length=200, blank=True)
    registration_number = models.CharField(max_length=12, blank=True)
    paye_reference = SecretTextField(null=True)
    address_line_1 = models.CharField(max_length=100, blank=True)
    address_line_2 = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    website = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    """What its messages are written in: that of the pages on which its registration was sent."""
    begun_at = models.DateTimeField(editable=False)
    applied_at = models.DateTimeField(null=True, editable=False)
    """When its registration was sent, the last time if more than once."""

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("employer")
        verbose_name_plural = _("employers")
        triggers = EMPLOYER_STATES.triggers()
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=EmployerState.STARTED) | models.Q(applied_at__isnull=False),
                name="sent_employers_say_when",
            ),
        )
        indexes = (
            models.Index(fields=["applied_at"], name="employers_waiting", condition=models.Q(state="applied")),
            models.Index(fields=["registration_number"], name="employers_by_number"),
        )

    def __str__(self) -> str:
        return self.name or self.reference

    @property
    def answer_by(self) -> date | None:
        """The day by which we say that it is checked; None before it was sent."""
        return (self.applied_at + DAYS_TO_CHECK).date() if self.applied_at else None

    @property
    def is_filled_in(self) -> bool:
        """Whether its own people may still change what it is."""
        return self.state in IS_FILLED_IN

    @property
    def address(self) -> list[str]:
        """Its lines."""
        return [line for line in (self.address_line_1, self.address_line_2, self.town, self.postcode) if line]
