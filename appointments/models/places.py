"""Where people are met and when: jobcentres with their rooms and days, and the diaries of advisers."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from core.ids import new_id

WEEK = [(number, WEEKDAYS[number]) for number in range(7)]
"""The days of the week, Monday first, as Python numbers them."""


class Country(models.TextChoices):
    """Whose bank holidays are days off (core.holidays)."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")


@pghistory.track()
class Jobcentre(models.Model):
    """An office that people come to for appointments: its name in addresses, how to get there and get in."""

    office = models.OneToOneField(Office, models.PROTECT, primary_key=True, verbose_name=_("Office"))
    slug = models.SlugField(
        _("Name in addresses"), max_length=40, unique=True, help_text=_("Small letters and hyphens, such as leeds")
    )
    country = models.CharField(_("Whose bank holidays are days off"), max_length=10, choices=Country)
    directions = models.TextField(_("How to get there"))
    is_step_free = models.BooleanField(_("Can be entered without steps"), default=False)

    class Meta:
        ordering = ("office__name",)
        verbose_name = _("jobcentre")
        verbose_name_plural = _("jobcentres")

    def __str__(self) -> str:
        return str(self.office)


@pghistory.track()
class OpenDay(models.Model):
    """From when until when a jobcentre is open on a day of the week, by the clock on its wall."""

    jobcentre = models.ForeignKey(Jobcentre, models.CASCADE, related_name="open_days")
    weekday = models.PositiveSmallIntegerField(_("Day"), choices=WEEK)
    opens = models.TimeField(_("Opens"))
    closes = models.TimeField(_("Closes"))

    class Meta:
        ordering = ("weekday",)
        verbose_name = _("day of the week on which it is open")
        verbose_name_plural = _("days of the week on which it is open")
        constraints = (
            models.UniqueConstraint(fields=["jobcentre", "weekday"], name="opens_once_a_day"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="opens_before_it_closes"),
        )

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.opens:%H:%M}-{self.closes:%H:%M}"


@pghistory.track()
class ClosedDay(models.Model):
    """A day on which a jobcentre is closed though it is no bank holiday."""

    jobcentre = models.ForeignKey(Jobcentre, models.CASCADE, related_name="closed_days")
    day = models.DateField(_("Day"))
    why = models.CharField(_("Why"), max_length=200)

    class Meta:
        ordering = ("day",)
        verbose_name = _("day on which it is closed")
        verbose_name_plural = _("days on which it is closed")
        constraints = (models.UniqueConstraint(fields=["jobcentre", "day"], name="closed_once"),)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


@pghistory.track()
class Room(models.Model):
    """A room in which an adviser and a claimant meet. ``places`` is for how many people."""

    jobcentre = models.ForeignKey(Jobcentre, models.PROTECT, related_name="rooms")
    name = models.CharField(_("Name"), max_length=60)
    places = models.PositiveSmallIntegerField(_("For how many people"), default=2)
    is_step_free = models.BooleanField(_("Reached without steps"), default=False)
    is_used = models.BooleanField(_("In use"), default=True, help_text=_("Take this away instead of deleting it."))

    class Meta:
        ordering = ("name",)
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = (models.UniqueConstraint(fields=["jobcentre", "name"], name="one_room_of_a_name"),)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class DiaryDay(models.Model):
    """From when until when an adviser sees people on a day of the week: at a jobcentre, or from home (none), when they
    see nobody in person."""

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="diary_days")
    weekday = models.PositiveSmallIntegerField(_("Day"), choices=WEEK)
    starts = models.TimeField(_("From"))
    ends = models.TimeField(_("Until"))
    jobcentre = models.ForeignKey(
        Jobcentre,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="diary_days",
        verbose_name=_("Where, if not at home"),
    )

    class Meta:
        ordering = ("adviser", "weekday", "starts")
        verbose_name = _("day in an adviser’s diary")
        verbose_name_plural = _("days in advisers’ diaries")
        constraints = (
            models.UniqueConstraint(fields=["adviser", "weekday", "starts"], name="one_start_of_a_shift"),
            models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="starts_before_it_ends"),
        )

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.starts:%H:%M}-{self.ends:%H:%M}"


class Blocked(models.Model):
    """A time in which an adviser sees nobody, such as leave or training."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="blocked_times")
    period = DateTimeRangeField()
    why = models.CharField(max_length=200)
    blocked_at = models.DateTimeField()

    class Meta:
        indexes = (GistIndex(fields=["period"], name="blocked_when"),)

    def __str__(self) -> str:
        return f"Blocked from {self.period.lower:%Y-%m-%d %H:%M}"
