"""What staff checked of an employer, and what they decided. Rows that are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import append_only_triggers
from core.fields import SecretTextField
from core.ids import new_id
from employers.models.employers import Employer


class CheckKind(models.TextChoices):
    """What is to be found out before an employer is approved."""

    EXISTS = "exists", _("The organisation exists, under this name and number")
    REACHED = "reached", _("It is reached where a public source says, not only where it says itself")
    MAY_ACT = "may_act", _("The person who registered it may act for it")


class CheckedAt(models.TextChoices):
    """Where it was looked up."""

    COMPANIES_HOUSE = "companies_house", _("Companies House")
    CHARITY_COMMISSION = "charity_commission", _("Charity Commission for England and Wales")
    OSCR = "oscr", _("Scottish Charity Regulator")
    PUBLIC_BODIES = "public_bodies", _("A register of public bodies, schools or NHS organisations")
    VAT = "vat", _("HMRC’s check of a VAT number")
    DIRECTORY = "directory", _("A trade body, a council’s licence or a business directory")
    CALL = "call", _("A call to a number from a public source")
    LETTER = "letter", _("A letter on the organisation’s paper, or an email from its own domain")


class CheckResult(models.TextChoices):
    """What came of it."""

    MATCHES = "matches", _("It is so")
    DIFFERS = "differs", _("It is not so")
    UNCLEAR = "unclear", _("We could not find out")


class Why(models.TextChoices):
    """Why an employer was refused or suspended, in the words that it reads."""

    NOT_FOUND = "not_found", _("We could not find your organisation where you said that it is registered.")
    DIFFERENT = "different", _("What you told us differs from what the public register says.")
    NOT_REACHED = "not_reached", _("We could not reach your organisation in a way that a public source gives.")
    NOT_ACTING = "not_acting", _("We could not find out that you may act for the organisation.")
    CLOSED = "closed", _("The public register says that the organisation has closed.")
    REPORTED = "reported", _("Somebody told us of something that we have to look into.")


REFUSING = (Why.NOT_FOUND, Why.DIFFERENT, Why.NOT_REACHED, Why.NOT_ACTING, Why.CLOSED)
SUSPENDING = (Why.REPORTED, Why.CLOSED, Why.NOT_ACTING)


class RegisterCheck(models.Model):
    """One thing that somebody looked up: what, where, what came of it, and anything to add."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=10, choices=CheckKind)
    looked_at = models.CharField(max_length=20, choices=CheckedAt)
    result = models.CharField(max_length=10, choices=CheckResult)
    note = SecretTextField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_by_name = models.CharField(max_length=200)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ("-checked_at", "-pk")
        verbose_name = _("check of an employer")
        verbose_name_plural = _("checks of employers")
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return self.get_kind_display()


class EmployerDecision(models.Model):
    """What was decided on an employer, why in words that it reads (empty where nothing has to be said), and a note that
    only staff read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="decisions")
    event = models.CharField(max_length=10)
    """The move that it made: one of the states' own."""
    why = models.CharField(max_length=20, choices=Why, blank=True)
    note = SecretTextField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_at", "-pk")
        verbose_name = _("decision on an employer")
        verbose_name_plural = _("decisions on employers")
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"{self.event} {self.decided_at:%Y-%m-%d}"
