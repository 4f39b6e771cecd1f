"""What staff are asked about email and texts from nobody we know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from govuk.fields import RadiosField, TextAreaField, TextField
from govuk.forms import GovukForm


class WhoseForm(GovukForm):
    """On which claim whoever wrote it is."""

    button = _("Continue")
    reference = TextField(
        label=_("Claim reference"),
        hint=_("For example, UC-7K3F-9Q2M. Find it first, if you do not know it."),
        name=_("Claim reference"),
        personal=True,
        missing=_("Enter the reference of a claim"),
        max_length=20,
        width=10,
    )


class PassOnForm(GovukForm):
    """Whose it is, and how somebody knows."""

    title = _("Pass this on")
    body = _(
        "It goes into their messages, marked as sent without signing in, and their team answers it. Only they and "
        "staff read it there. You cannot take it back."
    )
    button = _("Pass it on")
    reason = TextAreaField(
        label=_("How do you know that it is theirs?"),
        hint=_("A name in a message is not enough: anyone can write it. For example, you phoned them."),
        name=_("How you know that it is theirs"),
        personal=True,
        secret=True,
        missing=_("Enter how you know that it is theirs"),
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = RadiosField(
            label=_("Whose is it?"),
            personal=True,
            missing=_("Select whose it is"),
            choices=[(str(each.pk), each.full_name or _("No name yet")) for each in people],
        )
        self.order_fields(["person", "reason"])


class CloseForm(GovukForm):
    """Why nothing is to be done."""

    title = _("Close this without passing it on")
    body = _("Nobody else reads it then. It is deleted after a year.")
    button = _("Close it")
    reason = TextAreaField(
        label=_("Why is there nothing to do?"),
        hint=_("For example, it is advertising, or you phoned whoever wrote it and they have written to us since."),
        name=_("Why there is nothing to do"),
        personal=True,
        secret=True,
        missing=_("Enter why there is nothing to do"),
        max_length=500,
        rows=3,
    )
