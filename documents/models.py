"""The files that people sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actor import Channel
from core.fields import SecretTextField
from core.ids import new_id
from core.states import StateTable, allow
from documents.kinds import Kind
from documents.refusals import Refusal


class DocumentState(models.TextChoices):
    """Whether it may be opened."""

    WAITING = "waiting", _("Being checked for viruses")
    CLEAN = "clean", _("Added")
    REFUSED = "refused", _("Not kept")


DOCUMENT_STATES = StateTable(
    "state",
    DocumentState.WAITING,
    (
        allow("pass", DocumentState.WAITING, DocumentState.CLEAN, who={"system"}, past="passed"),
        allow("refuse", DocumentState.WAITING, DocumentState.REFUSED, who={"system"}, past="refused"),
    ),
)


class Document(models.Model):
    """A file that somebody sent. Its bytes are in the storage, sealed for this row; here is what is known of them.

    ``owner_id`` is whose it is and ``place`` what it was added to (``evidence:...``), as those who call say it: who may
    see it is theirs to decide, every time. ``sha256`` is of the file as it was sent, so that the same one is added to
    a place once. While it is waiting, what is kept is what was sent; nothing has opened it, and nobody gets it.
    """

    STATES = DOCUMENT_STATES

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_id = models.UUIDField()
    place = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.WAITING)
    refused_because = models.CharField(max_length=20, choices=Refusal, blank=True)
    sent_as = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind)
    name = SecretTextField()
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100, blank=True)
    key_id = models.CharField(max_length=60, blank=True)
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField(null=True)
    added_by_name = models.CharField(max_length=200)
    added_through = models.CharField(max_length=10, choices=Channel)

    class Meta:
        triggers = DOCUMENT_STATES.triggers()
        constraints = (
            models.UniqueConstraint(fields=["place", "owner_id", "sha256"], name="a_file_once_in_a_place"),
            models.UniqueConstraint(
                fields=["stored_as"], condition=~models.Q(stored_as=""), name="a_stored_file_is_of_one_document"
            ),
            models.CheckConstraint(
                name="a_refused_document_has_no_file",
                condition=models.Q(state="refused", stored_as="", refused_because__gt="")
                | (~models.Q(state="refused") & models.Q(stored_as__gt="", refused_because="")),
            ),
        )
        indexes = (models.Index(fields=["owner_id", "added_at"], name="documents_of_owner"),)

    def __str__(self) -> str:
        return f"{self.kind} added {self.added_at:%Y-%m-%d %H:%M} ({self.state})"

    @property
    def sealed_for(self) -> str:
        """To what its file is bound."""
        return f"documents.document:{self.pk}"
