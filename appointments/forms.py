"""What somebody is asked about an appointment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from appointments.free_times import Offer
from appointments.models import Adjustment, Jobcentre
from appointments.types import AppointmentType, Asked, How
from govuk.fields import CheckboxesField, RadiosField, SecurityCodeField, TextAreaField, TextField
from govuk.formatting import day_and_time
from govuk.forms import GovukForm


class HowForm(GovukForm):
    """How, and if in person at which jobcentre."""

    def __init__(self, *args: Any, choices: Sequence[tuple[Any, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"] = RadiosField(
            label=_("How would you like to have this appointment?"),
            name=_("How you have this appointment"),
            personal=True,
            missing=_("Select how you would like to have this appointment"),
            choices=choices,
        )


WHO_ASKED = (
    (Asked.PHONE, _("The claimant, by phone")),
    (Asked.FACE, _("The claimant, face to face")),
    (Asked.POST, _("The claimant, by post")),
    (Asked.MESSAGE, _("The claimant, in a message")),
    (Asked.US, _("Nobody: we have to")),
)
HOW_ASKED = (
    (Asked.PHONE, _("By phone")),
    (Asked.FACE, _("Face to face")),
    (Asked.POST, _("By post")),
    (Asked.MESSAGE, _("In a message")),
)


class TimeForm(GovukForm):
    """When: one of the times that are free."""

    button = _("Book this time")

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"] = RadiosField(
            label=_("When would you like your appointment?"),
            name=_("When your appointment is"),
            personal=True,
            missing=_("Select a time"),
            choices=[(value_at(offer.span.start), day_and_time(offer.span.start)) for offer in offers],
        )
        self.order_fields(self.field_order)


def value_at(start: datetime) -> str:
    """What is sent for a time."""
    return start.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


class NeedsForm(GovukForm):
    """What somebody needs when we meet them. Asked once; all of it can be left empty."""

    title = _("What do you need when we meet?")
    body = _("Leave this empty if you need nothing. We keep it for next time, so that you do not have to say it again.")
    button = _("Save and continue")
    language = TextField(
        label=_("Which language do you need an interpreter for?"),
        hint=_("Leave this empty if you need none. Interpreters are free."),
        name=_("The language"),
        personal=True,
        max_length=60,
        width=20,
        spellcheck=False,
        optional=True,
    )
    adjustments = CheckboxesField(
        label=_("Do you need any of these?"),
        name=_("What you need"),
        personal=True,
        choices=Adjustment.choices,
        optional=True,
    )
    details = TextAreaField(
        label=_("Anything else that would help"),
        name=_("Anything else that would help"),
        personal=True,
        max_length=500,
        optional=True,
    )


class CancelForm(GovukForm):
    """Why somebody cancels."""

    title = _("Cancel your appointment")
    button = _("Cancel this appointment")
    because = TextField(
        label=_("Why do you need to cancel?"),
        name=_("Why you need to cancel"),
        personal=True,
        max_length=200,
        missing=_("Tell us why you need to cancel, in a few words"),
    )


class CancelForStaffForm(GovukForm):
    """Who wants an appointment cancelled, and why."""

    title = _("Cancel the appointment")
    button = _("Cancel this appointment")
    asked = RadiosField(
        label=_("Who asked for this, and how?"),
        personal=False,
        missing=_("Select who asked for this, and how"),
        choices=WHO_ASKED,
    )
    because = TextField(
        label=_("Why?"),
        hint=_("The claimant reads this, with your name."),
        name=_("Why"),
        personal=True,
        max_length=200,
        missing=_("Enter why, in a few words that the claimant can read"),
    )


class TimeForStaffForm(TimeForm):
    """The same, with who asked for it."""

    title = _("Choose a time for them")
    asked = CancelForStaffForm.base_fields["asked"]
    because = CancelForStaffForm.base_fields["because"]
    field_order = ("time",)


def how_choices(type_: AppointmentType, jobcentres: Sequence[Jobcentre], *, has_video: bool) -> list[tuple[Any, ...]]:
    """The ways in which an appointment of a type can be held: the word that stands for each in addresses, what it is
    called, and where it is."""
    choices: list[tuple[Any, ...]] = []
    for how in type_.hows:
        if how == How.IN_PERSON:
            choices += [
                (each.slug, _("In person at %(place)s") % {"place": each.office.name}, each.office.address)
                for each in jobcentres
            ]
        elif how == How.PHONE or has_video:
            choices.append((how.value, how.label))
    return choices


class WhyMissedForm(GovukForm):
    """Why somebody did not come."""

    button = _("Send")
    reason = TextAreaField(
        label=_("Why could you not come?"),
        hint=_("Say it in your own words. You can show us papers later if you have any."),
        name=_("Your reason"),
        personal=True,
        secret=True,
        max_length=2000,
        missing=_("Tell us why you could not come"),
    )


class NeedsForStaffForm(NeedsForm):
    """The same, written down by staff."""

    asked = RadiosField(
        label=_("How did the claimant tell you?"),
        personal=False,
        missing=_("Select how the claimant told you"),
        choices=HOW_ASKED,
    )


class WhyMissedForStaffForm(WhyMissedForm):
    """The same, written down by staff."""

    title = _("Write down why they could not come")
    button = _("Save their reason")
    asked = NeedsForStaffForm.base_fields["asked"]


class CheckInForm(GovukForm):
    """The code of today's appointment."""

    button = _("I have arrived")
    code = SecurityCodeField(
        label=_("What is the code of your appointment?"),
        hint=_("It is 6 digits, on the page of your appointment. It works on the day only."),
        name=_("The code"),
        missing=_("Enter the code of your appointment"),
    )
