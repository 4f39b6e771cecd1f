"""What people read in their journal, and are sent, about conversations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conversations.inbound.models import Kind
from conversations.inbound.services import ANSWERS, CHANGES
from conversations.services import TOLD
from conversations.topics import Topic
from journal.kinds import EntryKind, add_entry_kind
from notifications.models import Medium
from notifications.templates import add_template

# Whoever may read somebody's journal may not therefore know what they write to us about.
ENTRIES = {
    "message_to_us": _("You wrote to us. Topic: %(topic)s. We will answer by %(reply_by)s."),
    "message_arrived": _(
        "We had a message from you, sent %(arrived_by)s and without signing in. Anyone can write with your address or "
        "number: tell us if it was not you. Topic: %(topic)s. We will answer by %(reply_by)s."
    ),
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


BY = {Medium.EMAIL: _("by email"), Medium.TEXT: _("by text")}


def how_it_came(medium: Any) -> Any:
    """By what something arrived, in words."""
    return BY[Medium(medium)]


def topic_words(topic: Any) -> Any:
    """What a conversation is about, in words."""
    return Topic(topic).label


WORDED = ({"topic": topic_words}, {"topic": topic_words, "arrived_by": how_it_came})


TEXTS = {
    CHANGES[Kind.STOP]: _(
        "A text from your phone number told us to stop our texts. We text it no more, but for codes that you ask for. "
        "To get texts again, text START to us, or choose texts on your account."
    ),
    CHANGES[Kind.START]: _("A text from your phone number told us to start our texts again."),
}


def add_kinds() -> None:
    """Tell the journal and the outbox how these are worded."""
    for slug, text in ENTRIES.items():
        add_entry_kind(EntryKind(slug, text, only_theirs=True, worded=WORDED[slug == "message_arrived"]))
    add_template(TOLD, when=_("Staff write to somebody, who has read all that they were told of before"))
    add_template(
        ANSWERS[Medium.EMAIL], when=_("Somebody writes an email to us, once a day"), media=(Medium.EMAIL,), at_once=True
    )
    add_template(ANSWERS[Medium.TEXT], when=_("Somebody texts us, once a day"), media=(Medium.TEXT,), at_once=True)
    stop, start = CHANGES[Kind.STOP], CHANGES[Kind.START]
    only = (Medium.TEXT,)
    add_template(stop, when=_("Somebody texts us to stop our texts"), media=only, at_once=True, answers_stop=True)
    add_template(start, when=_("Somebody texts us to start our texts again"), media=only, at_once=True)
    for slug, text in TEXTS.items():
        add_entry_kind(EntryKind(slug, text, only_theirs=True))
