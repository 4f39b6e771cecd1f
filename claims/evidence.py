"""What somebody was asked to show for a claim."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission, roles_with
from core.states import StateTable, allow

PLACE = "evidence:"
"""How the place begins of the files that are sent for it (documents.models.Document)."""


class EvidenceKind(models.TextChoices):
    """What is to be shown."""

    RENT = "rent", _("What you pay for your home, such as your tenancy agreement")
    PAY = "pay", _("What you earn, such as a payslip or your accounts")
    BANK = "bank", _("Your savings, such as bank statements")
    CHILDCARE = "childcare", _("What you pay for childcare, such as a receipt")
    HEALTH = "health", _("How your health affects you, such as a fit note")
    CHILDREN = "children", _("That children live with you, such as a letter from their school")
    OTHER = "other", _("Something else")


class EvidenceState(models.TextChoices):
    """Whether it was sent, and whether anybody has looked at it."""

    ASKED = "asked", _("Asked for")
    SENT = "sent", _("Sent")
    CHECKED = "checked", _("Looked at")
    WITHDRAWN = "withdrawn", _("No longer needed")


_STAFF = roles_with(Permission.ASK_FOR_EVIDENCE)


EVIDENCE_STATES = StateTable(
    "state",
    EvidenceState.ASKED,
    (
        allow("send", EvidenceState.ASKED, EvidenceState.SENT, who={"claimant", *_STAFF}, past="sent"),
        allow("check", EvidenceState.SENT, EvidenceState.CHECKED, who=_STAFF, past="checked"),
        allow("withdraw", EvidenceState.ASKED, EvidenceState.WITHDRAWN, who=_STAFF, past="withdrawn"),
        allow("ask_again", EvidenceState.SENT, EvidenceState.ASKED, who={"system"}, past="asked_again"),
    ),
)


class Proof(models.Model):
    """Staff asked somebody on a claim to show something by a day. Its files are documents at its ``place``."""

    STATES = EVIDENCE_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="evidence")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kinds = ArrayField(models.CharField(max_length=20, choices=EvidenceKind))
    details = SecretTextField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=EvidenceState, default=EvidenceState.ASKED)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        triggers = EVIDENCE_STATES.triggers()
        constraints = (
            models.UniqueConstraint(
                fields=["claim", "person"], condition=models.Q(state="asked"), name="one_open_evidence"
            ),
        )

    def __str__(self) -> str:
        return f"Evidence asked for {self.asked_at:%Y-%m-%d} ({self.state})"

    @property
    def place(self) -> str:
        """Where its files are."""
        return f"{PLACE}{self.pk}"

    @property
    def kind_words(self) -> list[str]:
        """What was asked for."""
        return [str(EvidenceKind(kind).label) for kind in self.kinds]
