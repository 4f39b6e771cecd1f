"""What we tell people about the service itself, and when many of them contact us at once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from core.append_only import append_only_triggers
from core.ids import new_id

RESOLVED_SHOWN = timedelta(hours=4)
"""How long pages go on saying that a problem is solved."""
MOST_WORDS = 600
_HTML = re.compile(r"<\s*[a-z/!]|&#?\w+;", re.IGNORECASE)


def words_only(value: str) -> None:
    """Refuse HTML, because what is published is shown as it is written, and spaces alone."""
    if not value.strip():
        raise ValidationError(_("Write some words"), code="blank")
    if _HTML.search(value):
        raise ValidationError(_("Write words only. HTML would be shown as it is written."), code="html")


class AnnouncementKind(models.TextChoices):
    """What is announced."""

    INFORMATION = "information", _("Information")
    PLANNED = "planned", _("Planned work")
    PROBLEM = "problem", _("Problem")
    RESOLVED = "resolved", _("Problem solved")


class Audience(models.TextChoices):
    """Who is told."""

    EVERYONE = "everyone", _("Everyone, also before they sign in")
    CLAIMANTS = "claimants", _("Claimants who are signed in")
    STAFF = "staff", _("Staff")


@pghistory.track()
class Announcement(models.Model):
    """Something about the service that people must know, on pages and on the service status page.

    It is the case from ``starts_at`` until before ``ends_at``; pages say so from ``shown_from`` on, if that is earlier.

    ``pages`` are kinds of pages (``support/content/pages.toml``); none of them means every page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=AnnouncementKind)
    title = models.CharField(_("Title in English"), max_length=100, validators=[words_only])
    words = models.TextField(
        _("Words in English"),
        validators=[words_only, MaxLengthValidator(MOST_WORDS)],
        help_text=_("What happens, when, whom it concerns and what they can do meanwhile."),
    )
    title_cy = models.CharField(_("Title in Welsh"), max_length=100, blank=True, validators=[words_only])
    words_cy = models.TextField(
        _("Words in Welsh"),
        blank=True,
        validators=[words_only, MaxLengthValidator(MOST_WORDS)],
        help_text=_("Without them, people who read Welsh get the English, marked as English."),
    )
    audience = models.CharField(_("Audience"), max_length=10, choices=Audience, default=Audience.EVERYONE)
    pages = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Pages"))
    starts_at = models.DateTimeField(_("From"), help_text=_("When it begins: the problem, the work, the change."))
    ends_at = models.DateTimeField(_("Until"), null=True, blank=True, help_text=_("Leave empty while nobody knows."))
    shown_from = models.DateTimeField(
        _("On pages already from"),
        null=True,
        blank=True,
        help_text=_("For what is still to come. Leave empty to show it on pages once it begins."),
    )
    published_at = models.DateTimeField(_("Published at"), editable=False)
    published_by_id = models.BigIntegerField(null=True, editable=False)
    published_by_name = models.CharField(_("Published by"), max_length=200, editable=False)

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = (
            models.CheckConstraint(
                name="announced_until_after_from",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("“Until” must be after “From”"),
            ),
            models.CheckConstraint(
                name="announced_no_later_than_from",
                condition=Q(shown_from__isnull=True) | Q(shown_from__lte=F("starts_at")),
                violation_error_message=_("“On pages already from” must not be after “From”"),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Both the title and the words are in Welsh, or neither is."""
        if bool(self.title_cy.strip()) != bool(self.words_cy.strip()):
            missing = "words_cy" if self.title_cy.strip() else "title_cy"
            raise ValidationError({missing: _("Write both the title and the words in Welsh, or neither")})

    def is_on_pages(self, now: datetime) -> bool:
        """Whether pages say it at this moment."""
        return (self.shown_from or self.starts_at) <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        """Whether it is past."""
        return self.ends_at is not None and self.ends_at <= now

    @property
    def is_in_welsh(self) -> bool:
        """Whether it has words in Welsh."""
        return bool(self.words_cy)


class Update(models.Model):
    """How something announced went on. Never changed: what was said was said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="updates")
    at = models.DateTimeField(editable=False)
    words = models.TextField(_("News in English"), validators=[words_only, MaxLengthValidator(MOST_WORDS)])
    words_cy = models.TextField(_("News in Welsh"), blank=True, validators=[words_only, MaxLengthValidator(MOST_WORDS)])
    resolves = models.BooleanField(_("The problem is solved"), default=False)
    by_id = models.BigIntegerField(null=True, editable=False)
    by_name = models.CharField(max_length=200, editable=False)

    class Meta:
        ordering = ("at", "id")
        triggers = append_only_triggers()
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def __str__(self) -> str:
        return self.words[:60]


class Recurrence(models.TextChoices):
    """On which days a busy time comes."""

    WEEKDAY = "weekday", _("A day of the week")
    MONTH_DAYS = "month_days", _("Days of the month")
    AFTER_HOLIDAY = "after_holiday", _("The first working day after a bank holiday")
    DATES = "dates", _("Certain dates")


class Level(models.TextChoices):
    """How busy it is."""

    BUSY = "busy", _("Busy")
    VERY_BUSY = "very_busy", _("Very busy")


@pghistory.track()
class BusyTime(models.Model):
    """When many people contact us at once by one way to reach us: ``channel``, of ``support/content/contact.toml``."""

    channel = models.SlugField(_("Way to reach us"), max_length=20)
    level = models.CharField(_("How busy"), max_length=10, choices=Level, default=Level.BUSY)
    recurrence = models.CharField(_("When"), max_length=15, choices=Recurrence)
    weekday = models.SmallIntegerField(
        _("Day of the week"), choices=[(number, name) for number, name in WEEKDAYS.items()], null=True, blank=True
    )
    first_day = models.SmallIntegerField(
        _("From day of the month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    last_day = models.SmallIntegerField(
        _("To day of the month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    first_date = models.DateField(_("From date"), null=True, blank=True)
    last_date = models.DateField(_("To date"), null=True, blank=True)
    from_time = models.TimeField(_("From time"))
    until_time = models.TimeField(_("Until time"))
    in_use = models.BooleanField(_("In use"), default=True)

    NEEDS = {
        Recurrence.WEEKDAY: ("weekday",),
        Recurrence.MONTH_DAYS: ("first_day", "last_day"),
        Recurrence.AFTER_HOLIDAY: (),
        Recurrence.DATES: ("first_date", "last_date"),
    }
    """What each recurrence is told by; nothing else is filled in."""

    class Meta:
        ordering = ("channel", "recurrence", "weekday", "first_day", "first_date", "from_time")
        verbose_name = _("busy time")
        verbose_name_plural = _("busy times")
        constraints = (
            models.CheckConstraint(
                name="busy_until_after_from",
                condition=Q(until_time__gt=F("from_time")),
                violation_error_message=_("“Until time” must be after “From time”"),
            ),
            models.CheckConstraint(
                name="busy_days_in_order",
                condition=Q(last_day__gte=F("first_day")) | Q(first_day__isnull=True) | Q(last_day__isnull=True),
                violation_error_message=_("The last day must not be before the first"),
            ),
            models.CheckConstraint(
                name="busy_dates_in_order",
                condition=Q(last_date__gte=F("first_date")) | Q(first_date__isnull=True) | Q(last_date__isnull=True),
                violation_error_message=_("The last date must not be before the first"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_recurrence_display()}, {self.from_time:%H:%M} to {self.until_time:%H:%M}"

    def clean(self) -> None:
        """What its recurrence needs is filled in, and nothing that would be overlooked."""
        if self.recurrence not in Recurrence:
            return
        problems: dict[str, Any] = {}
        for recurrence, names in self.NEEDS.items():
            for name in names:
                is_given, is_needed = getattr(self, name) is not None, recurrence == self.recurrence
                if is_needed and not is_given:
                    problems[name] = _("Fill this in: it says when the busy time comes")
                elif is_given and not is_needed:
                    problems[name] = _("Leave this empty: it is for another kind of busy time")
        if problems:
            raise ValidationError(problems)
