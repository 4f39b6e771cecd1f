"""What people are asked about their to-dos."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.holidays import working_day_everywhere
from govuk.fields import DateField, TextAreaField
from govuk.formatting import day
from govuk.forms import GovukForm


class WhyLateForm(GovukForm):
    """What stopped somebody from doing something in time."""

    why_late = TextAreaField(
        label=_("What stopped you?"),
        hint=_("For example: you were ill, somebody died, or you did not understand what to do."),
        name=_("What stopped you"),
        personal=True,
        secret=True,
        missing=_("Enter what stopped you"),
        max_length=1000,
    )


class MoreTimeForm(GovukForm):
    """Until when somebody needs time, and why."""

    title = _("Ask for more time")
    button = _("Ask for more time")
    until = DateField(
        label=_("By which day can you do it?"),
        name=_("The day"),
        personal=True,
        future=True,
        or_today=True,
        missing=_("Enter the day by which you can do it"),
    )
    reason = TextAreaField(
        label=_("Why do you need more time?"),
        hint=_("A few words are enough."),
        name=_("Why you need more time"),
        personal=True,
        secret=True,
        missing=_("Enter why you need more time"),
        max_length=500,
        rows=3,
    )

    def __init__(
        self, *args: Any, latest: date, at_once: date | None = None, due: date, is_given: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.due, self.is_given = due, is_given
        until: Any = self.fields["until"]
        until.latest = latest
        words = [_now("You can ask for a day up to %(day)s.") % {"day": day(latest)}]
        if at_once and at_once > max(due, clock.today()):
            words.append(
                _now("Up to %(day)s you have it at once. For a later day we have to look at it.")
                % {"day": day(at_once)}
            )
        until.hint = " ".join(words)

    def clean(self) -> dict[str, Any]:
        """The day is later than the one that it has, or the one that was given, by who presses twice."""
        cleaned = super().clean() or {}
        until = cleaned.get("until")
        is_again = until and self.is_given and working_day_everywhere(until) == self.due
        if until and until <= self.due and not is_again:
            self.add_error("until", _("Enter a day after the one by which we asked for it"))
        return cleaned
