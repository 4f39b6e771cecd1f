"""What people read in their journal and to-dos, and are sent, about being in touch by other ways."""

from django.utils.translation import gettext_lazy as _

from journal.kinds import EntryKind, TodoKind, add_entry_kind, add_todo_kind
from notifications.templates import add_template

NOTED, KEPT = "contact_noted", "promise_kept"
"""The messages out: that something was written down, and that we did what we agreed. They say nothing of what."""
TODO = "agreed_with_us"

HAPPENED = {
    "contact_phone": _("We spoke by phone on %(on)s."),
    "contact_visit": _("We met on %(on)s."),
    "contact_post_to_us": _("We got post from you on %(on)s."),
    "contact_post_from_us": _("We wrote to you by post on %(on)s."),
    "contact_email_to_us": _("We got an email from you on %(on)s."),
    "contact_email_from_us": _("We sent you an email on %(on)s."),
}
"""Whoever may read somebody's journal may not therefore know what they tell us."""
ENTRIES = {
    "contact_corrected": _("We corrected what we wrote down about %(on)s."),
    "promise_kept": _("We did what we agreed with you on %(on)s."),
    "promise_dropped": _("What we agreed with you on %(on)s has changed. Read what it is now."),
    "promise_late": _(
        "We have not done what we agreed with you on %(on)s by the day we said. A team leader has been told."
    ),
    "contact_file_not_kept": _(
        "We could not keep a file that you sent us, which came on %(on)s: it has a virus, or cannot be opened. "
        "Send it again, or take a photo of it."
    ),
}


def add_kinds() -> None:
    """Tell the journal, to-dos and the outbox how these are worded."""
    for slug, text in {**HAPPENED, **ENTRIES}.items():
        add_entry_kind(EntryKind(slug, text, only_theirs=True))
    add_todo_kind(
        TodoKind(
            slug=TODO,
            title=_("Do what you agreed with us"),
            why=_("You agreed to do this when we were in touch. Tell us if we wrote it down wrong."),
            if_missed=_("Somebody looks at why. Nothing changes by itself. You can still do it."),
            done_by_saying=True,
        )
    )
    add_template(NOTED, when=_("Staff write down a call, a visit, post or an email, or correct that"))
    add_template(KEPT, when=_("Staff did what they had agreed with somebody"))
