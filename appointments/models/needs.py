"""What somebody needs when we meet them: asked once, and kept for the next time."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from appointments.querysets import OwnedQuerySet
from core.fields import SecretTextField


class Adjustment(models.TextChoices):
    """What we do differently for somebody who needs it (Equality Act 2010, section 20)."""

    STEP_FREE = "step-free", _("A room that I can get to without steps")
    QUIET = "quiet", _("A quiet room")
    HEARING_LOOP = "hearing-loop", _("A hearing loop")
    SIGN_LANGUAGE = "sign-language", _("A sign language interpreter")
    MORE_TIME = "more-time", _("More time, or a break")
    SOMEBODY_WITH_ME = "with-me", _("Somebody with me")


class Needs(models.Model):
    """What one person said that they need. ``language`` is of the interpreter, empty where they need none."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="needs")
    language = models.CharField(max_length=60, blank=True)
    adjustments = ArrayField(models.CharField(max_length=20, choices=Adjustment), default=list)
    details = SecretTextField(null=True)
    said_at = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Needs said {self.said_at:%Y-%m-%d}"

    @property
    def words(self) -> list[str]:
        """Each thing in words; nothing where they need nothing."""
        said = [str(_("An interpreter: %(language)s")) % {"language": self.language}] if self.language else []
        said += [str(Adjustment(each).label) for each in self.adjustments]
        return [*said, self.details] if self.details else said
