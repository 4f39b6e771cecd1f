"""What people read in their journal, and are sent, about conversations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.services import TOLD
from conversations.topics import Topic
from journal.kinds import EntryKind, add_entry_kind
from notifications.templates import add_template

# Whoever may read somebody's journal may not therefore know what they write to us about.
ENTRIES = {
    "message_to_us": _("You wrote to us. Topic: %(topic)s. We will answer by %(reply_by)s."),
    "message_from_us": _("We wrote to you. Topic: %(topic)s."),
    "conversation_closed": _(
        "We closed a conversation. Topic: %(topic)s. You can still read it, and go on by writing in it."
    ),
    "conversation_late": _(
        "We have not answered you by the day we said. Topic: %(topic)s. A team leader has been told."
    ),
    "message_file_not_kept": _(
        "We could not keep a file of one of your conversations: it has a virus, or cannot be opened. Topic: %(topic)s. "
        "Take a new photo and send that."
    ),
}


def topic_words(topic: Any) -> Any:
    """What a conversation is about, in words."""
    return Topic(topic).label


def add_kinds() -> None:
    """Tell the journal and the outbox how these are worded."""
    for slug, text in ENTRIES.items():
        add_entry_kind(EntryKind(slug, text, only_theirs=True, worded={"topic": topic_words}))
    add_template(TOLD, when=_("Staff write to somebody, who has read all that they were told of before"))
