"""What people wait for in their conversations, as their home tells them: our answer."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import HelpScope
from conversations.models import Conversation
from conversations.topics import Topic
from journal.doing import Doing, DoingKind, add_doing


def add_answering() -> None:
    """Make known what somebody wrote and we have not answered, with the day by which we said that we do."""
    add_doing(
        DoingKind(
            "answer",
            lambda person, _today: Conversation.objects.of_person(person).to_answer(),
            _answering,
            about=("pk", "topic"),
            by="reply_by",
            scope=HelpScope.MESSAGES,
        )
    )


def _answering(by: date | None, conversation: str, topic: str) -> Doing:
    words = _("Answering your message: %(topic)s") % {"topic": Topic(topic).label}
    return Doing(words, by, reverse("conversations:show", args=[conversation]))
