"""What officers say of batches."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import RadiosField, WholeNumberField
from govuk.forms import GovukForm
from letters.models import TakenBack


class CountForm(GovukForm):
    """What came out of the printer."""

    title = _("How much was printed?")
    body = _("Count what is ready for the post. Letters that you take out of the batch do not count.")
    button = _("They are all posted")
    letters = WholeNumberField(
        label=_("How many letters were printed?"),
        name=_("Number of letters"),
        personal=False,
        missing=_("Enter how many letters were printed"),
    )
    pages = WholeNumberField(
        label=_("How many pages were printed?"),
        name=_("Number of pages"),
        personal=False,
        missing=_("Enter how many pages were printed"),
    )


class TakeBackForm(GovukForm):
    """Why a letter is not posted with its batch."""

    title = _("Why is this letter taken out of the batch?")
    body = _("It waits for the next batch.")
    button = _("Take it out")
    because = RadiosField(
        label=_("What happened"),
        personal=False,
        missing=_("Select what happened"),
        choices=TakenBack.choices,
    )
