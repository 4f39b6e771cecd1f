"""How sure we are that people are who they say: what was checked, what was taken back, and what they asked for."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.one_login import OneLoginAccount
from accounts.models.people import Person
from accounts.models.users import Office
from core.append_only import append_only_triggers
from core.digests import is_digest
from core.fields import LookupDigestField, SecretJSONField, SecretTextField
from core.ids import new_id


def as_shown(family_name: str, date_of_birth: object) -> str:
    """A family name without case, accents, spaces or hyphens, which are written now so and now so, and a day (ISO)."""
    apart = unicodedata.normalize("NFKD", family_name).casefold()
    return f"identity {''.join(letter for letter in apart if letter.isalnum())} {date_of_birth}"


class IdentityLevel(models.TextChoices):
    """How sure we are of who somebody is. In rising order."""

    NONE = "none", _("Not checked")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")

    @property
    def rank(self) -> int:
        """0 for none, rising."""
        return list(IdentityLevel).index(self)


class IdentityRoute(models.TextChoices):
    """How somebody proves who they are."""

    TWO_DOCUMENTS = "two_documents", _("Two documents")
    FACE_TO_FACE = "face_to_face", _("Face to face")
    SECURITY_QUESTIONS = "security_questions", _("Questions by phone")
    ONE_LOGIN = "one_login", _("GOV.UK One Login")


class DocumentKind(models.TextChoices):
    """What was seen. Its kind is kept, never its number or a copy."""

    PASSPORT = "passport", _("Passport")
    DRIVING_LICENCE = "driving_licence", _("Driving licence")
    IMMIGRATION_STATUS = "immigration_status", _("Proof of immigration status")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth or adoption certificate")
    BANK_CARD = "bank_card", _("Bank card or statement")
    TENANCY_AGREEMENT = "tenancy_agreement", _("Tenancy agreement")
    UTILITY_BILL = "utility_bill", _("Utility bill")
    COUNCIL_TAX_BILL = "council_tax_bill", _("Council Tax bill")
    PAYSLIP = "payslip", _("Payslip or P60")
    VOUCHING_LETTER = "vouching_letter", _("Letter from somebody who knows you in their work, such as a social worker")


class QuestionKind(models.TextChoices):
    """What somebody is asked by phone that the record knows. Which was asked is kept, never what was answered."""

    LAST_PAYMENT = "last_payment", _("How much was your last payment from us?")
    BANK = "bank", _("What are the last 2 digits of the account number that we pay into?")
    NINO = "nino", _("What are the last 3 characters of your National Insurance number?")
    ADDRESS = "address", _("What are the first line and the postcode of your address?")
    BIRTH = "birth", _("What is your date of birth?")


class IdentityCheckQuerySet(models.QuerySet["IdentityCheck"]):
    """Checks of who people are."""

    def counting(self, at: datetime) -> IdentityCheckQuerySet:
        """Those that still say something at a moment: passed, not expired and not taken back."""
        return self.exclude(level=IdentityLevel.NONE).filter(expires_at__gt=at, revocation=None)


class IdentityCheck(models.Model):
    """Somebody's identity was checked: the evidence for a level. Only ever added to; a later check stands beside an
    earlier one, and one that was a mistake has an IdentityRevocation.

    Level none is a try that failed. Who says so is the member of staff, or for GOV.UK One Login its ``issuer`` and the
    ``subject`` that it knows them by (not kept in the oldest rows), found by its keyed hash. ``details`` is what was
    shown of the person, where it is kept at all; ``shown_digest`` the keyed hash of the family name and birth date in
    it, to compare with what they declare.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identity_checks")
    level = models.CharField(max_length=10, choices=IdentityLevel)
    route = models.CharField(max_length=20, choices=IdentityRoute)
    documents = ArrayField(models.CharField(max_length=20, choices=DocumentKind), default=list)
    face_compared = models.BooleanField(default=False, db_default=False)
    questions = models.JSONField(default=dict, db_default={}, help_text="Kind of question -> whether it was right")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200, blank=True, default="", db_default="")
    subject = SecretTextField(null=True)
    subject_digest = LookupDigestField(of="proved_as", made_from=("issuer", "subject"))
    details = SecretJSONField(null=True)
    shown_digest = LookupDigestField(of="shown", made_from=("details",))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    checked_by_name = models.CharField(max_length=200)
    checked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = IdentityCheckQuerySet.as_manager()

    class Meta:
        triggers = append_only_triggers()
        ordering = ("-checked_at",)
        constraints = (
            models.CheckConstraint(
                name="one_login_says_who",
                condition=Q(route=IdentityRoute.ONE_LOGIN, subject_digest__isnull=False) & ~Q(issuer="")
                | ~Q(route=IdentityRoute.ONE_LOGIN) & Q(subject_digest__isnull=True, issuer=""),
            ),
            models.CheckConstraint(
                name="only_questions_fail",
                condition=~Q(level=IdentityLevel.NONE) | Q(route=IdentityRoute.SECURITY_QUESTIONS),
            ),
        )
        indexes = (
            models.Index(fields=["subject_digest"], name="check_by_subject", condition=Q(subject_digest__isnull=False)),
            models.Index(fields=["expires_at"], name="checks_that_expire"),
            models.Index(fields=["checked_at"], name="checks_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_route_display()}"

    @property
    def proved_as(self) -> str:
        """By what the same human being is found again; empty where it is not known any more, or staff checked."""
        if self.subject is not None or not self.issuer:
            return f"{self.issuer} {self.subject}" if self.issuer else ""
        # Made before the subject was kept: it is that of their One Login, if they still have the same.
        theirs = OneLoginAccount.objects.filter(user__person=self.person_id, issuer=self.issuer).first()
        found = f"{self.issuer} {theirs.subject}" if theirs else ""
        return found if found and is_digest(self.subject_digest or b"", found) else ""

    @property
    def shown(self) -> str:
        """The family name and date of birth that were shown, as they are compared; empty where none were."""
        return as_shown(self.details["family_name"], self.details["date_of_birth"]) if self.details else ""


class IdentityRevocation(models.Model):
    """A check does not count any more, and why. Only ever added to."""

    class Reason(models.TextChoices):
        """Why a check is taken back."""

        MISTAKE = "mistake", _("It was recorded by mistake")
        DOCUMENT = "document", _("A document was not genuine, or was lost or stolen")
        SOMEBODY_ELSE = "somebody_else", _("It was somebody else")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Not "check": Django's models have a method of that name.
    of_check = models.OneToOneField(IdentityCheck, on_delete=models.PROTECT, related_name="revocation")
    reason = models.CharField(max_length=20, choices=Reason)
    note = SecretTextField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_by_name = models.CharField(max_length=200)
    revoked_at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()

    def __str__(self) -> str:
        return f"Taken back: {self.get_reason_display()}"


class IdentityRequest(models.Model):
    """How somebody would like to prove who they are, for whoever checks it: a route, and what they will show or where
    they will come; no route says that they can do none of it here. The latest is the one that holds, until a check."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identity_requests")
    route = models.CharField(max_length=20, choices=IdentityRoute, blank=True)
    documents = ArrayField(models.CharField(max_length=20, choices=DocumentKind), default=list)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        triggers = append_only_triggers()
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=["asked_at"], name="identity_requests_by_time"),)

    def __str__(self) -> str:
        return self.get_route_display() or str(_("Cannot do it online"))

    @property
    def document_names(self) -> list[str]:
        """The documents that they will show, in words."""
        return [str(DocumentKind(kind).label) for kind in self.documents]
