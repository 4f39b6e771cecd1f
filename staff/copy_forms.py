"""What staff are asked when a claimant wants something on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from govuk.fields import RadiosField
from govuk.formatting import day_and_time
from govuk.forms import GovukForm
from notifications.models import Message


class CopyForm(GovukForm):
    """Which message, and how the claimant asked for it."""

    title = _("Send a copy on paper")
    body = _("It goes to where they live, in the format that they need. They can see that you asked for it.")
    button = _("Send the copy")
    asked = RadiosField(
        label=_("How did they ask for it?"),
        personal=False,
        missing=_("Select how they asked for it"),
        choices=[("phone", _("By phone")), ("post", _("By post")), ("meeting", _("Face to face"))],
    )

    def __init__(self, *args: Any, messages: Sequence[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"] = RadiosField(
            label=_("Which message?"),
            name=_("The message"),
            personal=True,
            missing=_("Select the message"),
            choices=[
                (str(each.pk), each.subject, f"{day_and_time(each.queued_at)}, {each.get_medium_display()}")
                for each in messages
            ],
        )
        self.order_fields(["message", "asked"])
