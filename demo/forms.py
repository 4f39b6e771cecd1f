"""The one question a demonstration asks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from demo.clockwork import last_day
from govuk.fields import DateField
from govuk.forms import GovukForm


class MoveClockForm(GovukForm):
    """The day to move to."""

    to = DateField(
        label=_("Move the clock to another day"),
        hint=_("It only moves forward."),
        personal=False,
        missing=_("Enter the day to move to"),
        name=_("The day to move to"),
        future=True,
        latest=last_day,
    )
