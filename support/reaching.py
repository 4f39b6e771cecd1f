"""How people reach us at a moment: each channel with its hours, and whether somebody answers now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.holidays import HolidaysUnknown
from govuk.formatting import day, time_of_day
from support import pressure
from support.contents import Channel, content
from support.hours import Hours
from support.notices import current

MAIN_CHANNEL = "phone"
FALLBACK = "office"
"""The way to reach us that needs no number."""
_ANY_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Reach:
    """A channel as shown: words in the reader's language. ``open`` is "" where we do not know, or it is always open."""

    slug: str
    title: str
    how: SafeString
    good_for: str
    open: str = ""
    busy: str = ""
    """When many people use it at once, and when fewer do."""
    hours: tuple[tuple[str, str], ...] = ()
    """Days and times, such as ("Monday to Friday", "8am to 6pm")."""
    holidays: str = ""
    url: str = ""
    url_words: str = ""


def ways(moment: datetime) -> list[Reach]:
    """Every way to reach us that this service has, in order."""
    return [reach(channel, moment) for channel in content().channels.values() if _has(channel)]


def best_way(slug: str, moment: datetime) -> Reach:
    """The way to reach us that suits a page, or where it is not to be had an office."""
    channel = content().channels[slug]
    return reach(channel if _has(channel) else content().channels[FALLBACK], moment)


def reach(channel: Channel, moment: datetime) -> Reach:
    """A channel as it stands at a moment."""
    hours = hours_of(channel)
    busy = [row for row in current().busy if row.channel == channel.slug] if hours else []
    return Reach(
        slug=channel.slug,
        title=_(channel.title),
        how=_how(channel),
        good_for=_(channel.good_for),
        open=open_now(hours, moment) if hours else "",
        busy=pressure.line(busy, moment, hours) if hours else "",
        hours=tuple(in_words(hours)) if hours else (),
        holidays=_("Closed on bank holidays") if hours and hours.holidays_of else "",
        url=reverse(channel.page) if channel.page else "",
        url_words=_(channel.page_words) if channel.page else "",
    )


def hours_of(channel: Channel) -> Hours | None:
    """When somebody answers there; None where that is always so, or nobody has confirmed the hours."""
    return _hours(channel.hours) if channel.hours and _hours_are_shown() else None


def open_now(hours: Hours, moment: datetime) -> str:
    """Whether somebody answers, and until or from when; "" when we do not know which days are bank holidays."""
    try:
        if opening := hours.now(moment):
            return _("Open now, until %(time)s.") % {"time": time_of_day(opening.closes)}
        opening = hours.next(moment)
    except HolidaysUnknown:
        return ""
    if opening is None:
        return _("Closed now.")
    days_away = (timezone.localdate(opening.opens) - timezone.localdate(moment)).days
    at = time_of_day(opening.opens)
    if days_away == 0:
        return _("Closed now. Opens today at %(time)s.") % {"time": at}
    if days_away == 1:
        return _("Closed now. Opens tomorrow at %(time)s.") % {"time": at}
    if days_away < 7:
        weekday = str(WEEKDAYS[timezone.localdate(opening.opens).weekday()])
        return _("Closed now. Opens on %(weekday)s at %(time)s.") % {"weekday": weekday, "time": at}
    return _("Closed now. Opens on %(day)s at %(time)s.") % {"day": day(opening.opens), "time": at}


def in_words(hours: Hours) -> Iterator[tuple[str, str]]:
    """The week, with days in a row that are alike said together; days on which it is closed are left out."""
    first = 0
    for number in range(1, 8):
        if number < 7 and hours.week[number] == hours.week[first]:
            continue
        if span := hours.week[first]:
            opens, closes = (time_of_day(timezone.make_aware(datetime.combine(_ANY_DAY, at))) for at in span)
            names = [str(WEEKDAYS[first]), str(WEEKDAYS[number - 1])]
            yield names[0] if number - 1 == first else _range(*names), _range(opens, closes)
        first = number


def _range(first: str, last: str) -> str:
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _has(channel: Channel) -> bool:
    return not channel.setting or bool(getattr(settings, channel.setting))


def _hours_are_shown() -> bool:
    return content().hours_are_confirmed or settings.DEMONSTRATION


@cache
def _hours(slug: str) -> Hours:
    return Hours.read(content().hours[slug])


def _how(channel: Channel) -> SafeString:
    if not channel.setting:
        return format_html("{}", _(channel.how))
    address = getattr(settings, channel.setting)
    before, _address, after = _(channel.how).partition("%(address)s")
    if channel.link:
        href = address if channel.link == "address" else channel.link + "".join(address.split())
        return format_html('{}<a class="govuk-link" href="{}">{}</a>{}', before, href, address, after)
    return format_html("{}<strong>{}</strong>{}", before, address, after)
