"""Searching the questions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import TextField
from govuk.forms import GovukForm
from support.search import LONGEST


class SearchForm(GovukForm):
    """What somebody wants to know."""

    q = TextField(
        label=_("Search the questions"),
        hint=_("For example, rent or first payment"),
        personal=False,
        missing=_("Enter what you want to know"),
        name=_("What you search for"),
        max_length=LONGEST,
        width=20,
        spellcheck=True,
    )
