"""Work: each job, and self-employment (UC Regs 51 to 64)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import clock
from govuk.fields import DateField, MoneyField, RadiosField, TextField, WholeNumberField, YesNoField
from journeys.answers import Answer, KnownAnswers
from journeys.definition import OWN, ListTask, ListWords, Page
from journeys.forms import QuestionForm


class HasJobForm(QuestionForm):
    """Employed work."""

    why = _("Take-home pay reduces what you get, but by less than you earn: you keep 45p or more of each £1.")
    has_job = YesNoField(
        label=_("Do you have a job?"),
        hint=_("Include part-time, temporary and zero-hours work, and work you are off sick or on leave from."),
        personal=True,
        missing=_("Select yes if you have a job"),
    )


class SelfEmployedForm(QuestionForm):
    """Work on their own account (UC Regs 57, 64)."""

    why = _("What you make after costs counts like pay.")
    self_employed = YesNoField(
        label=_("Are you self-employed?"),
        hint=_("Include odd jobs, gig work and a business that has not made money yet."),
        personal=True,
        missing=_("Select yes if you are self-employed"),
    )


class BusinessForm(QuestionForm):
    """What the work is and what it brings in."""

    title = _("Tell us about your self-employed work")
    body = _("Once your claim is open we will ask for your income and costs every month.")
    business = TextField(
        label=_("What is the work?"),
        personal=True,
        missing=_("Enter what your self-employed work is"),
        name=_("The work"),
        max_length=200,
    )
    business_started = DateField(
        label=_("When did it start?"),
        hint=_("For example, 27 3 2019"),
        personal=True,
        missing=_("Enter the date your self-employed work started"),
        name=_("The date your self-employed work started"),
        past=True,
        or_today=True,
    )
    profit = MoneyField(
        label=_("About how much do you make in a month after costs?"),
        hint=_("Enter 0 if it makes nothing."),
        personal=True,
        missing=_("Enter about how much you make in a month"),
        name=_("What you make in a month"),
        minimum_pence=0,
    )


class VoluntaryWorkForm(QuestionForm):
    """Unpaid work: part of what is agreed about looking for work."""

    why = _("It can count towards what we agree that you do to find work. It does not change the amount.")
    voluntary_work = YesNoField(
        label=_("Do you do any voluntary work?"),
        hint=_("Unpaid work for a charity or community group."),
        personal=True,
        missing=_("Select yes if you do any voluntary work"),
    )


class JobOfferForm(QuestionForm):
    """Work that will start: it opens help with childcare in time (UC Regs reg 32(1)(b))."""

    why = _("A job that starts soon can open help with childcare before your first payday.")
    job_offer = YesNoField(
        label=_("Have you been offered a job that has not started yet?"),
        personal=True,
        missing=_("Select yes if you have been offered a job that has not started yet"),
    )


class JobOfferStartsForm(QuestionForm):
    """When."""

    job_offer_starts = DateField(
        label=_("When does the job you have been offered start?"),
        hint=_("For example, 27 3 2027, or the most likely day if you do not know yet."),
        personal=True,
        missing=_("Enter the date the job starts"),
        name=_("The date the job starts"),
        future=True,
        or_today=True,
        errors={
            "future_or_today": _(
                "The date the job starts must be today or in the future. "
                "If you have started this job, go back and say that you have a job"
            )
        },
    )


class EmployerForm(QuestionForm):
    """Who they work for."""

    employer = TextField(
        label=_("Who do you work for?"),
        hint=_("The name of the employer on your payslip."),
        personal=True,
        missing=_("Enter the name of your employer"),
        name=_("The name of your employer"),
        autocomplete="organization",
        spellcheck=False,
        max_length=200,
    )


class _NamedJobForm(QuestionForm):
    """A question about a job whose employer is known."""

    @classmethod
    def words(cls, known: KnownAnswers) -> dict[str, str]:
        return {"employer": known.get("employer") or str(_("your employer"))}


class JobStartedForm(_NamedJobForm):
    """Since when."""

    job_started = DateField(
        label=_("When did you start your job at {employer}?"),
        hint=_("For example, 27 3 2019"),
        personal=True,
        missing=_("Enter the date you started your job"),
        name=_("The date you started your job"),
        past=True,
        or_today=True,
    )


class JobEndingForm(_NamedJobForm):
    """Whether it is over, or will be."""

    why = _(
        "After a job ends you may get help with childcare a little longer, and the limit on benefits may not apply."
    )
    job_ending = YesNoField(
        label=_("Has your job at {employer} ended, or do you know when it will end?"),
        personal=True,
        missing=_("Select yes if your job has ended or you know when it will end"),
    )


class JobEndsForm(_NamedJobForm):
    """When."""

    job_ends = DateField(
        label=_("What is your last day at {employer}?"),
        hint=_("For example, 27 3 2027"),
        personal=True,
        missing=_("Enter your last day"),
        name=_("Your last day"),
        earliest=lambda: clock.today().replace(year=clock.today().year - 2, day=1),
        errors={"earliest": _("Only tell us about jobs that ended in the last 2 years")},
    )


class JobPensionForm(_NamedJobForm):
    """What is paid into it is taken from pay before it counts (UC Regs reg 55(5))."""

    why = _("What you pay into a pension is taken off your pay before we count it.")
    job_pension = YesNoField(
        label=_("Do you pay into a pension through {employer}?"),
        personal=True,
        missing=_("Select yes if you pay into a pension"),
    )


class JobHoursForm(_NamedJobForm):
    """How much of the week it takes."""

    why = _("It helps us to agree with you whether to look for more work. It does not change the amount.")
    job_hours = WholeNumberField(
        label=_("How many hours a week do you usually work at {employer}?"),
        hint=_("If your hours change, enter a usual week."),
        personal=True,
        missing=_("Enter how many hours a week you usually work"),
        name=_("Hours a week"),
        maximum=168,
    )


class PayForm(_NamedJobForm):
    """The last take-home pay: a first guide only, because awards use pay received in each period."""

    title = _("Your last pay from {employer}")
    why = _(
        "We use it for an estimate. Each month we use what you were paid, which employers tell us about, "
        "so you do not need to report your pay."
    )
    pay_frequency = RadiosField(
        label=_("How often are you paid?"),
        personal=True,
        missing=_("Select how often you are paid"),
        choices=(
            ("weekly", _("Every week")),
            ("fortnightly", _("Every 2 weeks")),
            ("four_weekly", _("Every 4 weeks")),
            ("monthly", _("Every month")),
            ("irregular", _("It varies")),
        ),
    )
    last_pay = MoneyField(
        label=_("How much was your last take-home pay?"),
        hint=_("After tax, National Insurance and pension, or 0 if you have not been paid yet."),
        personal=True,
        missing=_("Enter your last take-home pay, or 0"),
        name=_("Your last take-home pay"),
        minimum_pence=0,
    )
    last_paid = DateField(
        label=_("When were you last paid?"),
        hint=_("For example, 27 3 2026, or leave this empty if you have not been paid yet."),
        personal=True,
        optional=True,
        name=_("The date you were last paid"),
        past=True,
        or_today=True,
    )


def has_job_offer(known: KnownAnswers) -> bool:
    """They have been offered a job."""
    return known.get("job_offer") is True


def job_is_ending(known: KnownAnswers) -> bool:
    """The job has ended or will."""
    return known.get("job_ending") is True


def is_self_employed(known: KnownAnswers) -> bool:
    """They are self-employed."""
    return known.get("self_employed") is True


def has_job(known: KnownAnswers) -> bool:
    """They have a job."""
    return known.get("has_job") is True


def job_name(answers: Answer) -> str:
    """How a job is listed."""
    return str(answers.get("employer", ""))


TASK = ListTask(
    "work",
    _("Tell us about your work"),
    have_ready=_("Have ready: your last payslip, if you have a job."),
    needs=("eligibility",),
    part=OWN,
    pages=(
        Page("self-employed", SelfEmployedForm),
        Page("business", BusinessForm, asked_if=is_self_employed),
        Page("voluntary-work", VoluntaryWorkForm),
        Page("job-offer", JobOfferForm),
        Page("job-offer-starts", JobOfferStartsForm, asked_if=has_job_offer),
        Page("has-job", HasJobForm),
    ),
    item_pages=(
        Page("employer", EmployerForm),
        Page("job-started", JobStartedForm),
        Page("job-ending", JobEndingForm),
        Page("job-ends", JobEndsForm, asked_if=job_is_ending),
        Page("job-hours", JobHoursForm),
        Page("pay", PayForm),
        Page("job-pension", JobPensionForm),
    ),
    listed_if=has_job,
    item_name=job_name,
    words=ListWords(
        summary=_("Your jobs"),
        item=_("Job"),
        add=_("Add a job"),
        another=_("Do you have another job to add?"),
        another_missing=_("Select yes if you have another job to add"),
        empty=_("You have not added a job yet."),
        remove=_("Are you sure you want to remove your job at {name}?"),
        remove_missing=_("Select yes if you want to remove this job"),
    ),
)
