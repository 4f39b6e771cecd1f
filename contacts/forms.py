"""What is asked of whoever reads what we wrote down."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from conversations.forms import LONGEST, WriteForm
from govuk.fields import TextAreaField


class NotRightForm(WriteForm):
    """What is wrong with it. What it is about is known."""

    title = _("This is not right")
    words = TextAreaField(
        label=_("What is not right?"),
        hint=_("Tell us what was said, or that it was not you. We answer here and correct it if it is wrong."),
        name=_("What is not right"),
        personal=True,
        secret=True,
        missing=_("Enter what is not right"),
        max_length=LONGEST,
        rows=6,
    )
