"""First payments that somebody let go though we are less sure than usual of who is paid."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from claims.models import Claim
from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id
from core.permissions import Permission
from core.second_person import SecondPerson, Standing, second_person_states, second_person_triggers, two_people

PAYMENT_AGREEMENT_STATES = second_person_states(Permission.AGREE_TO_PAYMENTS)


class PaymentAgreement(SecondPerson):
    """One payment officer looked at a large payment and agrees; a second one has to as well before it goes."""

    STATES = PAYMENT_AGREEMENT_STATES

    payment = models.ForeignKey("payments.Payment", models.PROTECT, related_name="agreements")

    class Meta:
        triggers = second_person_triggers(PAYMENT_AGREEMENT_STATES, "payment")
        constraints = (
            two_people("payment_agreement_two_people"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(state__in=[Standing.WAITING, Standing.AGREED]),
                name="agreed_to_once",
            ),
        )

    def __str__(self) -> str:
        return f"Agreement to a payment ({self.state})"


class FirstPaymentRelease(models.Model):
    """A member of staff let a claim's first payment go, which waited until it was known better who is paid; and why.
    Only ever added to."""

    class Reason(models.TextChoices):
        """Why it goes without more proof."""

        CANNOT = "cannot", _("They cannot prove more, and I am satisfied who they are")
        HARDSHIP = "hardship", _("They have no money to live on, and I am satisfied who they are")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="first_payment_releases")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    note = SecretTextField()
    released_at = models.DateTimeField()
    released_by_id = models.BigIntegerField()
    released_by_name = models.CharField(max_length=200)

    class Meta:
        triggers = append_only_triggers()
        constraints = (models.UniqueConstraint(fields=["claim", "person"], name="released_once"),)

    def __str__(self) -> str:
        return f"First payment released {self.released_at:%Y-%m-%d}"
