"""What staff are asked about who helps a claimant."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.helping import LONGEST
from accounts.models import HelpScope, StopReason
from core import clock
from govuk.fields import CheckboxesField, DateField, EmailField, RadiosField, TextAreaField, TextField
from govuk.forms import GovukForm


class EndHelpForm(GovukForm):
    """Why somebody's help ends."""

    title = _("End this help")
    body = _("It ends at once. We tell the claimant and the helper that it ended, and to neither why.")
    button = _("End it now")
    because = RadiosField(
        label=_("Why does it end?"),
        personal=True,
        missing=_("Select why it ends"),
        choices=StopReason.choices,
    )
    note = TextAreaField(
        label=_("What happened"),
        hint=_("How the claimant asked, or what you know."),
        personal=True,
        missing=_("Enter what happened"),
        name=_("What happened"),
        max_length=500,
        rows=3,
    )


class AppointeeForm(GovukForm):
    """Who was appointed to act for a claimant, and why."""

    title = _("Record an appointee")
    body = _(
        "Only for somebody whom we appointed to act for a claimant who cannot act for themself. "
        "The claimant is told at once."
    )
    button = _("Record and send the invitation")
    name = TextField(
        label=_("Who is the appointee?"),
        hint=_("A person, or an organisation."),
        name=_("The name"),
        personal=True,
        spellcheck=False,
        autocomplete="off",
        missing=_("Enter the name of the appointee"),
    )
    email = EmailField(
        label=_("What is their email address?"),
        hint=_("The invitation goes there. It does not say who the claimant is."),
        autocomplete="off",
        missing=_("Enter their email address"),
    )
    scopes = CheckboxesField(
        label=_("What do they need this service for?"),
        personal=True,
        missing=_("Select what they need this service for"),
        choices=HelpScope.choices,
    )
    until = DateField(
        label=_("Until which day?"),
        hint=_("At most a year from now: then the appointment is looked at again."),
        name=_("The last day"),
        personal=True,
        future=True,
        or_today=True,
        latest=lambda: clock.today() + LONGEST,
        missing=_("Enter the last day"),
    )
    because = TextAreaField(
        label=_("Why were they appointed, by whom and when?"),
        hint=_("The claimant can read this."),
        personal=True,
        missing=_("Enter why they were appointed, by whom and when"),
        name=_("Why they were appointed"),
        max_length=500,
        rows=4,
    )
