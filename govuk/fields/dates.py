"""A date, in three inputs."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from govuk import text
from govuk.bound import GovukBoundField, as_typed
from govuk.fields.base import GovukField, Words
from govuk.formatting import day

PARTS = ("day", "month", "year")

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""Month names people type, in English and Welsh. Their first three letters are all different."""

Day = date | Callable[[], date]
"""A date, or how to learn it when the answer is checked."""


def month_number(typed: str) -> int | None:
    """The month somebody meant: "4", "04", "April", "apr", "Ebrill"."""
    if re.fullmatch("[0-9]{1,2}", typed):
        return int(typed) if 1 <= int(typed) <= 12 else None
    typed = typed.lower().rstrip(".")
    if len(typed) < 3:
        return None
    return next((number for name, number in MONTHS.items() if name.startswith(typed)), None)


class DatePartsInput(forms.Widget):
    """Gathers the three inputs."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, Any]:
        return {part: data.get(f"{name}-{part}") for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day"


class DateField(GovukField):
    """A date; its value is a `date` and its answer an ISO date.

    `past` or `future`: must be before or after today (`or_today` lets it be today).
    `earliest` and `latest`: the first and last dates allowed, or functions asked for them when checking.
    `not_before`: the question on the same page whose date comes first.
    `birth` for the person's own date of birth, which their browser can fill in.
    """

    component = ("date-input", "govukDateInput")
    grouped = True
    widget = DatePartsInput
    noun = _("Date")
    wording: ClassVar[dict[str, Words]] = {
        "no_day": _("%(name)s must include a day"),
        "no_month": _("%(name)s must include a month"),
        "no_year": _("%(name)s must include a year"),
        "no_day_month": _("%(name)s must include a day and month"),
        "no_day_year": _("%(name)s must include a day and year"),
        "no_month_year": _("%(name)s must include a month and year"),
        "not_real": _("%(name)s must be a real date"),
        "short_year": _("%(name)s must include a year with 4 numbers"),
        "past": _("%(name)s must be in the past"),
        "past_or_today": _("%(name)s must be today or in the past"),
        "future": _("%(name)s must be in the future"),
        "future_or_today": _("%(name)s must be today or in the future"),
        "earliest": _("%(name)s must be the same as or after %(day)s"),
        "latest": _("%(name)s must be the same as or before %(day)s"),
        "not_before": _("%(name)s must be the same as or after %(day)s"),
    }

    def __init__(
        self,
        *,
        past: bool = False,
        future: bool = False,
        or_today: bool = False,
        earliest: Day | None = None,
        latest: Day | None = None,
        not_before: str = "",
        birth: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.past = past
        self.future = future
        self.or_today = or_today
        self.earliest = earliest
        self.latest = latest
        self.not_before = not_before
        self.birth = birth

    def can_say(self, code: str) -> bool:
        range_codes = {
            "past": self.past and not self.or_today,
            "past_or_today": self.past and self.or_today,
            "future": self.future and not self.or_today,
            "future_or_today": self.future and self.or_today,
            "earliest": self.earliest is not None,
            "latest": self.latest is not None,
            "not_before": bool(self.not_before),
        }
        return range_codes.get(code, True)

    def typed(self, value: Any) -> dict[str, str] | None:
        if isinstance(value, date):
            value = self.prepare_value(value)
        if not isinstance(value, Mapping):
            value = {}
        parts = {}
        for part in PARTS:
            typed = super().typed(value.get(part))
            parts[part] = text.ascii_digits(typed) if len(typed) <= 20 else "?"
        return parts if any(parts.values()) else None

    def nothing_given(self) -> Any:
        error = super().nothing_given()
        error.parts = PARTS
        return error

    def understand(self, typed: dict[str, str]) -> date:
        if absent := tuple(part for part in PARTS if not typed[part]):
            raise self.error("no_" + "_".join(absent), absent)
        month = month_number(typed["month"])
        if not re.fullmatch("[0-9]{1,2}", typed["day"]) or not 1 <= int(typed["day"]) <= 31:
            raise self.error("not_real", ("day",))
        if month is None:
            raise self.error("not_real", ("month",))
        if not re.fullmatch("[0-9]{4}", typed["year"]):
            raise self.error("short_year", ("year",))
        try:
            value = date(int(typed["year"]), month, int(typed["day"]))
        except ValueError:
            raise self.error("not_real", PARTS) from None
        self.check_range(value)
        return value

    def check_range(self, value: date) -> None:
        """Raise AnswerError when the date is one this question does not allow."""
        if self.past or self.future:
            today = clock.today()
            if self.past and (value > today or (value == today and not self.or_today)):
                raise self.error("past_or_today" if self.or_today else "past", PARTS)
            if self.future and (value < today or (value == today and not self.or_today)):
                raise self.error("future_or_today" if self.or_today else "future", PARTS)
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        if value.year < 1900 and earliest is None:
            raise self.error("not_real", ("year",))
        if earliest is not None and value < earliest:
            raise self.error("earliest", PARTS, day=day(earliest))
        if latest is not None and value > latest:
            raise self.error("latest", PARTS, day=day(latest))

    def compare(self, value: date, given: Mapping[str, Any]) -> None:
        first = given.get(self.not_before)
        if first is not None and value < first:
            raise self.error("not_before", PARTS, day=day(first))

    def to_answer(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def from_answer(self, answer: str | None) -> date | None:
        return date.fromisoformat(answer) if answer else None

    def prepare_value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": f"{value.year:04}"}
        return value if isinstance(value, dict) else {}

    def to_data(self, html_name: str, value: Any) -> dict[str, Any]:
        shown = self.prepare_value(value)
        return {f"{html_name}-{part}": shown.get(part, "") for part in PARTS}

    def display(self, value: date | None) -> str:
        return day(value) if value else ""

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        shown = bound.value()
        labels = {"day": _now("Day"), "month": _now("Month"), "year": _now("Year")}
        items = []
        for part in PARTS:
            at_fault = " govuk-input--error" if part in bound.error_parts else ""
            items.append(
                {
                    "id": f"{bound.id}-{part}",
                    "name": f"{bound.html_name}-{part}",
                    "label": labels[part],
                    "value": as_typed(shown.get(part)),
                    "classes": f"govuk-input--width-{4 if part == 'year' else 2}{at_fault}",
                    "autocomplete": f"bday-{part}" if self.birth else None,
                }
            )
        return {"items": items}
