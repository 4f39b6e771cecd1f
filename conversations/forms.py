"""What is asked of whoever writes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from conversations.topics import Topic
from documents.adding import AddFilesForm
from govuk.fields import RadiosField, TextAreaField, TextField
from govuk.forms import GovukForm

LONGEST = 4000


class WriteForm(AddFilesForm):
    """Words, and files that go with them."""

    title = _("Write in this conversation")
    words = TextAreaField(
        label=_("Your message"),
        name=_("Your message"),
        personal=True,
        secret=True,
        missing=_("Enter your message"),
        max_length=LONGEST,
        rows=6,
    )
    field_order = ("topic", "words", "documents")


class StartForm(WriteForm):
    """The same, and what it is about."""

    title = _("Write to us")
    topic = RadiosField(
        label=_("What is it about?"),
        personal=True,
        missing=_("Select what it is about"),
        choices=Topic.choices,
    )


class SearchForm(GovukForm):
    """What somebody looks for."""

    words = TextField(
        label=_("What are you looking for?"),
        hint=_("One word or several. We look in your messages and in what has happened."),
        name=_("What you are looking for"),
        personal=True,
        secret=True,
        missing=_("Enter a word to look for"),
        max_length=100,
    )
    button = _("Search")


class StaffWriteForm(WriteForm):
    """What staff write to somebody."""

    title = _("Answer")
    words = TextAreaField(
        label=_("What you write to the claimant"),
        hint=_("Write in plain words, and answer what they asked. They read your first name and what you are."),
        name=_("What you write"),
        personal=True,
        secret=True,
        missing=_("Enter what you write to the claimant"),
        max_length=LONGEST,
        rows=6,
    )


class StaffStartForm(StaffWriteForm, StartForm):
    """What staff write first, and what it is about."""

    title = _("Write to the claimant")
    topic = RadiosField(
        label=_("What is it about?"),
        hint=_("The claimant reads these words: “your” is theirs."),
        personal=True,
        missing=_("Select what it is about"),
        choices=Topic.choices,
    )
