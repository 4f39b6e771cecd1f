"""“Add a photo or file” on any page: several at once, what was added with a button to remove each, without JavaScript.

A view hands its request to ``add_files`` and shows what comes back with ``templates/documents/adding.html``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from documents.intake import remove, take
from documents.models import Document, DocumentState
from govuk.bound import component
from govuk.fields import FilesField
from govuk.forms import GovukForm


class AddFilesForm(GovukForm):
    """Photos and files to be added."""

    documents = FilesField(
        label=_("Add photos or files"),
        hint=_(
            "Photos (JPG, PNG or HEIC) or PDFs, each smaller than 10MB. You can take a photo of each page, and choose "
            "several at once."
        ),
        personal=True,
        optional=True,
    )

    def error_summary(self) -> SafeString:
        """What is wrong with each question, and with each file by itself."""
        if not self.errors:
            return SafeString()
        fields = self.bound_fields()
        items = [
            {"text": str(words), "href": each.error_href}
            for each in fields
            for words in (each.errors if each.name == "documents" else each.errors and [each.error_message])
        ]
        return component(
            "error-summary", "govukErrorSummary", {"titleText": now("There is a problem"), "errorList": items}
        )


@dataclass(frozen=True, slots=True)
class Adding:
    """What is shown: the form with what was wrong, and every file of the place. ``is_done`` when all that was asked for
    was done, and the page is to be opened again."""

    form: AddFilesForm
    documents: list[Document]
    is_done: bool

    @property
    def kept(self) -> list[Document]:
        """Those that are kept: also such as are still being checked."""
        return [each for each in self.documents if each.state != DocumentState.REFUSED]


def files_at(*, owner_id: UUID, place: str) -> list[Document]:
    """The files of an owner at a place, in the order in which they were added."""
    return list(Document.objects.filter(owner_id=owner_id, place=place).order_by("added_at", "pk"))


def add_files(
    request: HttpRequest,
    *,
    owner_id: UUID,
    place: str,
    by: Actor,
    claim_reference: str = "",
    needs_one: bool = True,
    form_class: Callable[..., AddFilesForm] = AddFilesForm,
) -> Adding:
    """Do what a page's form asked for: add what was selected (``documents``), or remove one (``remove``).

    The view has found that ``by`` may. With ``needs_one``, nothing selected is said to be missing. A ``form_class``
    that asks more besides is judged too; files are kept whatever else is wrong.
    """
    if request.method != "POST":
        return Adding(form_class(), files_at(owner_id=owner_id, place=place), is_done=False)
    form = form_class(request.POST, request.FILES)
    form.is_valid()
    if unwanted := request.POST.get("remove"):
        for document in files_at(owner_id=owner_id, place=place):
            if str(document.pk) == unwanted:
                remove(document, by=by, claim_reference=claim_reference)
    elif sent := form.cleaned_data.get("documents"):
        outcomes = take(sent, owner_id=owner_id, place=place, by=by, claim_reference=claim_reference)
        for outcome in outcomes:
            if outcome.refusal:
                form.add_error("documents", outcome.words)
    elif needs_one:
        form.add_error("documents", now("Select a photo or a file, or take a photo"))
    return Adding(form, files_at(owner_id=owner_id, place=place), is_done=not form.errors)
