"""What staff are asked when they ask somebody to show something."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from claims.evidence import EvidenceKind
from core import clock
from govuk.fields import CheckboxesField, DateField, TextAreaField
from govuk.forms import GovukForm

LONGEST = timedelta(days=90)


class AskForEvidenceForm(GovukForm):
    """What is to be shown, and by when."""

    title = _("Ask for evidence")
    body = _("The claimant gets a to-do and a message, and adds photos or files in this service.")
    button = _("Ask the claimant")
    kinds = CheckboxesField(
        label=_("What do you need to see?"),
        personal=True,
        missing=_("Select what you need to see"),
        choices=EvidenceKind.choices,
    )
    details = TextAreaField(
        label=_("What exactly, and for which time?"),
        hint=_("The claimant reads this. For example: your tenancy agreement, the page that says the rent."),
        name=_("What you need"),
        personal=True,
        secret=True,
        missing=_("Enter what exactly you need"),
        max_length=500,
        rows=3,
    )
    due = DateField(
        label=_("By which day?"),
        hint=_("Give at least 14 days, more if they have to ask somebody else for it."),
        name=_("The day"),
        personal=True,
        future=True,
        or_today=True,
        latest=lambda: clock.today() + LONGEST,
        missing=_("Enter the day by which you need it"),
    )
