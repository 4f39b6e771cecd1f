"""The people the service is for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from core.actor import Actor, Channel
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id
from core.likeness import name_and_birth
from notifications.models import LetterFormat, Medium


class Language(models.TextChoices):
    """The languages that we write to people in, whether or not the pages are offered in both."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")


class PersonQuerySet(models.QuerySet["Person"]):
    """People, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> PersonQuerySet:
        """Whom this actor may see: a claimant only themself. Staff reach people through claims."""
        if actor.claimant_id is None:
            return self.none()
        return self.filter(pk=actor.claimant_id)


class Person(models.Model):
    """Somebody who claims or is claimed for as a partner. They may have no account and are served the same.

    Names and date of birth are as last declared in a claim; empty until then.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    nino = SecretTextField(null=True)
    nino_digest = LookupDigestField(of="nino")
    birth_digest = LookupDigestField(of="family_name_and_birth", made_from=("family_name", "date_of_birth"))
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    phone_chosen_at = models.DateTimeField(null=True, editable=False)
    """When they last gave or removed the number on their account; None while it is as a claim says."""
    phone_confirmed_at = models.DateTimeField(null=True, editable=False)
    """When a code that was texted to this number came back; None when none did."""
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    language_chosen_at = models.DateTimeField(null=True, editable=False)
    """When they last said so, by changing the language of the pages or in a claim; None while it is a guess."""
    contact_by = models.CharField(max_length=10, choices=Medium, default=Medium.EMAIL, db_default="email")
    letter_format = models.CharField(
        max_length=20, choices=LetterFormat, default=LetterFormat.STANDARD, db_default="standard"
    )
    contact_chosen_at = models.DateTimeField(null=True, editable=False)
    """When they last said on their account how to reach them; None while it is as a claim says."""
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_through = models.CharField(max_length=10, choices=Channel, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = (
            models.Index(fields=["nino_digest"], name="person_by_nino"),
            models.Index(fields=["family_name", "date_of_birth"], name="person_by_name"),
            models.Index(fields=["birth_digest"], name="person_by_birth"),
            # By whose confirmed number a text is known, however they wrote the number.
            models.Index(
                Right(
                    models.Func(
                        models.F("phone"),
                        models.Value(r"\D"),
                        models.Value(""),
                        models.Value("g"),
                        function="regexp_replace",
                    ),
                    10,
                ),
                condition=models.Q(phone_confirmed_at__isnull=False),
                name="person_by_number",
            ),
        )

    def __str__(self) -> str:
        return self.full_name or str(self.pk)

    @property
    def family_name_and_birth(self) -> str:
        """By what they are known again whose number is not known."""
        return name_and_birth(self.family_name, self.date_of_birth)

    @property
    def full_name(self) -> str:
        """Given names and family name; empty until they are declared."""
        return f"{self.given_names} {self.family_name}".strip()
