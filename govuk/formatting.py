"""How money and dates are written, in English and in Welsh."""

import functools
from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import DjangoTranslation, catalog


def money(pence: int) -> str:
    """An amount in pounds and pence: 123456 is "£1,234.56" and -500 is "-£5.00".

    Raises TypeError for anything but whole pence.
    """
    if not isinstance(pence, int) or isinstance(pence, bool):
        raise TypeError(f"Money is a whole number of pence, not {pence!r}.")
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{pounds:,}.{rest:02}"


def _local(value: datetime) -> datetime:
    """The moment on a clock in the United Kingdom. Raises ValueError when it has no time zone."""
    return timezone.localtime(value)


@functools.lru_cache(maxsize=100)
def _month(_words: DjangoTranslation, number: int) -> str:
    """A month's name, kept by the catalogue that it is in. Django's own Welsh one misspells July."""
    name = str(MONTHS[number])
    return "Gorffennaf" if translation.get_language() == "cy" and name == "Gorffenaf" else name


def day(value: date) -> str:
    """A date, or the date of a moment: "6 April 2026"."""
    shown = _local(value) if isinstance(value, datetime) else value
    return f"{shown.day} {_month(catalog(), shown.month)} {shown.year:04}"


def weekday_and_day(value: date) -> str:
    """A date with its day of the week: "Monday 6 April 2026"."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def day_range(first: date, last: date) -> str:
    """The days from the first to the last, both included: "6 April 2026 to 5 May 2026"."""
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def time_of_day(value: datetime) -> str:
    """A time: "3pm", "3:30pm", "midday", "midnight"."""
    local = _local(value)
    if (local.hour, local.minute) == (0, 0):
        return _("midnight")
    if (local.hour, local.minute) == (12, 0):
        return _("midday")
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def day_and_time(value: datetime) -> str:
    """A moment: "6 April 2026 at 3:30pm", on a clock in the United Kingdom."""
    return _("%(day)s at %(time)s") % {"day": day(value), "time": time_of_day(value)}
