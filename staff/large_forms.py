"""What a payment officer is asked about a large payment."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from govuk.fields import RadiosField, TextAreaField
from govuk.forms import GovukForm

AGREE, REFUSE = "agree", "refuse"


class AgreeForm(GovukForm):
    """What the second officer says of what the first agreed to."""

    title = _("Large payments")
    button = _("Save")
    answer = RadiosField(
        label=_("Do you agree to what is shown here?"),
        personal=False,
        missing=_("Select whether you agree"),
        choices=((AGREE, _("Yes, pay it")), (REFUSE, _("No, something is not right"))),
    )
    note = TextAreaField(
        label=_("If you do not agree, what is not right?"),
        hint=_("The first officer and whoever opens the record read this. The claimant does not."),
        personal=True,
        optional=True,
        name=_("What is not right"),
        max_length=500,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """Who agreed first reads why another did not."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == REFUSE and not given.get("note"):
            self.add_error("note", _("Enter what is not right"))
        return given
