"""A person's name, asked the same way whoever it is. What to enter is worded by whose name it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import NameField
from govuk.fields.base import Words


def given_names(*, missing: Words, hint: Words = "", own: bool = False) -> NameField:
    """First and middle names. ``own`` when it is the name of whoever types it: their browser can fill it in."""
    return NameField(
        label=_("Given names"),
        hint=hint,
        personal=True,
        missing=missing,
        name=_("Given names"),
        autocomplete="given-name" if own else "off",
    )


def family_name(*, missing: Words, own: bool = False) -> NameField:
    """Surname. ``own`` when it is the name of whoever types it."""
    return NameField(
        label=_("Family name"),
        personal=True,
        missing=missing,
        name=_("Family name"),
        autocomplete="family-name" if own else "off",
    )
