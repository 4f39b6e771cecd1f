"""What we ask people about the service."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from govuk.fields import RadiosField, TextAreaField
from govuk.forms import GovukForm
from home.models import Satisfaction


class FeedbackForm(GovukForm):
    """How satisfied somebody is, and why."""

    title = _("Give feedback on this service")
    button = _("Send feedback")
    satisfaction = RadiosField(
        label=_("Overall, how do you feel about the service?"),
        personal=False,
        missing=_("Select how you feel about the service"),
        choices=Satisfaction.choices,
    )
    comment = TextAreaField(
        label=_("How could we improve it?"),
        hint=_("Do not include personal or financial information, like your National Insurance number."),
        personal=False,
        optional=True,
        name=_("How we could improve it"),
        max_length=1200,
    )
