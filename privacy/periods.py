"""How long each kind of data is kept, and on whose word: one table for the purge, the page that people read, and docs.

A period holds from a day, so that a change can be entered before it takes effect and an old answer explained. Where no
law or published policy names a period, ``source`` says that ours is to be confirmed by whoever owns the policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.devices import KEPT_FOR as DEVICES_KEPT_FOR
from accounts.models.codes import CODES_KEPT_FOR
from audit.verifying import KEPT_AT_LEAST
from core import clock
from govuk.fields.base import Words
from privacy.models import COPY_KEPT_FOR

TO_CONFIRM = "Policy to confirm"
BEGAN = date(2013, 4, 29)
"""The day from which universal credit could be claimed: before it there is nothing to keep."""


@dataclass(frozen=True, slots=True)
class Period:
    """For so many years and days something is kept, in ``words`` that say after what; this holds from ``since`` on."""

    words: Words
    source: str
    years: int = 0
    days: int = 0
    since: date = BEGAN

    def after(self, moment: datetime) -> datetime:
        """When what began to be kept at this moment has been kept for long enough."""
        return _moved(moment, self.years) + timedelta(days=self.days)

    def ago(self, moment: datetime) -> datetime:
        """What began to be kept before this has, at this moment, been kept for long enough."""
        return _moved(moment, -self.years) - timedelta(days=self.days)


def _moved(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, month=3, day=1)


PERIODS: dict[str, tuple[Period, ...]] = {
    "unsent_claims": (
        Period(
            _("28 days after you start, if you do not send it"), f"{TO_CONFIRM}: it is what people are told", days=28
        ),
    ),
    "unsent_employers": (
        Period(_("28 days after you start, if you do not send it"), f"{TO_CONFIRM}: as long as a claim", days=28),
    ),
    "unfinished": (Period(_("1 day"), f"{TO_CONFIRM}: long enough to see what went wrong", days=CODES_KEPT_FOR.days),),
    "devices": (Period(_("180 days after you last signed in on the device"), TO_CONFIRM, days=DEVICES_KEPT_FOR.days),),
    "copies": (Period(_("7 days after we made it"), TO_CONFIRM, days=COPY_KEPT_FOR.days),),
    "messages": (Period(_("2 years after we wrote it"), TO_CONFIRM, years=2),),
    "arrived": (Period(_("1 year after it arrived, once somebody has dealt with it"), TO_CONFIRM, years=1),),
    "automatic_mail": (Period(_("28 days after it arrived"), TO_CONFIRM, days=28),),
    "sign_ins": (Period(_("2 years"), TO_CONFIRM, years=2),),
    "journal": (Period(_("6 years"), f"{TO_CONFIRM}: as long as claims", years=6),),
    "unused_accounts": (
        Period(
            _("1 year after you last signed in, once we have no claim of yours; we write to you 30 days before"),
            f"{TO_CONFIRM}: long enough to come back after a job, and no longer than we can say why",
            years=1,
        ),
    ),
    "unconfirmed_accounts": (
        Period(_("28 days, if nobody shows that the email address is theirs"), f"{TO_CONFIRM}: as a claim", days=28),
    ),
    "refused_employers": (
        Period(
            _("1 year after the registration was sent for the last time, if we did not approve it"),
            f"{TO_CONFIRM}: long enough to ask us to look again",
            years=1,
        ),
    ),
    "files": (Period(_("6 years after it was added"), f"{TO_CONFIRM}: as long as claims", years=6),),
    "ended_claims": (
        Period(
            _("6 years after the last thing that happened on a claim that has ended"),
            "Limitation Act 1980 section 9(1): a sum due under an Act can be sued for within six years. "
            f"{TO_CONFIRM}: that nothing is needed for longer",
            years=6,
        ),
    ),
    "audit": (
        Period(
            _("7 years after it happened"),
            f"{TO_CONFIRM}: a year longer than claims, so that what was done at their end can be looked into",
            days=KEPT_AT_LEAST.days,
        ),
    ),
}
"""Each kind's periods, the earliest first."""


def period_of(kind: str, on: date | None = None) -> Period:
    """The period that holds for this kind of data on a day (None: today)."""
    day = on or clock.today()
    return next(each for each in reversed(PERIODS[kind]) if each.since <= day)


def before(kind: str) -> datetime:
    """What is older than this has been kept for long enough."""
    return period_of(kind).ago(clock.now())
