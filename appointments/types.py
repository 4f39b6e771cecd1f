"""The types of appointment: how long each takes, how it can be held, and what somebody is told of it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from govuk.fields.base import Words


class How(models.TextChoices):
    """How two people meet."""

    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video link")
    IN_PERSON = "in-person", _("In person")


class Asked(models.TextChoices):
    """Who wanted what staff did with an appointment, and how they said so: as its owner reads it."""

    PHONE = "phone", _("You asked for it by phone.")
    FACE = "assisted", _("You asked for it when we met.")
    POST = "post", _("You asked for it by post.")
    MESSAGE = "online", _("You asked for it in a message.")
    US = "us", _("We had to.")


@dataclass(frozen=True, slots=True)
class AppointmentType:
    """What an appointment is for. ``bring`` is what to have at hand; ``is_needed`` says that it must be held some time,
    so that whoever cancels is asked to book another."""

    slug: str
    title: Words
    minutes: int
    hows: tuple[How, ...]
    what: Words
    bring: tuple[Words, ...]
    if_missed: Words
    is_needed: bool = True

    @property
    def length(self) -> timedelta:
        """How long it takes, where nobody needs more time."""
        return timedelta(minutes=self.minutes)


_ANY_WAY = (How.PHONE, How.VIDEO, How.IN_PERSON)
_REASON = _("Tell us why. We listen to your reason before anybody decides anything.")

TYPES: dict[str, AppointmentType] = {
    each.slug: each
    for each in (
        AppointmentType(
            "first-evidence",
            _("First appointment: who you are and your papers"),
            40,
            (How.IN_PERSON, How.VIDEO),
            _("We look at the papers that show who you are and what you told us in your claim."),
            (
                _("Your passport, driving licence or another paper that shows who you are"),
                _("A paper that shows what you pay for your home, if you pay rent"),
                _("A bank statement or bank card"),
            ),
            _REASON,
        ),
        AppointmentType(
            "commitments",
            _("Agree what you will do: your commitments"),
            60,
            _ANY_WAY,
            _("You and a work coach agree what you will do to look for work or get ready for it."),
            (
                _("What you have done in work before, or a CV if you have one"),
                _("Times when you cannot work, such as when you care for somebody"),
            ),
            _REASON,
        ),
        AppointmentType(
            "work-search-review",
            _("Talk about your search for work"),
            20,
            _ANY_WAY,
            _("You and your work coach talk about what you have done to look for work, and what could help."),
            (_("What you have done to look for work, in notes or in your head"),),
            _REASON,
        ),
        AppointmentType(
            "health",
            _("Talk about your health and work"),
            40,
            _ANY_WAY,
            _("You tell a work coach how your health affects what you can do, and what would help."),
            (_("Your fit note, if you have one"), _("The names of medicines that you take, if you want to tell us")),
            _REASON,
        ),
        AppointmentType(
            "digital-skills",
            _("Help to use the internet"),
            40,
            (How.IN_PERSON,),
            _("Somebody shows you how to use this service, email and websites for jobs."),
            (_("Your phone or tablet, if you have one"),),
            _("Nothing happens to your money. You can book another."),
            is_needed=False,
        ),
    )
}
"""By slug."""

CHOICES: list[tuple[str, Words]] = [(each.slug, each.title) for each in TYPES.values()]
