"""Why a file was not kept, in words for whoever sent it. Each says what to do instead."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why; the words are in ``WORDS``."""

    EMPTY = "empty", _("There was nothing in it")
    LARGE = "large", _("It was too large")
    KIND = "kind", _("It was no photo or PDF")
    VIRUS = "virus", _("It had a virus")
    UNREADABLE = "unreadable", _("It could not be opened")
    PASSWORD = "password", _("It had a password")
    PAGES = "pages", _("It had too many pages")
    PIXELS = "pixels", _("The photo was too detailed")
    SAME_TIME = "same_time", _("Too many were sent at once")
    TODAY = "today", _("Too many were sent on one day")
    FULL = "full", _("There were too many already")
    BUSY = "busy", _("Checking it took too long")


WORDS: dict[Refusal, Promise] = {
    Refusal.EMPTY: _("‘%(name)s’ is empty. Choose it again, or take a new photo"),
    Refusal.LARGE: _("‘%(name)s’ must be smaller than %(megabytes)sMB. Take a photo of each page instead"),
    Refusal.KIND: _("‘%(name)s’ must be a photo (JPG, PNG or HEIC) or a PDF. Take a photo of it, or save it as a PDF"),
    Refusal.VIRUS: _("‘%(name)s’ has a virus. Do not open it. Take a photo of the document instead"),
    Refusal.UNREADABLE: _("‘%(name)s’ cannot be opened. It may be damaged. Choose it again, or take a new photo"),
    Refusal.PASSWORD: _("‘%(name)s’ has a password. Save it without one, or take a photo of each page"),
    Refusal.PAGES: _("‘%(name)s’ must have %(pages)s pages or fewer. Send only the pages that we asked for"),
    Refusal.PIXELS: _("‘%(name)s’ is too detailed to open. Take a photo of it instead"),
    Refusal.SAME_TIME: _("‘%(name)s’ was not added, because you can add %(files)s files at a time. Add it now"),
    Refusal.TODAY: _("‘%(name)s’ was not added, because you have added as much as you can today. Add it tomorrow"),
    Refusal.BUSY: _("‘%(name)s’ was not added, because we cannot take files just now. Add it in a few minutes"),
    Refusal.FULL: _("‘%(name)s’ was not added, because there are %(files)s files already. Remove one first"),
}
