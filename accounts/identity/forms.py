"""What somebody is asked about how they would like to prove who they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.identity.evidence import DOCUMENTS_NEEDED, are_a_pair
from accounts.models import DocumentKind, Office
from govuk.fields import CheckboxesField, RadiosField
from govuk.forms import GovukForm


class DocumentsForm(GovukForm):
    """Which two documents somebody will show."""

    button = _("Save and continue")
    documents = CheckboxesField(
        label=_("Which two documents will you show us?"),
        hint=_("One with a photo, such as a passport, opens most. Two bills that show your address are not enough."),
        personal=False,
        missing=_("Select the two documents that you will show us"),
        choices=DocumentKind.choices,
    )

    def clean(self) -> dict[str, Any]:
        """Two that do together."""
        given = super().clean() or self.cleaned_data
        documents = given.get("documents")
        if documents and len(documents) != DOCUMENTS_NEEDED:
            self.add_error("documents", _("Select two documents, no more and no fewer"))
        elif documents and not are_a_pair(documents):
            self.add_error("documents", _("Select one that is not a bill or a tenancy agreement"))
        return given


class OfficeForm(GovukForm):
    """Which office somebody will come to."""

    button = _("Save and continue")

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"] = RadiosField(
            label=_("Which office will you come to?"),
            personal=False,
            missing=_("Select the office that you will come to"),
            choices=[(str(office.pk), office.name, f"{office.address}. {office.opening_hours}") for office in offices],
        )
