"""Second steps of signing in: what somebody has, besides the password that they know."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.fields import LookupDigestField, SecretTextField
from core.ids import new_id

TEXT_CODE_LIFE = timedelta(minutes=15)
TEXT_CODE_TRIES = 5
WRONG_BEFORE_A_WAIT = 5
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=1)


class FactorKind(models.TextChoices):
    """How somebody confirms that it is them."""

    APP = "app", _("Authenticator app")
    TEXT = "text", _("Text message")
    PASSKEY = "passkey", _("Passkey")
    BACKUP = "backup", _("Backup codes")


class FactorQuerySet(models.QuerySet["Factor"]):
    """Factors, beginning with who is asking."""

    def for_actor(self, actor: Actor) -> FactorQuerySet:
        """This actor's own."""
        return self.none() if actor.user_id is None else self.filter(user_id=actor.user_id)

    def confirmed(self) -> FactorQuerySet:
        """That somebody has shown to work; the rest are being set up."""
        return self.filter(confirmed_at__isnull=False)


class Factor(models.Model):
    """One way of somebody's to confirm that it is them. Removing it deletes it, with what it knew.

    ``secret`` is what it needs to know: an app's key (base32), the phone number that texts go to, a passkey's
    credential and public key (JSON). Backup codes are rows of their own. ``counter`` goes up only: the last time step
    of which an app's code was used, or a passkey's own count of its uses. Wrong codes are counted for each factor:
    after every fifth in a row it takes none for a while, each time twice as long.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=10, choices=FactorKind)
    secret = SecretTextField(null=True)
    credential_digest = LookupDigestField(of="credential", made_from=("secret",), unique=True)
    counter = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)

    objects = FactorQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["user"], condition=Q(kind="backup"), name="one_set_of_backup_codes"),
            models.CheckConstraint(
                condition=Q(kind="backup", secret=None) | (~Q(kind="backup") & Q(secret__isnull=False)),
                name="factor_knows_its_secret",
            ),
            models.CheckConstraint(
                condition=Q(kind="passkey", credential_digest__isnull=False)
                | (~Q(kind="passkey") & Q(credential_digest=None)),
                name="passkey_has_a_credential",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def credential(self) -> str:
        """By which a passkey is known to be nobody else's; empty for other kinds."""
        return f"passkey {json.loads(self.secret)['id']}" if self.kind == FactorKind.PASSKEY else ""

    def is_waiting(self, now: datetime) -> bool:
        """Whether so many wrong codes were tried that none is taken now."""
        return self.waits_until is not None and now < self.waits_until

    def note_right(self, now: datetime) -> None:
        """Somebody confirmed with it that it is them. The row must be locked."""
        self.wrong_codes, self.waits_until, self.last_used_at = 0, None, now
        self.save(update_fields=["wrong_codes", "waits_until", "last_used_at", "counter"])

    def note_wrong(self, now: datetime) -> None:
        """A wrong code was tried. The row must be locked."""
        self.wrong_codes += 1
        turns, rest = divmod(self.wrong_codes, WRONG_BEFORE_A_WAIT)
        if rest == 0:
            self.waits_until = now + min(FIRST_WAIT * 2 ** min(turns - 1, 10), LONGEST_WAIT)
        self.save(update_fields=["wrong_codes", "waits_until"])


class TextCode(models.Model):
    """A 6-digit code sent by text, kept as a keyed hash; used once, within 15 minutes, in five tries.

    Only the newest of a factor works.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="text_codes")
    code_digest = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["factor", "-sent_at"], name="text_codes_of_factor"),)
        constraints = (models.CheckConstraint(condition=Q(tries__lte=TEXT_CODE_TRIES), name="few_tries_of_a_text"),)

    def __str__(self) -> str:
        return f"Code sent {self.sent_at:%Y-%m-%d %H:%M}"

    def is_open(self, now: datetime) -> bool:
        """Whether it may still be tried."""
        return self.used_at is None and self.tries < TEXT_CODE_TRIES and now < self.sent_at + TEXT_CODE_LIFE


class BackupCode(models.Model):
    """A code to keep on paper; used once. Kept here as passwords are: a slow hash, with one salt for all of a set, so
    that one hash says whether a code is any of them. Sets that were made before it was so are keyed hashes until their
    owner makes new ones."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="backup_codes")
    code_hash = models.CharField(max_length=200, default="", db_default="")
    code_digest = models.BinaryField(max_length=32, null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(code_digest=None) & ~Q(code_hash="") | Q(code_digest__isnull=False, code_hash=""),
                name="backup_code_in_one_form",
            ),
        )

    def __str__(self) -> str:
        return "Used" if self.used_at else "Not used"
