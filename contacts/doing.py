"""What people wait for after being in touch, as their home tells them: what we agreed to do."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from contacts.models import Promise, PromiseState
from conversations.topics import Topic
from journal.doing import Doing, DoingKind, add_doing


def add_promised() -> None:
    """Make known what we agreed to do and have not done yet, with its day."""
    add_doing(
        DoingKind(
            "promise",
            lambda person, _today: Promise.objects.filter(person=person, state=PromiseState.OPEN),
            _promised,
            about=("contact__first", "contact__topic"),
            by="due",
            scope=HelpScope.MESSAGES,
        )
    )


def _promised(by: date | None, first: str, topic: str) -> Doing:
    # What it is stays encrypted: the page that it leads to has the words.
    words = _("Doing what we agreed with you: %(topic)s") % {"topic": Topic(topic).label}
    return Doing(words, by, reverse("contacts:show", args=[first]))
