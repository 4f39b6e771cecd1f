"""What staff are asked about an employer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from employers.deciding import WHY
from employers.models import CheckedAt, CheckKind, CheckResult, Why
from govuk.fields import EmailField, RadiosField, TextAreaField, TextField
from govuk.forms import GovukForm


class FindEmployerForm(GovukForm):
    """What an employer is found by."""

    q = TextField(
        label=_("Find an employer by reference, number, or how its name begins"),
        personal=True,
        missing=_("Enter a reference, a number or the beginning of a name"),
        name=_("What you look for"),
        max_length=100,
        spellcheck=False,
    )


class EmployerCheckForm(GovukForm):
    """One thing that was looked up."""

    title = _("Note what you checked")
    button = _("Save")
    kind = RadiosField(
        label=_("What did you check?"),
        personal=True,
        missing=_("Select what you checked"),
        choices=CheckKind.choices,
    )
    looked_at = RadiosField(
        label=_("Where did you look?"),
        personal=True,
        missing=_("Select where you looked"),
        choices=CheckedAt.choices,
    )
    result = RadiosField(
        label=_("What came of it?"),
        personal=True,
        missing=_("Select what came of it"),
        choices=CheckResult.choices,
    )
    note = TextAreaField(
        label=_("Anything to add"),
        hint=_("Only staff read it."),
        personal=True,
        optional=True,
        name=_("What you add"),
        max_length=500,
        rows=3,
    )


class EmployerInviteForm(GovukForm):
    """Who is to act for an employer whose own people cannot get in."""

    title = _("Invite somebody to act for this employer")
    body = _(
        "Do this only when nobody who acts for it can get in, or all have left. Check first that this person may act "
        "for it, and note that. Whoever acts for it now is told."
    )
    button = _("Send the invitation")
    email = EmailField(
        label=_("Their email address at work"), missing=_("Enter their email address"), autocomplete="off"
    )


class EmployerDecisionForm(GovukForm):
    """Why, in words that the employer reads, where it is bad news; and a note for staff."""

    title = _("Decide on this employer")
    reason = RadiosField(
        label=_("Why?"),
        hint=_("The employer reads these words."),
        personal=True,
        missing=_("Select why"),
        choices=Why.choices,
    )
    note = TextAreaField(
        label=_("What you know about it"),
        hint=_("Only staff read it."),
        personal=True,
        optional=True,
        name=_("What you know"),
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, event: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = TITLES[event]  # type: ignore[misc]
        self.button = BUTTONS[event]  # type: ignore[misc]
        if WHY[event]:
            self.fields["reason"].set_choices([(why.value, why.label) for why in WHY[event]])  # type: ignore[attr-defined]
        else:
            del self.fields["reason"]


TITLES = {
    "approve": _("Approve this employer"),
    "refuse": _("Refuse this registration"),
    "suspend": _("Suspend this employer"),
    "restore": _("Open this account again"),
}
DECIDED = {
    "approve": _("Approved"),
    "refuse": _("Refused"),
    "suspend": _("Suspended"),
    "restore": _("Opened again"),
}
BUTTONS = {
    "approve": _("Approve"),
    "refuse": _("Refuse"),
    "suspend": _("Suspend"),
    "restore": _("Open it again"),
}
