"""What people are asked to do, and read in their journal, about payments."""

from django.utils.translation import gettext_lazy as _

from journal.kinds import EntryKind, TodoKind, add_entry_kind, add_todo_kind
from notifications.templates import add_template

ACCOUNT_NEEDED = "account_needed"


def add_kinds() -> None:
    """Tell the journal and the outbox how these are worded."""
    add_template("statement_ready", when=_("A statement is made, or made again because something changed"))
    add_todo_kind(
        TodoKind(
            slug=ACCOUNT_NEEDED,
            title=_("Give us an account to pay into"),
            why=_("We have a payment for you and nowhere to send it. Call us, or tell your adviser."),
            if_missed=_("We keep the money for you, and pay it when we have an account."),
            if_you_cannot=_("Call us if no bank gives you an account. There are other ways to pay you."),
            most_days=0,
        )
    )
    add_entry_kind(EntryKind("statement_ready", _("Your statement is ready. Claim: %(claim)s")))
    add_entry_kind(EntryKind("statement_changed", _("We worked out a statement again. Claim: %(claim)s")))
    add_entry_kind(EntryKind("payment_issued", _("We paid you %(amount)s. Claim: %(claim)s")))
    add_entry_kind(EntryKind("payment_returned", _("Your bank sent a payment back to us. Claim: %(claim)s")))
