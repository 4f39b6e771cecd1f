"""Work that stopped: nine months without the benefit cap after a year of work (UC Regs reg 82(1)(b), (2), (3))."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from claims.counting import carries_lcwra_over, disability_benefits, earliest_within_grace, grace_period_after
from claims.questions.children import has_a_child_who_counts
from claims.questions.home import rents
from claims.questions.income import kinds_of_income
from claims.questions.rated import RatedForm
from core import clock
from govuk.fields import DateField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import OWN, Page, Task
from journeys.forms import QuestionForm
from rules.benefit_cap import CAP_LIFTING_INCOME
from rules.periods import assessment_period


class StoppedWorkForm(QuestionForm):
    """Whether there may be such a period."""

    why = _("There is a limit on benefits. It may not apply to you for 9 months after you stop work.")
    stopped_work = YesNoField(
        label=_("Have you stopped work in the last 9 months?"),
        hint=_("Count any job or self-employed work that ended, for any reason."),
        personal=True,
        missing=_("Select yes if you have stopped work in the last 9 months"),
    )


class LastDayForm(QuestionForm):
    """The nine months begin on the day after it."""

    last_day_of_work = DateField(
        label=_("What was your last day of work?"),
        hint=_("For example, 27 3 2026"),
        personal=True,
        missing=_("Enter your last day of work"),
        name=_("Your last day of work"),
        past=True,
        or_today=True,
        earliest=lambda: earliest_within_grace(clock.today()),
        errors={"earliest": _("Your last day of work must be in the last 9 months")},
    )


class YearOfPayForm(RatedForm):
    """In each of the twelve months before, at least what lifts the benefit cap (reg 82(3))."""

    rates: ClassVar[dict[str, str]] = {"amount": "benefit_cap.earnings_exemption"}
    why = _("If you did, the limit on benefits does not apply to you for 9 months after your last day of work.")
    year_of_pay = YesNoField(
        label=_("Did you take home {amount} or more in each of the 12 months before your last day of work?"),
        hint=_("Take-home pay is what reaches you after tax, National Insurance and pension."),
        personal=True,
        missing=_("Select yes if you took home {amount} or more in each of the 12 months"),
    )


def may_be_capped_without_work(known: KnownAnswers) -> bool:
    """They have no work that lasts, have rent or children, and nothing yet known lifts the benefit cap."""
    costs = rents(known) or has_a_child_who_counts(known)
    benefits = disability_benefits({"disability_benefits": known.get("disability_benefits")})
    incomes = kinds_of_income(known)
    lifted = benefits or carries_lcwra_over(known.get("decided_before"), incomes) or incomes & CAP_LIFTING_INCOME
    return costs and not lifted and known.get("self_employed") is False and not _keeps_a_job(known)


def no_job_is_listed(known: KnownAnswers) -> bool:
    """They have no work, and have told us of no job that ended."""
    return may_be_capped_without_work(known) and not known.entries("work")


def has_stopped_work(known: KnownAnswers) -> bool:
    """They stopped work in the last nine months."""
    return known.get("stopped_work") is True


def stops_about_now(known: KnownAnswers) -> bool:
    """They stopped work, or a job they told us about ended, in the last nine months, or it ends within a month."""
    if no_job_is_listed(known):
        return has_stopped_work(known)
    ended = [_ends(job) for _item, job in known.entries("work")] if may_be_capped_without_work(known) else []
    return bool(ended) and grace_period_after(max(day for day in ended if day)).end >= clock.today()


def _ends(job: Answer) -> date | None:
    ends = job.get("job_ends")
    return date.fromisoformat(ends) if ends else None


def _keeps_a_job(known: KnownAnswers) -> bool:
    """A job that goes on after a first month: a month in which the nine months begin is free of the cap too."""
    days = [_ends(job) for _item, job in known.entries("work")]
    last = assessment_period(clock.today(), 1).end
    return any(day is None or day > last for day in days)


TASK = Task(
    "stopped-work",
    _("Tell us about work that you stopped"),
    needs=("eligibility", "home", "children", "work", "income", "health"),
    part=OWN,
    pages=(
        Page("stopped-work-lately", StoppedWorkForm, asked_if=no_job_is_listed),
        Page("last-day-of-work", LastDayForm, asked_if=has_stopped_work),
        Page("year-of-pay", YearOfPayForm, asked_if=stops_about_now),
    ),
)
