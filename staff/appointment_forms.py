"""What staff are asked about appointments."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.types import CHOICES
from core import clock
from govuk.fields import DateField, RadiosField, SelectField, TextAreaField, TextField
from govuk.forms import GovukForm

LONGEST = timedelta(days=28)
FARTHEST = timedelta(days=365)
HOURS = [(f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}") for hour in range(7, 21) for minute in (0, 30)]


class AskToBookForm(GovukForm):
    """Which appointment somebody is to book, and by when."""

    title = _("Ask them to book an appointment")
    body = _("They get a to-do and a message, and choose how and when.")
    button = _("Ask them to book")
    kind = RadiosField(
        label=_("What is it for?"),
        name=_("What it is for"),
        personal=True,
        missing=_("Select what it is for"),
        choices=CHOICES,
    )
    due = DateField(
        label=_("By which day are they to have booked it?"),
        name=_("The day"),
        personal=True,
        future=True,
        or_today=True,
        latest=lambda: clock.today() + LONGEST,
        missing=_("Enter the day by which they are to have booked it"),
    )


class MissedForm(GovukForm):
    """What was tried to reach somebody who did not come."""

    button = _("They did not come")
    tried = TextField(
        label=_("What did you try to reach them?"),
        hint=_("For example: called twice, waited 10 minutes, sent a message."),
        name=_("What you tried"),
        personal=True,
        max_length=500,
        missing=_("Enter what you tried to reach them"),
    )


class AbsenceForm(GovukForm):
    """Whether somebody had a good reason."""

    title = _("Did they have a good reason not to come?")
    button = _("Save the decision")
    outcome = RadiosField(
        label=_("Your decision"),
        personal=True,
        missing=_("Select whether they had a good reason"),
        choices=[("good", _("They had a good reason")), ("not_good", _("They had no good reason"))],
    )
    words = TextAreaField(
        label=_("Why do you decide this?"),
        hint=_("The claimant reads this."),
        name=_("Why you decide this"),
        personal=True,
        secret=True,
        max_length=1000,
        missing=_("Enter why you decide this"),
    )


class BlockForm(GovukForm):
    """A time in which an adviser sees nobody."""

    title = _("Block time in your diary")
    button = _("Block this time")
    day = DateField(
        label=_("On which day?"),
        name=_("The day"),
        personal=False,
        future=True,
        or_today=True,
        latest=lambda: clock.today() + FARTHEST,
        missing=_("Enter the day"),
    )
    starts = SelectField(
        label=_("From"), name=_("From when"), personal=False, missing=_("Select from when"), choices=HOURS
    )
    ends = SelectField(
        label=_("Until"), name=_("Until when"), personal=False, missing=_("Select until when"), choices=HOURS
    )
    purpose = TextField(
        label=_("What for?"),
        hint=_("Only you see this. For example: leave, training."),
        name=_("What for"),
        personal=False,
        max_length=200,
        missing=_("Enter what for"),
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        given = super().clean() or self.cleaned_data
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("Select a time after the one from when you block"))
        return given

    def moment(self, name: str) -> datetime:
        """From when, or until when. Only after `is_valid()`."""
        day: date = self.cleaned_data["day"]
        return timezone.make_aware(datetime.fromisoformat(f"{day.isoformat()}T{self.cleaned_data[name]}"))
