"""What we write to people about copies of their data."""

from django.utils.translation import gettext_lazy as _

from notifications.templates import add_template

COPY_READY, COPY_PRINTED = "data_copy_ready", "data_copy_printed"


def add_words() -> None:
    """Tell the outbox how this is worded."""
    add_template(COPY_READY, when=_("The copy of their data that somebody asked for is ready"))
    add_template(COPY_PRINTED, when=_("A copy of their data was printed for somebody who has no account"))
