"""What staff are asked when they check who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.identity.evidence import are_a_pair, has_photo
from accounts.models import DocumentKind, IdentityRevocation, Office
from govuk.fields import CheckboxesField, RadiosField, SelectField, TextAreaField, YesNoField
from govuk.forms import GovukForm
from payments.models import FirstPaymentRelease
from staff.identity import Asked

SAME_PERSON = _(
    "Save this only if the name and the date of birth in what you saw are those that they told us, and a photo is of "
    "them. If not, save nothing and speak to your team leader."
)


class DocumentsForm(GovukForm):
    """Two documents that an adviser saw."""

    title = _("Two documents")
    body = SAME_PERSON
    button = _("Save this check")
    documents = CheckboxesField(
        label=_("Which documents did you see?"),
        hint=_("We keep which kinds you saw, not their numbers and no copy."),
        personal=False,
        missing=_("Select the documents that you saw"),
        choices=DocumentKind.choices,
    )
    face_compared = YesNoField(
        label=_("Did you compare their face with a photo on one of the documents?"),
        hint=_("On a video call, or when they were in front of you."),
        personal=False,
        missing=_("Select yes if you compared their face with a photo"),
    )

    def clean(self) -> dict[str, Any]:
        """Documents that do together, and a photo where a face was compared with one."""
        given = super().clean() or self.cleaned_data
        documents = given.get("documents")
        if documents and not self.is_enough(documents):
            self.add_error("documents", _("Select two documents of different kinds, of which one is not a bill"))
        elif documents and given.get("face_compared") and not has_photo(documents):
            self.add_error("face_compared", _("None of these documents has a photo. Select no, or the one that has"))
        return given

    def is_enough(self, documents: Sequence[str]) -> bool:
        """Whether these prove anything by this route."""
        return are_a_pair(documents)


class FaceToFaceForm(DocumentsForm):
    """What somebody brought to an office."""

    title = _("Face to face")

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = SelectField(
            label=_("At which office?"),
            personal=False,
            missing=_("Select the office where you saw them"),
            choices=[(str(office.pk), office.name) for office in offices],
        )
        self.fields = {"office": office, **self.fields}

    def is_enough(self, documents: Sequence[str]) -> bool:
        return bool(documents)


class QuestionsForm(GovukForm):
    """Which questions somebody answered right by phone."""

    title = _("Questions by phone")
    body = _("Ask each of these. Do not help, and do not say which answers were right.")
    button = _("Save what they answered")

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in asked:
            self.fields[each.kind.value] = YesNoField(
                label=each.words,
                # Theirs, and never kept with what is drawn once for everybody: this form alone has the question.
                hint=_("We have: %(answer)s") % {"answer": each.answer},
                personal=False,
                missing=_("Select whether this was right: %(question)s") % {"question": each.words},
                yes=_("Right"),
                no=_("Wrong, or no answer"),
            )


class TakeBackForm(GovukForm):
    """Why a check does not count any more."""

    title = _("Take this check back")
    body = _("It stays on the record, with why it does not count. The claimant is told, and asked to prove it again.")
    button = _("Take this check back")
    reason = RadiosField(
        label=_("Why does it not count?"),
        personal=False,
        missing=_("Select why it does not count"),
        choices=IdentityRevocation.Reason.choices,
    )
    note = TextAreaField(
        label=_("What happened"),
        hint=_("Only staff read this."),
        personal=True,
        missing=_("Enter what happened"),
        name=_("What happened"),
        max_length=500,
        rows=3,
    )


class ReleaseForm(GovukForm):
    """Why a first payment goes without more proof."""

    title = _("Let the first payment go")
    body = _("It waits because we are less sure than usual who they are. Once it is let go it is paid like any other.")
    button = _("Let the payment go")
    reason = RadiosField(
        label=_("Why does it go without more proof?"),
        personal=False,
        missing=_("Select why it goes without more proof"),
        choices=FirstPaymentRelease.Reason.choices,
    )
    note = TextAreaField(
        label=_("What you relied on"),
        hint=_("Only staff read this."),
        personal=True,
        missing=_("Enter what you relied on"),
        name=_("What you relied on"),
        max_length=500,
        rows=3,
    )
