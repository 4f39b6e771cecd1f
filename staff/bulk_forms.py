"""What admins are asked about a message to many."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from govuk.fields import RadiosField, WholeNumberField
from govuk.forms import GovukForm
from notifications.audiences import AUDIENCES
from notifications.templates import TEMPLATES


def _templates() -> list[tuple[str, Any]]:
    return [(name, each.when) for name, each in TEMPLATES.items() if each.for_many]


class BulkForm(GovukForm):
    """Which message goes to whom, and how fast."""

    title = _("Send a message to many people")
    body = _("We count them first. Nothing is sent until you press the button on the next page.")
    button = _("Count them")
    template = RadiosField(
        label=_("Which message?"), personal=False, missing=_("Select which message"), choices=_templates
    )
    audience = RadiosField(
        label=_("To whom?"),
        personal=False,
        missing=_("Select to whom"),
        choices=lambda: [(each.slug, each.words) for each in AUDIENCES.values()],
    )
    rate_a_minute = WholeNumberField(
        label=_("How many a minute at most?"),
        hint=_("People who get a message sign in and call. 600 a minute is 36,000 in an hour."),
        name=_("How many a minute"),
        personal=False,
        minimum=1,
        maximum=100_000,
        width=5,
        missing=_("Enter how many a minute at most"),
    )
