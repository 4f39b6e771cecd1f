"""What we write to people about copies of their data."""

from django.utils.translation import gettext_lazy as _

from notifications.templates import add_template

COPY_READY = "data_copy_ready"


def add_words() -> None:
    """Tell the outbox how this is worded."""
    add_template(COPY_READY, when=_("The copy of their data that somebody asked for is ready"))
