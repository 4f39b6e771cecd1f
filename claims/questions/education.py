"""Education and training (UC Regs 12 to 14, 68 to 71)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import CheckboxesField, DateField, RadiosField, TextField, YesNoField
from journeys.answers import KnownAnswers
from journeys.definition import OWN, Page, Task
from journeys.forms import QuestionForm


class PartTimeCourseForm(QuestionForm):
    """Part-time study can go with Universal Credit."""

    why = _("You can study part-time and get Universal Credit. It can change what we agree that you do to find work.")
    part_time_course = YesNoField(
        label=_("Are you on a part-time course or training?"),
        personal=True,
        missing=_("Select yes if you are on a part-time course or training"),
    )


class CourseForm(QuestionForm):
    """What it is."""

    title = _("Tell us about your course or training")
    course = TextField(
        label=_("Name of the course or training"),
        personal=True,
        missing=_("Enter the name of your course or training"),
        name=_("The name of the course"),
        max_length=200,
    )
    course_provider = TextField(
        label=_("School, college, university or provider"),
        personal=True,
        missing=_("Enter who provides your course or training"),
        name=_("The provider"),
        spellcheck=False,
        max_length=200,
    )
    course_level = RadiosField(
        label=_("What level is it?"),
        personal=True,
        missing=_("Select the level of your course or training"),
        choices=(
            ("school", _("School or college, up to A level or equivalent")),
            ("higher", _("University or other higher education")),
            ("training", _("Work training or an apprenticeship")),
        ),
    )


class CourseDatesForm(QuestionForm):
    """From when to when."""

    title = _("When does it start and end?")
    course_starts = DateField(
        label=_("First day"),
        hint=_("For example, 27 9 2026"),
        personal=True,
        missing=_("Enter the first day of your course"),
        name=_("The first day"),
    )
    course_ends = DateField(
        label=_("Last day"),
        hint=_("For example, 27 6 2027"),
        personal=True,
        missing=_("Enter the last day of your course"),
        name=_("The last day"),
        not_before="course_starts",
    )


class CourseFundingForm(QuestionForm):
    """Student income counts (UC Regs reg 68): its amount is asked with other money."""

    why = _("A student loan or grant can reduce what you get. We ask for its amount with your other money.")
    course_funding = CheckboxesField(
        label=_("How is it paid for?"),
        personal=True,
        missing=_("Select how it is paid for, or select none of these"),
        choices=(
            ("loan", _("A student loan")),
            ("grant", _("A grant or bursary")),
            ("employer", _("My employer")),
            ("myself", _("I pay myself")),
        ),
        none=("none", _("None of these")),
    )


def is_not_a_full_time_student(known: KnownAnswers) -> bool:
    """They are not in full-time education."""
    return known.get("in_education") is False


def is_on_a_course(known: KnownAnswers) -> bool:
    """They are on a course or training."""
    return known.get("in_education") is True or known.get("part_time_course") is True


TASK = Task(
    "education-details",
    _("Tell us about courses and training"),
    have_ready=_("Have ready: the dates of your course and how it is paid for, if you are on one."),
    needs=("eligibility",),
    part=OWN,
    pages=(
        Page("part-time-course", PartTimeCourseForm, asked_if=is_not_a_full_time_student),
        Page("course", CourseForm, asked_if=is_on_a_course),
        Page("course-dates", CourseDatesForm, asked_if=is_on_a_course),
        Page("course-funding", CourseFundingForm, asked_if=is_on_a_course),
    ),
)
